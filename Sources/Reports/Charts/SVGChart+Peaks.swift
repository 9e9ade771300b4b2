internal import Quantities

extension SVGChart {
  /// Where a value stands beside its point, in user units.
  private struct Box {
    let x: ClosedRange<Double>
    let y: ClosedRange<Double>

    func overlaps(_ other: Box) -> Bool { x.overlaps(other.x) && y.overlaps(other.y) }

    /// Whether a straight line has a part inside (Liang and Barsky).
    func isCrossed(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) -> Bool {
      var (first, last) = (0.0, 1.0)
      for (start, change, range) in [(a.x, b.x - a.x, x), (a.y, b.y - a.y, y)] {
        if change == 0 {
          guard range.contains(start) else { return false }
          continue
        }
        let ends = [(range.lowerBound - start) / change, (range.upperBound - start) / change]
        first = max(first, min(ends[0], ends[1]))
        last = min(last, max(ends[0], ends[1]))
      }
      return first <= last
    }
  }

  /// The highest point of each curve of the model shown first, and of each that has a sign, with its
  /// value where it lies on no other and, if that can be, on no curve.
  func addPeaks(to svg: inout Markup) {
    let curves = model.traces.map { points($0.points) }
    var taken: [Box] = []
    for (index, trace) in model.traces.enumerated()
    where trace.role != .alternative || trace.sign != nil {
      guard let peak = trace.highest, peak.value > frame.lowest else { continue }
      let (x, y) = (frame.x(peak.minutes), frame.y(peak.value))
      let color = stroke(ofTrace: index).color
      svg.empty(
        "circle",
        [
          ("cx", pixels(x)), ("cy", pixels(y)), ("r", "3.4"), ("class", "peak"), ("fill", color),
        ])
      let text = trace.sign.map { "\($0) \(value(of: peak))" } ?? words(of: peak)
      let width = text.pixelWidth(12)
      let places = Self.places(beside: (x, y), width: width)
        .filter { place in !taken.contains { $0.overlaps(place) } }
      func crossings(_ place: Box) -> Int {
        curves.indices.reduce(0) { count, other in
          let isCrossed = zip(curves[other], curves[other].dropFirst()).contains {
            place.isCrossed(from: $0, to: $1)
          }
          return count + (isCrossed ? other == index ? 1 : 2 : 0)
        }
      }
      // The first of the best: the order of the places is that of their clearness.
      var best: (place: Box, crossings: Int)?
      for place in places where best?.crossings != 0 {
        let crossings = crossings(place)
        if crossings < best?.crossings ?? .max { best = (place, crossings) }
      }
      guard let box = best?.place else { continue }
      taken.append(box)
      let isLeft = box.x.upperBound < x
      let near = isLeft ? box.x.upperBound : box.x.lowerBound
      if abs(near - x) > 10 {
        svg.line(
          from: (x, y), to: (near + (isLeft ? 2 : -2), (box.y.lowerBound + box.y.upperBound) / 2),
          [("stroke", color), ("stroke-width", "1"), ("class", "leader")])
      }
      // A white edge keeps the text readable where a curve runs through it.
      var look: [(StaticString, String)] = [
        ("text-anchor", isLeft ? "end" : "start"), ("font-weight", "bold"),
        ("class", "peak-value"), ("stroke", "#fff"), ("stroke-width", "3"),
        ("paint-order", "stroke"),
      ]
      if trace.sign != nil { look.append(("fill", color)) }
      svg.label(
        text, x: near, y: box.y.upperBound - 3, look)
    }
  }

  /// Close to the point, above it before below and right before left; then aside, ever farther.
  private static func places(beside point: (x: Double, y: Double), width: Double) -> [Box] {
    var offsets: [(aside: Double, down: Double)] = [(8, -18), (8, 5)]
    for aside in [24.0, 44, 72, 110, 150] {
      offsets += [(aside, -7), (aside, -24), (aside, 10)]
    }
    return offsets.flatMap { place in
      [point.x + place.aside, point.x - place.aside - width].compactMap { left in
        let top = point.y + place.down
        guard left >= Frame.left, left + width <= Frame.right, top > 20, top + 15 < Frame.bottom
        else { return nil }
        return Box(x: left...(left + width), y: top...(top + 15))
      }
    }
  }

  /// The value of a highest point, marked where it is that of a bolus.
  private func value(of peak: ChartModel.Point) -> String {
    "\(NumberFormat.plain(peak.value, digits: 3))\(isBolus(peak) ? "*" : "")"
  }

  /// A highest point in words: `259 at 00:40`.
  func words(of peak: ChartModel.Point) -> String {
    "\(value(of: peak)) at \(Tick.roundedClock(minutes: peak.minutes))"
      + (model.isCutOff(peak) ? ", where the picture begins" : "")
  }

  /// Whether a point is the value at the instant of a bolus.
  func isBolus(_ point: ChartModel.Point) -> Bool {
    model.dosing.boluses.contains { $0.start.minutes == point.minutes }
  }
}
