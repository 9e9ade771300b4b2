internal import Quantities

/// A chart drawn with characters: zero at the bottom, the exact peak at the top, the pump's rate and
/// the sessions below on the same axis.
struct TerminalChart {
  /// What is drawn; the edges of bands are curves here.
  let model: ChartModel
  /// Rows of characters for the curves.
  let rows = 12
  let style: TextStyle
  private let patterns: [TerminalPattern]
  private let names: TerminalNames

  init(_ model: ChartModel, drawsLandmarks: Bool = false, style: TextStyle) {
    var model = model
    // Between the curves of all models their band is seen anyway.
    if !model.traces.contains(where: { $0.role == .alternative }) {
      for band in model.bands where band.kind == .models {
        model.traces += [("lower", band.lower), ("upper", band.upper)].map { edge, points in
          ChartModel.Trace(label: "\(band.label), \(edge) edge", role: .alternative, points: points)
        }
      }
    }
    if drawsLandmarks {
      model.rules += model.levels.flatMap { level in
        [("lower", level.lower), ("upper", level.upper)].map { end, value in
          ChartModel.Rule(.landmark, label: "\(level.label), \(end) end", value: value)
        }
      }
    } else {
      model.rules.removeAll { $0.weight == .landmark }
    }
    self.model = model
    self.style = style
    patterns = model.traces.indices.map { index in
      let role = model.traces[index].role
      return TerminalPattern(role, place: model.traces[..<index].count { $0.role == role })
    }
    names = TerminalNames(model)
  }

  /// The chart's lines, or a sentence when there is nothing to draw.
  func lines() -> [String] {
    let margin = 8
    let columns = min(style.width, 120) - margin - 2
    var canvas = ChartCanvas(
      columns: columns, rows: rows, ascii: style.ascii, ground: model.traces.count)
    let top = model.highest
    guard top > 0, model.end > model.start else {
      return ["  \(model.drug): every concentration stays zero; there is nothing to draw"]
    }
    drawBands(top: top, on: &canvas)
    // The first is drawn last, so that it is on top where curves meet.
    for index in model.traces.indices.reversed() {
      draw(model.traces[index], index, top: top, on: &canvas)
    }
    drawRules(top: top, on: &canvas)
    if !style.ascii {
      for place in names.places(top: top, on: canvas) {
        guard let sign = names.signs[place.series] else { continue }
        canvas.setName(sign, column: place.column, row: place.row, series: place.series)
      }
    }
    var lines = legend(top: top)
    let labels = self.labels(top: top, canvas)
    for row in 0..<rows {
      let label = (labels[row] ?? "").leftPadded(to: margin)
      lines.append("\(label) \(labels[row] == nil ? "│" : "┤")" + text(canvas, row))
    }
    lines += DosingStrip(model: model, columns: columns, margin: margin, style: style).lines()
    return lines + model.notes.flatMap { $0.wrapped(to: style.width - 2).map { "  " + $0 } }
  }

  private func draw(
    _ trace: ChartModel.Trace, _ index: Int, top: Double, on canvas: inout ChartCanvas
  ) {
    let pattern = patterns[index]
    let highest = trace.points.map(\.value).max()
    let from = model.start.minutes
    let window = model.end.minutes - from
    var place = 0
    var last: (x: Double, y: Double)?
    for point in trace.points {
      let x = (point.minutes - from) / window * Double(canvas.width - 1)
      let y = point.value / top * Double(canvas.height - 1)
      let from = last ?? (x, y)
      // Dots are rounded once, on the line itself, not between ends that were rounded before.
      let steps = Int(max(abs(x - from.x), abs(y - from.y)).rounded(.up))
      for step in 0...steps where step > 0 || last == nil {
        let share = steps == 0 ? 0 : Double(step) / Double(steps)
        let dotX = Int((from.x + (x - from.x) * share).rounded())
        let dotY = Int((from.y + (y - from.y) * share).rounded())
        // The highest point is drawn whatever the pattern says.
        if style.ascii || pattern.draws(place) || point.value == highest && step == steps {
          canvas.set(dotX, dotY, series: index)
        }
        place += 1
      }
      last = (x, y)
    }
  }

  private func drawRules(top: Double, on canvas: inout ChartCanvas) {
    for rule in model.rules where rule.value <= top {
      let y = Int((rule.value / top * Double(canvas.height - 1)).rounded())
      let (mark, stride): (Character, Int) =
        switch rule.weight {
        case .landmark: ("·", 3)
        case .soft: ("╌", 2)
        case .hard: ("─", 1)
        }
      for column in Swift.stride(from: 1, to: canvas.columns, by: stride) {
        canvas.setMark(mark, column: column, row: canvas.row(ofDot: y))
      }
    }
  }

  /// Labels by row: the exact peak on top, round numbers below where they do not collide with it.
  private func labels(top: Double, _ canvas: ChartCanvas) -> [Int: String] {
    let axis = ValueAxis(top: top, steps: 4)
    var labels: [Int: String] = [:]
    for tick in axis.ticks {
      let y = Int((tick / top * Double(canvas.height - 1)).rounded())
      let row = canvas.row(ofDot: y)
      if row > 0 { labels[row] = NumberFormat.fixed(tick, decimals: axis.decimals) }
    }
    labels[0] = NumberFormat.plain(top, digits: 3)
    return labels
  }

  private func legend(top: Double) -> [String] {
    var entries = model.traces.indices.map { index in
      let name = names.signs[index].map { " \($0)" } ?? ""
      let sample =
        style.ascii ? "\(letter(ofTrace: index))" : "\(patterns[index].sample)\(name)"
      return style.paint("\(sample) \(model.traces[index].label)", model.traces[index].role.style)
    }
    entries += bandEntries
    for rule in model.rules {
      let sample =
        switch rule.weight {
        case .landmark: "· ·"
        case .soft: "╌ ╌ soft limit"
        case .hard: "─── hard limit"
        }
      let place = rule.value <= top ? "" : " (above the chart)"
      entries.append(
        "\(sample) \(NumberFormat.plain(rule.value)) \(model.unit), \(rule.label)\(place)")
    }
    var lines = ["   \(model.unit)"]
    for entry in entries {
      let line = lines[lines.count - 1]
      if line.displayWidth + 3 + entry.displayWidth <= style.width {
        lines[lines.count - 1] = line + "   " + entry
      } else {
        let indent = String(repeating: " ", count: 11)
        lines += entry.wrapped(to: style.width - 11).map { indent + $0 }
      }
    }
    return lines
  }

  private func letter(ofTrace index: Int) -> Character {
    names.signs[index] ?? patterns[index].letter
  }

  private func text(_ canvas: ChartCanvas, _ row: Int) -> String {
    let letters =
      model.traces.indices.map(letter) + populationBands.indices.map { Texture(depth: $0).letter }
    func role(_ owner: Int?) -> TextStyle.Role? {
      owner.map { $0 < model.traces.count ? model.traces[$0].role.style : .quiet }
    }
    var result = ""
    var run = ""
    var owner: Int?
    for cell in canvas.row(row, letters: letters) {
      if cell.series != owner {
        result += style.paint(run, role(owner))
        run = ""
        owner = cell.series
      }
      run.append(cell.character)
    }
    return result + style.paint(owner == nil ? run.withoutTrailingBlanks : run, role(owner))
  }
}

extension ChartModel {
  /// The highest value of any curve or band.
  var highest: Double {
    let top = traces.reduce(0) { max($0, $1.highest?.value ?? 0) }
    return bands.reduce(top) { $1.upper.reduce($0) { max($0, $1.value) } }
  }
}

extension ChartModel.Trace.Role {
  /// How the terminal colours it.
  fileprivate var style: TextStyle.Role {
    switch self {
    case .plasma: .plasma
    case .effect: .effect
    case .metabolite: .metabolite
    case .alternative: .quiet
    }
  }
}
