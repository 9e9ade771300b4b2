internal import Quantities

extension SVGChart {
  /// A text beside the frame that names a curve, a rule, a level or a band.
  struct Label {
    /// What stands before the text: the curve's own line.
    enum Sample {
      case line([(StaticString, String)])
      case area(color: String, opacity: String, edge: [(StaticString, String)] = [])
    }

    let lines: [String]
    let sample: Sample
    /// Where the thing named meets the right edge of the frame.
    let anchor: Double
    /// Where the first line stands.
    var y: Double

    var height: Double { Double(lines.count) * Label.lineHeight + 3 }
    static let lineHeight = 14.0
  }

  /// All names, in the order of what they name, none on top of another.
  func placedLabels() -> [Label] {
    let labels = self.labels()
    return SVGChart.spread(labels, above: max(hasStrip ? base + 10 : base, legendFoot(labels)))
  }

  /// Where names end that stand close together from the upper edge on.
  func legendFoot(_ labels: [Label]) -> Double {
    labels.reduce(Frame.top - 14) { $0 + $1.height }
  }

  /// All names, each where the thing named is.
  func labels() -> [Label] {
    var labels: [Label] = []
    func add(_ text: String, _ sample: Label.Sample, at y: Double) {
      let anchor = min(Frame.bottom, max(Frame.top, y))
      labels.append(
        Label(lines: text.wrapped(to: 32), sample: sample, anchor: anchor, y: anchor))
    }
    for (index, trace) in model.traces.enumerated() {
      guard let last = trace.points.last else { continue }
      // Curves without a value beside their peak have it with their names.
      let peak = trace.role == .alternative || trace.sign != nil ? trace.peak : nil
      add(
        trace.label + (peak.map { ", highest \(words(of: $0))" } ?? ""),
        .line(stroke(ofTrace: index).attributes), at: frame.y(last.value))
    }
    for (index, band) in model.bands.enumerated() {
      guard let upper = band.upper.last, let lower = band.lower.last else { continue }
      let look = look(ofBand: index)
      // Bands inside one another have the same middle, but not the same upper edge.
      let middle = (frame.y(upper.value) + frame.y(lower.value)) / 2
      add(
        band.label, .area(color: look.color, opacity: look.seen, edge: look.edge),
        at: band.kind == .population ? frame.y(upper.value) : middle)
    }
    for (index, level) in model.levels.enumerated() where level.lower < frame.highest {
      let range = "\(NumberFormat.plain(level.lower))–\(NumberFormat.plain(level.upper))"
      add(
        "\(range) \(level.label)\(reference(level.source))"
          + (level.note.isEmpty ? "" : ": \(level.note)"),
        .area(color: "#f0e442", opacity: "0.4"),
        at: frame.y((max(level.lower, frame.lowest) + min(level.upper, frame.highest)) / 2)
          + Double(index))
    }
    for rule in model.rules where isShown(rule) {
      add(
        "\(rule.weight.kind)\(NumberFormat.plain(rule.value)) \(rule.label)\(reference(rule.source))",
        .line(rule.weight.stroke), at: frame.y(rule.value))
    }
    return labels
  }

  /// Moves labels apart: down where they overlap, and up again from the foot of the picture.
  private static func spread(_ labels: [Label], above foot: Double) -> [Label] {
    var labels = labels.enumerated().sorted {
      ($0.element.anchor, $0.offset) < ($1.element.anchor, $1.offset)
    }
    .map(\.element)
    var free = Frame.top - 14
    for index in labels.indices {
      labels[index].y = max(labels[index].y, free)
      free = labels[index].y + labels[index].height
    }
    var limit = foot
    for index in labels.indices.reversed() {
      labels[index].y = min(labels[index].y, limit - labels[index].height)
      limit = labels[index].y
    }
    return labels
  }

  /// Draws a label with its sample and a thin line to what it names.
  func add(_ label: Label, to svg: inout Markup) {
    // The last label of time reaches a little beyond the frame.
    let x = Frame.right + 30
    svg.empty(
      "polyline",
      [
        (
          "points",
          "\(pixels(Frame.right)),\(pixels(label.anchor)) \(pixels(x - 12)),\(pixels(label.anchor)) "
            + "\(pixels(x - 6)),\(pixels(label.y)) \(pixels(x - 3)),\(pixels(label.y))"
        ), ("fill", "none"), ("stroke", "#aaa"), ("stroke-width", "0.8"),
      ])
    switch label.sample {
    case .line(let attributes):
      svg.line(from: (x, label.y), to: (x + 26, label.y), attributes)
    case .area(let color, let opacity, let edge):
      svg.rectangle(
        (x, label.y - 5, 26, 10),
        [("fill", color), ("fill-opacity", opacity)]
          + (edge.isEmpty ? [("stroke", "#999"), ("stroke-width", "0.6")] : []))
      for y in edge.isEmpty ? [] : [label.y - 5, label.y + 5] {
        svg.line(from: (x, y), to: (x + 26, y), edge)
      }
    }
    for (index, line) in label.lines.enumerated() {
      svg.label(
        line, x: x + 32, y: label.y + 4 + Double(index) * Label.lineHeight, [("class", "name")])
    }
  }

  // MARK: Notes

  /// The sources named in the picture, each once.
  private var sources: [String] {
    var sources: [String] = []
    let shown =
      model.levels.filter { $0.lower < frame.highest }.map(\.source)
      + model.rules.filter(isShown).map(\.source)
    for source in shown where !source.isEmpty && !sources.contains(source) {
      sources.append(source)
    }
    return sources
  }

  private func reference(_ source: String) -> String {
    sources.firstIndex(of: source).map { " [\($0 + 1)]" } ?? ""
  }

  /// What stands below the picture: sources, and what the picture cannot show.
  var notes: [String] {
    var notes = sources.enumerated().map { "[\($0 + 1)] \($1)" }
    let above =
      model.rules.filter { $0.value >= frame.highest }.map { rule in
        "\(rule.weight.kind)\(NumberFormat.plain(rule.value)) \(rule.label)"
      }
      + model.levels.filter { $0.lower >= frame.highest }.map {
        "\(NumberFormat.plain($0.lower))–\(NumberFormat.plain($0.upper)) \($0.label)"
      }
    if !above.isEmpty {
      notes.append("Above this picture (\(model.unit)): \(above.joined(separator: "; "))")
    }
    if model.traces.contains(where: { $0.highest.map(isBolus) == true }) {
      notes.append("* the value at the instant of a bolus, as if mixed at once")
    }
    if let other = model.dosing.other {
      let boluses = model.dosing.boluses + other.boluses
      notes.append(
        "Below: rates of A as areas, those of B as a dashed line"
          + (boluses.isEmpty ? "" : "; boluses of A filled, those of B hollow and above them"))
    }
    if !model.dosing.rules.isEmpty {
      let rules = model.dosing.rules.map { rule in
        "\(rule.weight.kind)\(NumberFormat.plain(rule.value)) \(rule.label)"
          + (rule.value > model.dosing.scaleTop ? " (above this picture)" : "")
      }
      notes.append("Rates (mg/h): \(rules.joined(separator: "; "))")
    }
    if model.dosing.highestRate > model.dosing.scaleTop {
      notes.append(
        "▲ above the scale of rates, up to \(NumberFormat.plain(model.dosing.highestRate)) mg/h")
    }
    return (notes + model.notes).flatMap { $0.wrapped(to: 140) }
  }
}

extension ChartModel.Rule.Weight {
  /// What stands before a value of this weight.
  fileprivate var kind: String {
    switch self {
    case .landmark: ""
    case .soft: "soft limit "
    case .hard: "hard limit "
    }
  }
}

extension String {
  /// About how wide the text is in a sans-serif font of a size.
  func pixelWidth(_ size: Double) -> Double { Double(displayWidth) * size * 0.56 }
}
