internal import Diagnostics
internal import NumericalMethods
internal import Quantities
internal import Simulation

/// Finds the weights at which verdicts change.
///
/// Between weights at which something changes at once (a cap takes effect, the other of two bounds
/// binds, an age or weight range ends) every margin is a piecewise smooth function of the weight.
/// It is followed by polynomials that are halved until their coefficients show that they fit; a
/// polynomial's sign changes are bracketed by its coefficients, and each is then found on the margin
/// itself, to neighbouring binary numbers. Nothing is sampled on a grid.
struct WeightSearch {
  private let set: LimitSet
  private let subject: (Double) throws(DiagnosticError) -> JudgedCase
  private var probes: [Double: WeightProbe] = [:]
  private var breaks: Set<Double> = []
  /// Parts narrower than this are taken as they are, kg.
  private let resolution: Double

  init(
    _ set: LimitSet, width: Double,
    _ subject: @escaping (Double) throws(DiagnosticError) -> JudgedCase
  ) {
    self.set = set
    self.subject = subject
    resolution = 1e-7 * width
  }

  /// The weights between which nothing changes, ends included.
  mutating func breaks(
    from lower: Double, to upper: Double, known: [Double]
  ) throws(SimulationFailure) -> [Double] {
    let cuts = [lower] + Set(known.filter { lower < $0 && $0 < upper }).sorted() + [upper]
    breaks = Set(cuts)
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      // A cut belongs to one of its sides only; neither search looks at it.
      try search(from.nextUp, to.nextDown, depth: 0)
    }
    return breaks.sorted()
  }

  mutating func probe(_ weight: Double) throws(SimulationFailure) -> WeightProbe {
    if let known = probes[weight] { return known }
    let probe: WeightProbe
    do {
      probe = try WeightProbe(set, try subject(weight))
    } catch let error as DiagnosticError {
      probe = WeightProbe(impossible: error.diagnostics[0].message, of: set)
    } catch let error as SimulationFailure {
      throw error
    } catch {
      probe = WeightProbe(impossible: "\(error)", of: set)
    }
    probes[weight] = probe
    return probe
  }

  private mutating func search(
    _ from: Double, _ to: Double, depth: Int
  ) throws(SimulationFailure) {
    guard from < to else { return }
    let points = ChebyshevInterpolant.points(from, to)
    var values: [WeightProbe] = []
    for point in points { values.append(try probe(point)) }
    // Where the shape changes between two points, the change is found first.
    for index in values.indices.dropLast() where values[index].shape != values[index + 1].shape {
      let change = try change(points[index], points[index + 1])
      breaks.formUnion([change.0, change.1])
      if depth < 60 {
        try search(from, change.0, depth: depth + 1)
        try search(change.1, to, depth: depth + 1)
      }
      return
    }
    if values[0].shape.impossible { return }
    var fits = true
    for rule in set.rules.indices {
      for bound in values[0].margins[rule].indices {
        let margins = values.map { $0.margins[rule][bound] }
        let polynomial = ChebyshevInterpolant(from, to, values: margins)
        if polynomial.tail > 1e-9 { fits = false }
      }
    }
    if !fits, to - from > resolution {
      let middle = from + (to - from) / 2
      try search(from, middle, depth: depth + 1)
      try search(middle, to, depth: depth + 1)
      return
    }
    for rule in set.rules.indices {
      for bound in values[0].margins[rule].indices {
        let margins = values.map { $0.margins[rule][bound] }
        // A part that holds a kink is narrow by now; no polynomial speaks for it.
        let brackets =
          fits
          ? ChebyshevInterpolant(from, to, values: margins).signChanges()
          : zip(points, points.dropFirst()).map { $0...$1 }
        for bracket in brackets { try root(in: bracket, rule, bound, values[0].shape) }
      }
    }
  }

  /// The two neighbouring weights between which the shape changes.
  private mutating func change(
    _ from: Double, _ to: Double
  ) throws(SimulationFailure) -> (Double, Double) {
    var (low, high) = (from, to)
    let shape = try probe(low).shape
    while true {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { return (low, high) }
      if try probe(middle).shape == shape { low = middle } else { high = middle }
    }
  }

  /// The last weight at which a bound is kept, or the last at which it is broken.
  private mutating func end(
    _ bracket: ClosedRange<Double>, _ rule: Int, _ bound: Int, isBrokenAbove: Bool
  ) throws(SimulationFailure) -> Double {
    var (low, high) = (bracket.lowerBound, bracket.upperBound)
    while true {
      let middle = low + (high - low) / 2
      guard low < middle, middle < high else { return low }
      let margins = try probe(middle).margins[rule]
      let isBroken = margins.indices.contains(bound) && margins[bound] < 0
      if isBroken == isBrokenAbove { high = middle } else { low = middle }
    }
  }

  /// Finds the sign change of a margin in a bracket, if there is one.
  private mutating func root(
    in bracket: ClosedRange<Double>, _ rule: Int, _ bound: Int, _ shape: WeightProbe.Shape
  ) throws(SimulationFailure) {
    let ends = [try probe(bracket.lowerBound), try probe(bracket.upperBound)]
    guard ends.allSatisfy({ $0.shape == shape }) else { return }
    let (a, b) = (ends[0].margins[rule][bound], ends[1].margins[rule][bound])
    guard (a < 0) != (b < 0) else { return }
    // A margin that is zero over a stretch ends somewhere, which is no root.
    if a == 0 || b == 0 {
      breaks.insert(try end(bracket, rule, bound, isBrokenAbove: b < 0))
      return
    }
    let root = try RootFinder.root(
      in: bracket.lowerBound, bracket.upperBound, fLower: a, fUpper: b
    ) { (weight) throws(SimulationFailure) in
      let margins = try probe(weight).margins[rule]
      return margins.indices.contains(bound) ? margins[bound] : .nan
    }
    breaks.insert(root)
  }
}
