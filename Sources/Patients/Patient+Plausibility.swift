public import Diagnostics
internal import Quantities

extension Patient {
  /// Warnings about measures that are possible and rarely right.
  ///
  /// The bounds are this package's choice, wide enough to be silent for almost every patient:
  /// - weight above 250 kg or below 2.5 kg
  /// - body mass index outside 10 to 80 kg/m², and above 60 kg/m² when the same number of pounds
  ///   would be ordinary (15 to 60 kg/m²)
  /// - weight for age: below 1 y 0.2 to 20 kg, below 5 y 4 to 45 kg, below 12 y 8 to 120 kg, below
  ///   18 y 15 to 250 kg, from 18 y on at least 25 kg
  /// - height for age: below 1 y up to 100 cm, below 5 y 50 to 140 cm, below 12 y 75 to 200 cm,
  ///   below 18 y 90 to 230 cm, from 18 y on at least 90 cm
  /// - a dosing weight above the actual weight or below a fifth of it
  ///
  /// Measures that are not possible at all are left to ``value(_:at:)`` and to reading.
  public func plausibility() -> [Diagnostic] {
    let known = { (measure: Measure) -> Quantity? in
      quantity(measure).flatMap { measure.impossibility(of: $0, at: nil) == nil ? $0 : nil }
    }
    let (weight, height, age) = (known(.weight), known(.height), known(.age))
    var findings: [Diagnostic] = []
    if let weight {
      findings += extremes(weight)
      if let height { findings += build(weight, height) }
      if let age { findings += forAge(weight, age, .weight) }
      if let dosing = known(.dosingWeight) { findings += share(dosing, of: weight) }
    }
    if let height, let age { findings += forAge(height, age, .height) }
    return findings
  }

  private func warning(
    _ message: String, expected: String, remedy: String = "check the number and its unit"
  ) -> Diagnostic {
    Diagnostic(
      .implausibleMeasure, .warning, at: nil, message, expected: expected, remedy: remedy)
  }

  private func extremes(_ weight: Quantity) -> [Diagnostic] {
    if weight.canonical > 250 {
      return [warning("a weight of `\(weight)` is very high", expected: "up to 250 kg")]
    }
    guard weight.canonical < 2.5 else { return [] }
    return [warning("a weight of `\(weight)` is very low", expected: "2.5 kg or more")]
  }

  private func build(_ weight: Quantity, _ height: Quantity) -> [Diagnostic] {
    func index(_ weight: Quantity) -> Double {
      Size(weight: weight.canonical, height: height.canonical, isFemale: false).bodyMassIndex
    }
    let value = index(weight)
    let pounds = Quantity(weight.number, .pound)
    let isLikelyPounds =
      value > 60 && weight.unit == .kilogram && (15...60).contains(index(pounds))
    guard value < 10 || value > 80 || isLikelyPounds else { return [] }
    return [
      warning(
        "a weight of `\(weight)` at a height of `\(height)` is a body mass index of "
          + "\(tenths(value)) kg/m²",
        expected: "10 to 80 kg/m², rarely above 60",
        remedy: isLikelyPounds
          ? "did you mean `\(pounds)`? Otherwise check weight and height"
          : "check weight and height and their units")
    ]
  }

  private func forAge(
    _ value: Quantity, _ age: Quantity, _ measure: Measure
  ) -> [Diagnostic] {
    let years = age.canonical / Unit.year.scale
    let row = Patient.ordinary.first { years < $0.below } ?? Patient.adult
    let range = measure == .weight ? row.weight : row.height
    guard !range.contains(value.canonical) else { return [] }
    let bounds =
      measure.bounds.upper.canonical <= range.upperBound
      ? "\(range.lowerBound) \(measure.kind == .height ? "cm" : "kg") or more"
      : "\(range.lowerBound) to \(range.upperBound) \(measure.kind == .height ? "cm" : "kg")"
    return [
      warning(
        "a \(measure.name) of `\(value)` is unusual at an age of `\(age)`",
        expected: bounds.replacing(".0 ", with: " "),
        remedy: "check \(measure.name) and age and their units")
    ]
  }

  private func share(_ dosing: Quantity, of weight: Quantity) -> [Diagnostic] {
    let share = dosing.canonical / weight.canonical
    guard share > 1 || share < 0.2 else { return [] }
    return [
      warning(
        "the dosing weight `\(dosing)` is \(share > 1 ? "above" : "less than a fifth of") the "
          + "actual weight `\(weight)`",
        expected: "a dosing weight up to the actual weight",
        remedy: "check both weights and their units")
    ]
  }

  /// The ordinary ranges up to an age in years; see ``plausibility()``.
  private static let ordinary:
    [(below: Double, weight: ClosedRange<Double>, height: ClosedRange<Double>)] = [
      (1, 0.2...20, 20...100), (5, 4...45, 50...140), (12, 8...120, 75...200),
      (18, 15...250, 90...230),
    ]
  private static let adult:
    (below: Double, weight: ClosedRange<Double>, height: ClosedRange<Double>) = (
      .infinity, 25...650, 90...275
    )

  /// A number between 0 and some thousands with one decimal.
  private func tenths(_ value: Double) -> String {
    let whole = Int((value * 10).rounded())
    return "\(whole / 10).\(whole % 10)"
  }
}
