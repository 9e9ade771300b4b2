internal import Quantities

extension SVGChart {
  /// How a curve is drawn.
  struct Stroke {
    let color: String
    let width: Double
    /// Lengths of dashes and gaps; none for an unbroken line.
    let dashes: String

    var attributes: [(StaticString, String)] {
      let line: [(StaticString, String)] = [
        ("stroke", color), ("stroke-width", pixels(width)), ("fill", "none"),
      ]
      return dashes.isEmpty ? line : line + [("stroke-dasharray", dashes)]
    }
  }

  /// The line of a curve: by its role, and among alternatives by its place; neither colour nor dashes
  /// are those of a limit.
  func stroke(ofTrace index: Int) -> Stroke {
    switch model.traces[index].role {
    case .plasma: return Stroke(color: "#0072b2", width: 2.4, dashes: "")
    case .effect: return Stroke(color: "#d55e00", width: 2.4, dashes: "2 3")
    case .metabolite: return Stroke(color: "#00805e", width: 2.2, dashes: "9 4")
    case .alternative:
      let place = model.traces[..<index].count { $0.role == .alternative }
      let looks = [
        ("#b0478c", "10 3 2 3"), ("#5c7a00", "4 2 1 2 1 2"), ("#2f7fa8", "14 3"),
        ("#555555", "2 2"),
        ("#7a3ea8", "10 3 2 3 2 3"), ("#7a5c4f", "5 2 1 2"),
      ]
      let (color, dashes) = looks[place % looks.count]
      return Stroke(color: color, width: 1.6, dashes: dashes)
    }
  }

  /// Landmark levels as light stretches with dotted edges.
  func addLevels(to svg: inout Markup) {
    for level in model.levels where level.lower < frame.highest && level.upper > frame.lowest {
      let top = max(Frame.top, frame.y(level.upper))
      let bottom = min(Frame.bottom, frame.y(max(level.lower, frame.lowest)))
      svg.rectangle(
        (Frame.left, top, Frame.right - Frame.left, bottom - top),
        [("fill", "#f0e442"), ("fill-opacity", "0.22"), ("class", "level")])
      for y in [top, bottom] where y > Frame.top && y < Frame.bottom {
        svg.line(
          from: (Frame.left, y), to: (Frame.right, y),
          [("stroke", "#8a8000"), ("stroke-width", "1"), ("stroke-dasharray", "1 4")])
      }
    }
  }

  /// Both axes with round places, and what they measure.
  func addAxes(to svg: inout Markup) {
    let axis =
      scale == .linear
      ? ValueAxis(top: frame.highest, steps: 6)
      : ValueAxis(logarithmicFrom: frame.lowest, to: frame.highest)
    for tick in axis.ticks {
      let y = frame.y(tick)
      svg.line(
        from: (Frame.left, y), to: (Frame.right, y), [("stroke", "#e2e2e2"), ("stroke-width", "1")])
      let text =
        scale == .linear
        ? NumberFormat.fixed(tick, decimals: axis.decimals) : NumberFormat.plain(tick)
      svg.label(text, x: Frame.left - 7, y: y + 4, [("text-anchor", "end")])
    }
    let time = TimeAxis(from: model.start, until: model.end, columns: 78)
    for tick in time.ticks {
      let x = frame.x(tick.minutes)
      svg.line(
        from: (x, Frame.top), to: (x, base),
        [("stroke", "#e2e2e2"), ("stroke-width", "1")])
      svg.label(
        time.label(tick), x: x, y: Frame.bottom + 17,
        [("text-anchor", "middle"), ("class", "time")])
    }
    for (from, to) in [
      ((Frame.left, Frame.bottom), (Frame.right, Frame.bottom)),
      ((Frame.left, Frame.top), (Frame.left, Frame.bottom)),
    ] { svg.line(from: from, to: to, [("stroke", "#444"), ("stroke-width", "1.2")]) }
    let note =
      scale == .linear
      ? "" : ", logarithmic: the axis begins at \(NumberFormat.plain(frame.lowest)), not at zero"
    svg.label("\(model.drug), \(model.unit)\(note)", x: 12, y: 18, [("font-weight", "bold")])
  }

  /// Bands below, then rules, then curves, the first of them on top.
  func addCurves(to svg: inout Markup) {
    svg.element("g", [("clip-path", "url(#\(prefix)plot)")]) { svg in
      addBands(to: &svg)
      for rule in model.rules where isShown(rule) {
        let y = frame.y(rule.value)
        svg.line(
          from: (Frame.left, y), to: (Frame.right, y),
          [("class", "rule \(rule.weight.rawValue)")] + rule.weight.stroke)
      }
      for index in model.traces.indices.reversed() {
        svg.empty(
          "polyline",
          [
            ("points", Self.text(points(model.traces[index].points))),
            ("class", "trace \(model.traces[index].role.rawValue)"), ("stroke-linejoin", "round"),
          ] + stroke(ofTrace: index).attributes)
      }
    }
  }

  /// Whether a rule lies within the frame.
  func isShown(_ rule: ChartModel.Rule) -> Bool {
    rule.value > frame.lowest && rule.value < frame.highest
  }

  func points(_ points: [ChartModel.Point]) -> [(x: Double, y: Double)] {
    points.map { (frame.x($0.minutes), frame.y($0.value)) }
  }

  /// Places as SVG writes them; what falls onto the one before is left out.
  static func text(_ points: [(x: Double, y: Double)]) -> String {
    var result: [String] = []
    for point in points {
      let text = "\(pixels(point.x)),\(pixels(point.y))"
      if result.last != text { result.append(text) }
    }
    return result.joined(separator: " ")
  }

  /// Findings and the moment of the report as vertical lines with their names above.
  func addMarks(to svg: inout Markup) {
    var end = -Double.infinity
    for mark in model.marks where mark.kind != .session {
      let x = frame.x(mark.minutes)
      let color = mark.kind == .finding ? "#a00000" : "#444444"
      svg.line(
        from: (x, Frame.top), to: (x, Frame.stripBottom),
        [
          ("stroke", color), ("stroke-width", "1.4"), ("stroke-dasharray", "6 3"),
          ("class", "mark \(mark.kind.rawValue)"),
        ])
      // Names that would run into one another give way to their lines.
      guard x > end + 6 else { continue }
      svg.label(
        mark.label, x: x, y: Frame.top - 4,
        [("fill", color), ("text-anchor", "middle"), ("font-size", "11")])
      end = x + mark.label.pixelWidth(11) / 2
    }
  }
}

extension ChartModel.Rule.Weight {
  /// How a rule is drawn: landmarks dotted, soft limits dashed, hard limits unbroken.
  var stroke: [(StaticString, String)] {
    switch self {
    case .landmark:
      [("stroke", "#777"), ("stroke-width", "1.2"), ("stroke-dasharray", "1 4")]
    case .soft:
      [("stroke", "#b36b00"), ("stroke-width", "1.8"), ("stroke-dasharray", "7 4")]
    case .hard: [("stroke", "#a00000"), ("stroke-width", "2")]
    }
  }
}
