internal import Kinetics
internal import Limits
internal import Quantities
internal import Simulation

/// The curves of one drug over time, drawn with characters: zero at the bottom, the exact peak at
/// the top, the pump's rate and the sessions below on the same axis.
struct Chart {
  let drug: SimulatedDrug
  let until: Tick
  /// Concentrations drawn as lines of dots.
  var landmarks: [Landmark] = []
  /// Bounds of concentrations drawn as lines, whole where they are hard.
  var limits: [LimitLine] = []
  /// Rows of characters for the curves.
  var rows = 12
  let style: TextStyle

  /// One curve with the way it is drawn.
  struct Series {
    let output: Curve.Output
    let trace: CurveTrace
    let role: TextStyle.Role
    let pattern: Pattern
  }

  /// How a line is broken, so that curves differ without colour.
  enum Pattern: Int {
    case solid, dotted, dashed

    /// Whether the dot at a place along the line is drawn.
    func draws(_ place: Int) -> Bool {
      switch self {
      case .solid: true
      case .dotted: place % 4 == 0
      case .dashed: place % 8 < 4
      }
    }

    var sample: String { ["⠤⠤⠤", "⠄⠄⠄", "⠤⠄⠤"][rawValue] }
    static let letters: [Character] = ["*", "o", "+"]
  }

  /// The chart's lines, or a sentence when there is nothing to draw.
  func lines() throws(SimulationFailure) -> [String] {
    let margin = 8
    let columns = min(style.width, 120) - margin - 2
    var canvas = ChartCanvas(columns: columns, rows: rows, ascii: style.ascii)
    let series = try self.series(samples: canvas.width)
    let top = series.reduce(0) { max($0, $1.trace.highest) }
    guard top > 0, until > .zero else {
      return ["  \(drug.name): every concentration stays zero; there is nothing to draw"]
    }
    // The plasma is drawn last, so that it is on top where curves meet.
    for index in series.indices.reversed() {
      draw(series[index], index, top: top, on: &canvas)
    }
    drawLandmarks(top: top, on: &canvas)
    for limit in limits where limit.concentration <= top {
      let y = Int((limit.concentration / top * Double(canvas.height - 1)).rounded())
      for column in stride(from: 1, to: canvas.columns, by: limit.severity == .hard ? 1 : 2) {
        canvas.setMark("─", column: column, row: canvas.row(ofDot: y))
      }
    }
    var lines = legend(series, top: top)
    let labels = self.labels(top: top, canvas)
    for row in 0..<rows {
      let label = (labels[row] ?? "").leftPadded(to: margin)
      lines.append("\(label) \(labels[row] == nil ? "│" : "┤")" + text(canvas, row, series))
    }
    lines += DosingStrip(drug: drug, until: until, columns: columns, margin: margin, style: style)
      .lines()
    return lines
  }

  private func series(samples: Int) throws(SimulationFailure) -> [Series] {
    var result: [Series] = []
    for output in drug.plasmaOutputs + drug.effectOutputs {
      let isEffect = drug.isEffectSite(output)
      let isDrug = output.analyte == drug.name
      result.append(
        Series(
          output: output,
          trace: try CurveTrace(of: output, on: drug.curve, until: until, samples: samples),
          role: isEffect ? .effect : isDrug ? .plasma : .metabolite,
          pattern: isEffect ? .dotted : isDrug ? .solid : .dashed))
    }
    return result
  }

  private func draw(_ series: Series, _ index: Int, top: Double, on canvas: inout ChartCanvas) {
    var place = 0
    var last: (x: Int, y: Int)?
    for point in series.trace.points {
      let x = Int((point.minutes / until.minutes * Double(canvas.width - 1)).rounded())
      let y = Int((point.value / top * Double(canvas.height - 1)).rounded())
      let from = last ?? (x, y)
      let steps = max(abs(x - from.x), abs(y - from.y))
      for step in 0...steps where step > 0 || last == nil {
        let share = steps == 0 ? 0 : Double(step) / Double(steps)
        let dotX = from.x + Int((Double(x - from.x) * share).rounded())
        let dotY = from.y + Int((Double(y - from.y) * share).rounded())
        // The highest point is drawn whatever the pattern says.
        if style.ascii || series.pattern.draws(place)
          || point.value == series.trace.highest && step == steps
        {
          canvas.set(dotX, dotY, series: index)
        }
        place += 1
      }
      last = (x, y)
    }
  }

  private func drawLandmarks(top: Double, on canvas: inout ChartCanvas) {
    for landmark in landmarks where landmark.concentration <= top {
      let y = Int((landmark.concentration / top * Double(canvas.height - 1)).rounded())
      for column in stride(from: 1, to: canvas.columns, by: 3) {
        canvas.setMark("·", column: column, row: canvas.row(ofDot: y))
      }
    }
  }

  /// Labels by row: the exact peak on top, round numbers below where they do not collide with it.
  private func labels(top: Double, _ canvas: ChartCanvas) -> [Int: String] {
    let highest = top * Scale.nanogramsPerMilliliter
    let axis = ValueAxis(top: highest, steps: 4)
    var labels: [Int: String] = [:]
    for tick in axis.ticks {
      let y = Int((tick / highest * Double(canvas.height - 1)).rounded())
      let row = canvas.row(ofDot: y)
      if row > 0 { labels[row] = NumberFormat.fixed(tick, decimals: axis.decimals) }
    }
    labels[0] = NumberFormat.plain(highest, digits: 3)
    return labels
  }

  private func legend(_ series: [Series], top: Double) -> [String] {
    var entries = series.map { one in
      let sample = style.ascii ? String(Pattern.letters[one.pattern.rawValue]) : one.pattern.sample
      return style.paint("\(sample) \(drug.label(of: one.output))", one.role)
    }
    for landmark in landmarks {
      let place = landmark.concentration <= top ? "" : " (above the chart)"
      entries.append("· · " + landmark.text + place)
    }
    for limit in limits {
      let place = limit.concentration <= top ? "" : " (above the chart)"
      entries.append((limit.severity == .hard ? "─── " : "─ ─ ") + limit.text + place)
    }
    var lines = ["   ng/mL"]
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

  private func text(_ canvas: ChartCanvas, _ row: Int, _ series: [Series]) -> String {
    let letters = series.map { Pattern.letters[$0.pattern.rawValue] }
    var result = ""
    var run = ""
    var owner: Int?
    for cell in canvas.row(row, letters: letters) {
      if cell.series != owner {
        result += style.paint(run, owner.map { series[$0].role })
        run = ""
        owner = cell.series
      }
      run.append(cell.character)
    }
    return result
      + style.paint(owner == nil ? run.withoutTrailingBlanks : run, owner.map { series[$0].role })
  }
}
