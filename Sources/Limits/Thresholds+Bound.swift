internal import Diagnostics
internal import Patients
internal import Quantities

extension LimitRule {
  /// The bounds of the rule for one patient: soft before hard, lower before upper.
  /// - Parameters:
  ///   - patient: Whose weights bounds per kilogram refer to.
  ///   - convert: Brings a bound per no weight into the canonical unit of what is measured.
  /// - Returns: The bounds, and why others are not known, if any are not.
  func bounds(
    for patient: Patient, convert: (Quantity) throws(Unchecked) -> Rational
  ) -> (known: [Bound], missing: Unchecked?) {
    var bounds: [Bound] = []
    var missing: Unchecked?
    for severity in [LimitSeverity.soft, .hard] {
      for side in [Measurement.Side.lower, .upper] {
        let thresholds = side == .lower ? lower : upper
        let quantities = severity == .soft ? thresholds?.soft : thresholds?.hard
        var tightest: Bound?
        for quantity in quantities ?? [] {
          let limit: Rational
          do {
            limit = try self.limit(quantity, for: patient, convert)
          } catch {
            missing = missing ?? error
            continue
          }
          // Of two equal ones the first counts.
          if let known = tightest, side == .upper ? limit >= known.limit : limit <= known.limit {
            continue
          }
          tightest = Bound(limit: limit, quantity: quantity, severity: severity, side: side)
        }
        if let tightest { bounds.append(tightest) }
      }
    }
    return (bounds, missing)
  }

  private func limit(
    _ quantity: Quantity, for patient: Patient, _ convert: (Quantity) throws(Unchecked) -> Rational
  ) throws(Unchecked) -> Rational {
    guard let scalar = quantity.scalar else { return try convert(quantity) }
    guard quantity.dimension * .body == measure.dimension else {
      throw .mismatch(quantity)
    }
    let weight: Rational?
    do {
      weight = try patient.exactWeight(for: scalar)
    } catch {
      throw .unknown(error.message, error.remedy)
    }
    guard let weight else { throw .unknown("the patient's weight", "state it with `--weight`") }
    return Rational(quantity) * weight
  }
}

extension Unchecked {
  /// A bound that measures something else than its rule.
  static func mismatch(_ quantity: Quantity) -> Unchecked {
    .unknown(
      "whether `\(quantity)` bounds what the rule measures",
      "write the bound in a unit of what is measured")
  }
}

extension Measure {
  /// What the measure's values are, in canonical units.
  var dimension: Dimension {
    switch self {
    case .bolusDose, .loadingDose, .doseInWindow, .sessionDose, .courseDose: .drug
    case .bolusRate, .rate, .rateIncrease, .rateDecrease: .drug / .time
    case .bolusDuration, .bolusInterval, .loadingDuration, .sessionDuration, .courseDuration,
      .timeBeforeIncrease, .timeBeforeDecrease, .sessionInterval, .timeAbove:
      .time
    case .bolusCount, .sessionCount, .pumpError: .none
    case .concentration, .peakConcentration, .bagConcentration: .concentration
    case .pumpFlow: .clearance
    }
  }

  /// What is missing from a schedule in which there is nothing to measure.
  var absence: String {
    switch self {
    case .bolusDose, .bolusDuration, .bolusRate, .bolusCount: "there is no bolus"
    case .bolusInterval: "no session has two boluses"
    case .loadingDose, .loadingDuration: "there is no loading dose"
    case .rate: "nothing runs over time"
    case .doseInWindow: "no window lies within the course"
    case .rateIncrease, .timeBeforeIncrease: "no rate is raised"
    case .rateDecrease, .timeBeforeDecrease: "no rate is lowered"
    case .sessionInterval: "there is one session only"
    case .concentration: "no session lasts until the concentration is to be reached"
    case .pumpFlow: "nothing runs through a pump"
    case .sessionDose, .courseDose, .sessionDuration, .courseDuration, .sessionCount,
      .peakConcentration, .timeAbove, .bagConcentration, .pumpError:
      "nothing is given"
    }
  }
}
