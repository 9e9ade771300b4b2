internal import Quantities

extension SVGChart {
  /// The pump's rate as steps from zero, boluses as triangles, and the numbers of sessions.
  func addDosing(to svg: inout Markup) {
    guard hasStrip else { return }
    let dosing = model.dosing
    svg.element("g", [("class", "dosing")]) { svg in
      if dosing.scaleTop > 0 { addRates(dosing, to: &svg) }
      let names = dosing.other == nil ? ("", "") : ("A ", "B ")
      addBoluses(dosing.boluses, named: names.0, at: Frame.stripTop + 8, .filled, to: &svg)
      addBoluses(
        dosing.other?.boluses ?? [], named: names.1, at: Frame.stripTop - 3, .hollow, to: &svg)
      svg.line(
        from: (Frame.left, Frame.stripBottom), to: (Frame.right, Frame.stripBottom),
        [("stroke", "#444"), ("stroke-width", "1.2")])
    }
    addSessions(to: &svg)
  }

  /// The height of a rate, with room for triangles above.
  private func y(_ rate: Double, _ top: Double) -> Double {
    Frame.stripBottom - min(1, rate / top) * (Frame.stripHeight - 12)
  }

  private func addRates(_ dosing: ChartModel.Dosing, to svg: inout Markup) {
    let top = dosing.scaleTop
    for step in dosing.steps {
      let (left, right) = (frame.x(step.start.minutes), frame.x(step.end.minutes))
      let y = y(step.rate, top)
      // A short dose on a long axis still shows, and is no line of the grid.
      let isNarrow = right - left < 3
      let width = max(right - left, 3)
      svg.rectangle(
        (left, y, width, Frame.stripBottom - y),
        isNarrow ? [("fill", "#555")] : [("fill", "#999"), ("fill-opacity", "0.45")])
      svg.line(
        from: (left, y), to: (left + width, y), [("stroke", "#222"), ("stroke-width", "1.8")])
      if step.rate > top { addTriangle(at: left + width / 2, y - 2, pointsUp: true, to: &svg) }
    }
    for step in dosing.other?.steps ?? [] {
      let y = y(step.rate, top)
      let (left, right) = (frame.x(step.start.minutes), frame.x(step.end.minutes))
      svg.line(
        from: (left, y), to: (max(right, left + 1.2), y),
        [
          ("stroke", "#b0478c"), ("stroke-width", "2"), ("stroke-dasharray", "6 3"),
          ("class", "other"),
        ])
      if step.rate > top {
        addTriangle(at: (left + right) / 2, y - 2, pointsUp: true, .hollow, to: &svg)
      }
    }
    for (rate, text) in [(top, NumberFormat.plain(top)), (0, "0")] {
      svg.label(
        text, x: Frame.left - 7, y: y(rate, top) + 4, [("text-anchor", "end"), ("class", "rate")])
    }
    svg.label(
      "mg/h", x: 12, y: (y(top, top) + Frame.stripBottom) / 2 + 4, [("font-weight", "bold")])
    for rule in dosing.rules where rule.value <= top {
      svg.line(
        from: (Frame.left, y(rule.value, top)), to: (Frame.right, y(rule.value, top)),
        rule.weight.stroke)
    }
  }

  /// How a triangle is drawn: filled for the plan itself, hollow for one to compare with.
  private enum Fill {
    case filled, hollow

    var attributes: [(StaticString, String)] {
      switch self {
      case .filled: [("fill", "#222")]
      case .hollow:
        [("fill", "#fff"), ("stroke", "#b0478c"), ("stroke-width", "1.4"), ("class", "other")]
      }
    }
  }

  private func addBoluses(
    _ boluses: [ChartModel.Dosing.Bolus], named name: String, at y: Double, _ fill: Fill,
    to svg: inout Markup
  ) {
    var end = -Double.infinity
    for (index, bolus) in boluses.enumerated() {
      let x = frame.x(bolus.start.minutes)
      addTriangle(at: x, y, pointsUp: false, fill, to: &svg)
      let text = "\(name)\(NumberFormat.plain(bolus.amount)) mg"
      // Amounts that would run into one another give way to the triangles; the table has them all.
      let width = text.pixelWidth(10)
      let next = index + 1 < boluses.count ? frame.x(boluses[index + 1].start.minutes) : .infinity
      guard x + 6 > end + 4, x + 6 + width < next - 4 else { continue }
      svg.label(text, x: x + 6, y: y, [("font-size", "10")])
      end = x + 6 + width
    }
  }

  private func addTriangle(
    at x: Double, _ y: Double, pointsUp: Bool, _ fill: Fill = .filled, to svg: inout Markup
  ) {
    let (base, tip) = pointsUp ? (y, y - 7) : (y - 8, y)
    svg.empty(
      "polygon",
      [
        (
          "points",
          "\(pixels(x - 4)),\(pixels(base)) \(pixels(x + 4)),\(pixels(base)) \(pixels(x)),\(pixels(tip))"
        )
      ] + fill.attributes)
  }

  private func addSessions(to svg: inout Markup) {
    let sessions = model.marks.filter { $0.kind == .session }
    guard !sessions.isEmpty else { return }
    svg.label(
      "session", x: Frame.left - 10, y: Frame.stripBottom + 17,
      [("font-size", "11"), ("text-anchor", "end")])
    var end = -Double.infinity
    for session in sessions {
      let x = frame.x(session.minutes)
      svg.line(
        from: (x, Frame.stripBottom), to: (x, Frame.stripBottom + 6),
        [("stroke", "#222"), ("stroke-width", "1.2")])
      let width = session.label.pixelWidth(11)
      guard x - width / 2 > end + 3 else { continue }
      svg.label(
        session.label, x: x, y: Frame.stripBottom + 17,
        [("text-anchor", "middle"), ("font-size", "11"), ("class", "session")])
      end = x + width / 2
    }
  }
}
