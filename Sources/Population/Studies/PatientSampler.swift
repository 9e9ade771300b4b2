internal import NumericalMethods
public import Patients
internal import Quantities

/// Draws patients from distributions, eight at a time.
///
/// A patient depends on the seed, the subject's number and the replicate, and on nothing else.
public struct PatientSampler: Sendable {
  /// After so many draws outside the bounds a patient counts as impossible.
  static let mostAttempts = 10_000

  private let margins: [SampledMargin]
  private let femaleShare: Double?
  private let factor: CholeskyFactor

  /// Prepares the draws.
  /// - Throws: ``PopulationFailure/impossibleCorrelations`` for correlations that no distribution
  ///   has.
  public init(_ distributions: PatientDistributions) throws(PopulationFailure) {
    let margins = distributions.margins
    self.margins = margins.map(SampledMargin.init)
    femaleShare = distributions.femaleShare
    var matrix = margins.indices.map { row in margins.indices.map { row == $0 ? 1.0 : 0 } }
    for correlation in distributions.correlations {
      guard let row = margins.firstIndex(where: { $0.measure == correlation.first }),
        let column = margins.firstIndex(where: { $0.measure == correlation.second })
      else { continue }
      matrix[row][column] = correlation.value
      matrix[column][row] = correlation.value
    }
    do {
      factor = try CholeskyFactor(matrix)
    } catch {
      throw .impossibleCorrelations
    }
  }

  var measures: Set<Patient.Measure> { Set(margins.map(\.measure)) }
  var knowsSex: Bool { femaleShare != nil }

  /// The patients of a tile.
  /// - Returns: Nothing when no draw of one of them lies within the bounds.
  func patients(at place: DrawPlace) -> PatientTile? {
    var tile = PatientTile()
    if let femaleShare {
      let uniform = place.uniforms(.patient, draw: 0)
      tile.female.replace(with: 0, where: uniform .>= femaleShare)
      tile.female.replace(with: 1, where: uniform .< femaleShare)
    }
    let female = tile.female .!= 0
    var isOpen = SIMDMask<SIMD8<Int64>>(repeating: false)
    for lane in 0..<place.count { isOpen[lane] = true }
    // Draws are numbered by attempt and measure, so that no attempt shifts another's.
    for attempt in 0..<Self.mostAttempts {
      var isInside = SIMDMask<SIMD8<Int64>>(repeating: true)
      var values: [SIMD8<Double>] = []
      let start = UInt32(attempt) << 8 + 1
      let uniforms = margins.map { margin in
        margin.isDrawn
          ? place.uniforms(.patient, draw: start + UInt32(margin.order))
          : SIMD8<Double>(repeating: 0.5)
      }
      let deviates = margins.indices.map { index in
        margins[index].isNormal
          ? Portable.normalDeviate(uniforms[index]) : SIMD8<Double>(repeating: 0)
      }
      for (index, margin) in margins.enumerated() {
        let deviate =
          margin.isNormal ? factor.apply(index) { deviates[$0] } : SIMD8<Double>(repeating: 0)
        let (value, inside) = margin.value(uniforms[index], deviate, female)
        values.append(value)
        isInside = isInside .& inside
      }
      let isTaken = isOpen .& isInside
      for (index, margin) in margins.enumerated() {
        tile[margin.measure].replace(with: values[index], where: isTaken)
      }
      isOpen = isOpen .& .!isInside
      if !any(isOpen) { return tile }
    }
    return nil
  }
}

extension PatientDistributions.Shape {
  /// Whether no rounded value of a measure lies within the bounds, so that nobody could be drawn.
  public func isNarrowerThanRounding(of measure: Patient.Measure) -> Bool {
    switch SampledMargin(.init(measure, female: self, male: self)).female {
    case .uniform(let lower, let upper), .normal(_, _, let lower, let upper),
      .logNormal(_, _, let lower, let upper):
      lower.rounded(.up) > upper.rounded(.down)
    case .fixed, .categorical: false
    }
  }
}

/// One measure as it is drawn, in steps of its rounding.
private struct SampledMargin: Sendable {
  /// A distribution in steps of the measure's rounding (0.01 kg, 0.1 cm, 0.01 y).
  ///
  /// Values that are stated one by one are canonical.
  enum Law: Sendable {
    case fixed(Double)
    case uniform(Double, Double)
    case normal(mean: Double, deviation: Double, Double, Double)
    case logNormal(median: Double, omega: Double, Double, Double)
    case categorical([(upTo: Double, value: Double)])
  }

  let measure: Patient.Measure
  let order: Int
  let female: Law
  let male: Law
  /// Steps times this, divided by ``divisor``, are the canonical unit; both are whole.
  let multiplier: Double
  let divisor: Double

  init(_ margin: PatientDistributions.Margin) {
    measure = margin.measure
    order = margin.measure.order
    switch margin.measure {
    case .weight, .dosingWeight: (multiplier, divisor) = (1, 100)
    case .height: (multiplier, divisor) = (1, 10)
    case .age: (multiplier, divisor) = (525_960, 100)
    }
    let steps = divisor / multiplier
    female = Law(margin.female, steps)
    male = Law(margin.male, steps)
  }

  var isNormal: Bool { female.isNormal || male.isNormal }
  var isDrawn: Bool { female.isDrawn || male.isDrawn }

  func value(
    _ uniform: SIMD8<Double>, _ deviate: SIMD8<Double>, _ isFemale: SIMDMask<SIMD8<Int64>>
  ) -> (SIMD8<Double>, SIMDMask<SIMD8<Int64>>) {
    func canonical(_ law: Law) -> (SIMD8<Double>, SIMDMask<SIMD8<Int64>>) {
      let (value, inside) = law.value(uniform, deviate)
      return (law.isRounded ? value * multiplier / divisor : value, inside)
    }
    var (value, inside) = canonical(male)
    let (other, otherInside) = canonical(female)
    value.replace(with: other, where: isFemale)
    inside = (inside .& .!isFemale) .| (otherInside .& isFemale)
    return (value, inside)
  }
}

extension SampledMargin.Law {
  /// - Parameter steps: How many steps are one canonical unit.
  init(_ shape: PatientDistributions.Shape, _ steps: Double) {
    func inSteps(_ quantity: Quantity) -> Double { quantity.canonical * steps }
    switch shape {
    case .fixed(let value): self = .fixed(value.canonical)
    case .uniform(let range):
      self = .uniform(inSteps(range.lower).rounded(.up), inSteps(range.upper).rounded(.down))
    case .normal(let mean, let deviation, let range):
      self = .normal(
        mean: inSteps(mean), deviation: inSteps(deviation), inSteps(range.lower),
        inSteps(range.upper))
    case .logNormal(let median, let variation, let range):
      let square = variation.canonical * variation.canonical
      self = .logNormal(
        median: inSteps(median), omega: Portable.log(1 + square).squareRoot(),
        inSteps(range.lower), inSteps(range.upper))
    case .categorical(let shares):
      var sum = 0.0
      self = .categorical(
        shares.map { share in
          sum += share.share
          return (sum, share.value.canonical)
        })
    }
  }

  var isNormal: Bool {
    switch self {
    case .normal, .logNormal: true
    case .fixed, .uniform, .categorical: false
    }
  }

  /// Whether values are steps; those that are stated one by one are taken as they are stated.
  var isRounded: Bool {
    switch self {
    case .uniform, .normal, .logNormal: true
    case .fixed, .categorical: false
    }
  }

  var isDrawn: Bool {
    if case .fixed = self { false } else { true }
  }

  /// The value, in steps where it is rounded, and whether it lies within the bounds.
  func value(
    _ uniform: SIMD8<Double>, _ deviate: SIMD8<Double>
  ) -> (SIMD8<Double>, SIMDMask<SIMD8<Int64>>) {
    let inside = SIMDMask<SIMD8<Int64>>(repeating: true)
    switch self {
    case .fixed(let value): return (SIMD8(repeating: value), inside)
    case .uniform(let lower, let upper):
      // Every step is as likely as the others, both ends included.
      let value = (uniform * (upper - lower + 1)).rounded(.down) + lower
      return (value, value .<= upper)
    case .normal(let mean, let deviation, let lower, let upper):
      let value = (deviate * deviation + mean).rounded(.toNearestOrEven)
      return (value, (value .>= lower) .& (value .<= upper))
    case .logNormal(let median, let omega, let lower, let upper):
      let value = (Portable.exp(deviate * omega) * median).rounded(.toNearestOrEven)
      return (value, (value .>= lower) .& (value .<= upper))
    case .categorical(let values):
      var result = SIMD8<Double>(repeating: values.last?.value ?? .nan)
      for value in values.dropLast().reversed() {
        result.replace(with: value.value, where: uniform .< value.upTo)
      }
      return (result, inside)
    }
  }
}
