public import Population
internal import Quantities

extension ChartModel {
  /// The chart of percentiles: the median as a curve, pairs of percentiles as bands inside one
  /// another, and those without a counterpart as thin lines.
  ///
  /// Percentiles are known at the moments that were observed; between them lines are straight.
  /// - Parameters:
  ///   - curves: What is drawn.
  ///   - title: What it is about, such as the scenario.
  public init(_ curves: PercentileCurves, title: String) {
    func points(_ index: Int) -> [Point] {
      zip(curves.minutes, curves.values[index]).map { Point(minutes: $0, value: $1) }.thinned
    }
    func name(_ index: Int) -> String { curves.percentiles[index].description }
    let output = curves.output.replacing("_", with: " ")
    self.init(
      title: title, drug: output, end: curves.minutes.last.flatMap { Tick(minutes: $0) } ?? .zero)
    if let median = curves.median {
      traces.append(Trace(label: "\(output), median", role: .plasma, points: points(median)))
    }
    for index in curves.unpaired {
      traces.append(
        Trace(
          label: "\(output), percentile \(name(index))", role: .alternative, points: points(index)))
    }
    bands = curves.pairs.map { pair in
      Band(
        label: "percentiles \(name(pair.lower)) to \(name(pair.upper))", kind: .population,
        lower: points(pair.lower), upper: points(pair.upper))
    }
  }

  /// The edges of the bands of a population as curves.
  var populationEdges: [Trace] {
    bands.filter { $0.kind == .population }.flatMap { band in
      [("lower", band.lower), ("upper", band.upper)].map { edge, points in
        Trace(label: "\(band.label), \(edge) edge", role: .alternative, points: points)
      }
    }
  }
}
