internal import Quantities

/// Which sign names a curve where several of one kind are drawn, and where on the curve it stands.
struct TerminalNames {
  /// A sign in a cell of the chart.
  struct Place {
    let series: Int
    let column: Int
    let row: Int
  }

  /// The sign of each curve; nothing for one that its line tells from all others.
  let signs: [Character?]
  private let model: ChartModel

  init(_ model: ChartModel) {
    self.model = model
    let alternatives = model.traces.indices.filter { model.traces[$0].role == .alternative }
    var signs: [Character?] = model.traces.map { _ in nil }
    if alternatives.count > 1 {
      for (index, sign) in zip(alternatives, "123456789abcdefghijklmnpqrstuvwxyz") {
        signs[index] = sign
      }
    }
    self.signs = signs
  }

  /// Two places for each sign: where its curve lies farthest from every other.
  func places(top: Double, on canvas: ChartCanvas) -> [Place] {
    guard signs.contains(where: { $0 != nil }), canvas.columns > 8 else { return [] }
    let heights = model.traces.map { curveHeights(of: $0, top: top, on: canvas) }
    var taken: Set<[Int]> = []
    var places: [Place] = []
    for series in signs.indices where signs[series] != nil {
      var own: [Int] = []
      for _ in 0..<2 {
        var best: (column: Int, row: Int, room: Double)?
        for column in 2..<(canvas.columns - 1)
        where own.allSatisfy({ abs($0 - column) >= canvas.columns / 4 }) {
          guard let height = heights[series][column] else { continue }
          let row = canvas.row(ofDot: Int(height.rounded()))
          // The top row holds the highest peak.
          guard (1..<canvas.rows).contains(row), !taken.contains([column, row]) else { continue }
          let room = heights.indices.reduce(Double.infinity) { room, other in
            guard other != series, let otherHeight = heights[other][column] else { return room }
            return min(room, abs(height - otherHeight))
          }
          if room > best?.room ?? -1 { best = (column, row, room) }
        }
        guard let best else { break }
        own.append(best.column)
        taken.insert([best.column, best.row])
        places.append(Place(series: series, column: best.column, row: best.row))
      }
    }
    return places
  }

  /// How high a curve lies in the middle of each column, in dots; nothing where it has no value.
  private func curveHeights(
    of trace: ChartModel.Trace, top: Double, on canvas: ChartCanvas
  ) -> [Double?] {
    let (start, window) = (model.start.minutes, model.end.minutes - model.start.minutes)
    var index = 0
    return (0..<canvas.columns).map { column in
      let dot = Double(column * canvas.dotsPerColumn) + Double(canvas.dotsPerColumn - 1) / 2
      let minutes = start + window * dot / Double(canvas.width - 1)
      while index + 1 < trace.points.count, trace.points[index + 1].minutes <= minutes {
        index += 1
      }
      guard index + 1 < trace.points.count, trace.points[index].minutes <= minutes else {
        return nil
      }
      let (a, b) = (trace.points[index], trace.points[index + 1])
      let share = b.minutes > a.minutes ? (minutes - a.minutes) / (b.minutes - a.minutes) : 0
      return (a.value + (b.value - a.value) * share) / top * Double(canvas.height - 1)
    }
  }
}
