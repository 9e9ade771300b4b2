internal import NumericalMethods
internal import Quantities
internal import Simulation

/// Where curves need a vertex, so that straight lines between vertices look like the curves.
///
/// There is one just before and one just after every event, one at every exact extremum between
/// events, and as many more as the bends need: a stretch is halved until its middle lies within a
/// two-thousandth of the highest value, and within 0.5 % of the value itself as a logarithmic axis
/// shows it. So no peak is drawn too low, however long the chart. Halving ends at a
/// fifteen-hundredth of the window, which no picture resolves.
struct CurveVertices {
  /// A moment and every curve's value there, mg/L.
  struct Vertex {
    let minutes: Double
    let values: [Double]
  }

  let vertices: [Vertex]

  /// Places the vertices of several outputs, each on its own curve, at common moments.
  init(
    of outputs: [(output: Curve.Output, curve: Curve)], from start: Tick, until end: Tick
  ) throws(SimulationFailure) {
    func values(_ moment: Tick, _ side: Curve.Side) throws(SimulationFailure) -> [Double] {
      var values: [Double] = []
      for (output, curve) in outputs {
        values.append(try curve.concentration(of: output, at: moment, side))
      }
      return values
    }
    var moments: Set<Tick> = [start, end]
    for (_, curve) in outputs {
      moments.formUnion(curve.eventMoments.lazy.filter { $0 > start && $0 < end })
    }
    let events = moments.sorted()
    var placement = Placement(
      window: end - start, tops: Array(repeating: 0, count: outputs.count), values: values)
    var stretches: [[Placement.Sample]] = []
    for (from, to) in zip(events, events.dropFirst()) {
      var samples = [
        Placement.Sample(moment: from, values: try values(from, .after)),
        Placement.Sample(moment: to, values: try values(to, .before)),
      ]
      for (index, (output, curve)) in outputs.enumerated() {
        for extremum in [
          try curve.maximum(of: output, from: from, to: to),
          try curve.minimum(of: output, from: from, to: to),
        ] where extremum.minutes > from.minutes && extremum.minutes < to.minutes {
          guard let moment = Tick(minutes: extremum.minutes), moment > from, moment < to else {
            continue
          }
          var all = try values(moment, .after)
          all[index] = extremum.concentration
          samples.append(Placement.Sample(moment: moment, values: all))
        }
      }
      samples.sort { $0.moment < $1.moment }
      for sample in samples { placement.raise(to: sample.values) }
      stretches.append(samples)
    }
    var vertices = [
      Vertex(minutes: start.minutes, values: try values(start, start == .zero ? .before : .after))
    ]
    for samples in stretches {
      vertices.append(Vertex(samples[0]))
      for (left, right) in zip(samples, samples.dropFirst()) {
        for sample in try placement.between(left, right) { vertices.append(Vertex(sample)) }
        vertices.append(Vertex(right))
      }
    }
    vertices.append(Vertex(minutes: end.minutes, values: try values(end, .after)))
    self.vertices = vertices.withoutRepeats
  }

  /// The course of one of the outputs, in ng/mL.
  func points(_ index: Int) -> [ChartModel.Point] {
    vertices.map {
      ChartModel.Point(
        minutes: $0.minutes, value: $0.values[index] * Scale.nanogramsPerMilliliter)
    }.thinned
  }
}

extension CurveVertices.Vertex {
  fileprivate init(_ sample: Placement.Sample) {
    self.init(minutes: sample.moment.minutes, values: sample.values)
  }
}

extension [CurveVertices.Vertex] {
  /// Where nothing jumps, before and after are one vertex.
  fileprivate var withoutRepeats: Self {
    var result: Self = []
    for vertex in self {
      if let last = result.last, last.minutes == vertex.minutes, last.values == vertex.values {
        continue
      }
      result.append(vertex)
    }
    return result
  }
}

extension [ChartModel.Point] {
  /// Of a very long course only what a picture of a thousand columns can show: in each column the
  /// first, the lowest, the highest and the last point, all of them exact.
  var thinned: Self {
    let columns = 1000
    guard count > 4 * columns, let first, let last, last.minutes > first.minutes else {
      return self
    }
    let scale = Double(columns) / (last.minutes - first.minutes)
    var result: Self = []
    var rest = self[...]
    while let head = rest.first {
      let column = ((head.minutes - first.minutes) * scale).rounded(.down)
      let cell = rest.prefix { (($0.minutes - first.minutes) * scale).rounded(.down) == column }
      rest = rest.dropFirst(cell.count)
      let lowest = cell.indices.min { cell[$0].value < cell[$1].value }
      let highest = cell.indices.max { cell[$0].value < cell[$1].value }
      let kept = Set([cell.startIndex, cell.endIndex - 1, lowest, highest].compactMap(\.self))
      result += kept.sorted().map { cell[$0] }
    }
    return result
  }
}

/// Halves stretches until straight lines will do.
private struct Placement {
  struct Sample {
    let moment: Tick
    let values: [Double]
  }

  let window: Tick
  /// The highest value of each curve.
  var tops: [Double]
  let values: (Tick, Curve.Side) throws(SimulationFailure) -> [Double]

  mutating func raise(to values: [Double]) {
    for index in tops.indices { tops[index] = max(tops[index], values[index]) }
  }

  /// The samples needed between two.
  func between(_ left: Sample, _ right: Sample) throws(SimulationFailure) -> [Sample] {
    let length = right.moment.flicks - left.moment.flicks
    guard length > max(1, window.flicks / 1500) else { return [] }
    let middle = Tick(flicks: left.moment.flicks + length / 2)
    let sample = Sample(moment: middle, values: try values(middle, .after))
    if isNearChord(sample.values, left.values, right.values, at: 0.5) {
      // A stretch that bends both ways may meet its chord in the middle, but not at a third too.
      let third = try values(Tick(flicks: left.moment.flicks + length / 3), .after)
      if isNearChord(third, left.values, right.values, at: 1.0 / 3) { return [] }
    }
    return try between(left, sample) + [sample] + between(sample, right)
  }

  private func isNearChord(
    _ values: [Double], _ left: [Double], _ right: [Double], at share: Double
  ) -> Bool {
    let top = tops.max() ?? 0
    return tops.indices.allSatisfy { index in
      let (value, from, to) = (values[index], left[index], right[index])
      guard abs(from + (to - from) * share - value) <= top / 2000 else { return false }
      // Below a thousandth of the top a logarithmic axis shows nothing.
      guard min(value, from, to) > top / 2000 else { return max(value, from, to) < top / 1000 }
      // The chord of a logarithmic axis.
      return abs(value - from * power(to / from, share)) <= 0.005 * value
    }
  }

  private func power(_ ratio: Double, _ share: Double) -> Double {
    share == 0.5 ? ratio.squareRoot() : Portable.power(ratio, share)
  }
}

extension Curve {
  /// When anything starts or stops entering.
  var eventMoments: [Tick] {
    inputs.flatMap { input in
      if case .rate(_, let end) = input.manner { [input.start, end] } else { [input.start] }
    }
  }
}
