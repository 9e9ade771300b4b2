internal import Diagnostics
internal import Patients
internal import Quantities

/// Turns what is prescribed for one drug into mg and mg/min for one patient.
struct DoseConverter {
  /// A dose or rate for the patient.
  struct Dose {
    /// In mg or mg/min.
    var ratio: Ratio
    /// The bound that took effect instead of what was prescribed.
    var boundedBy: Quantity?
  }

  private let weights: [WeightScalar: Double]
  private let concentration: Quantity?

  /// The strength, mg/mL.
  var strength: Double? { concentration.map { $0.canonical / 1000 } }

  /// Looks up every weight that a plan refers to; each missing one is reported once.
  init(_ plan: DrugPlan, for patient: Patient) throws(DiagnosticError) {
    var weights: [WeightScalar: Double] = [:]
    var faults: [Diagnostic] = []
    var seen: Set<WeightScalar> = []
    for step in plan.steps {
      for scalar in step.doses.compactMap(\.scalar) where seen.insert(scalar).inserted {
        do throws(Diagnostic) {
          weights[scalar] = try DoseConverter.weight(of: patient, scalar, at: step.location)
        } catch {
          faults.append(error)
        }
      }
    }
    if let error = DiagnosticError(faults) { throw error }
    self.weights = weights
    concentration = plan.concentration
  }

  private static func weight(
    of patient: Patient, _ scalar: WeightScalar, at location: SourceLocation
  ) throws(Diagnostic) -> Double {
    let weight = try patient.weight(for: scalar, at: location)
    guard weight.isFinite, weight > 0 else {
      throw Diagnostic(
        .impossiblePlanValue, at: location, "the patient's weight is \(weight) kg",
        remedy: "state a weight above zero")
    }
    return weight
  }

  /// What is given of a prescribed dose or rate in a session of a given scale: first the weight,
  /// then the scale, then the bounds.
  func dose(
    _ bounded: ProtocolStep.BoundedQuantity, scale: Ratio, at location: SourceLocation
  ) throws(Diagnostic) -> Dose {
    let prescribed = try ratio(bounded.quantity, at: location) * scale
    let most = try bounded.atMost.map { (q) throws(Diagnostic) in try ratio(q, at: location) }
    let least = try bounded.atLeast.map { (q) throws(Diagnostic) in try ratio(q, at: location) }
    if let most, let least, let upper = bounded.atMost, let lower = bounded.atLeast,
      least.value > most.value
    {
      throw Diagnostic(
        .crossedBounds, at: location,
        "for this patient at least `\(lower)` is more than at most `\(upper)`",
        remedy: "state bounds that leave room for every weight")
    }
    guard prescribed.value.isFinite else {
      throw Diagnostic(
        .notComputable, at: location, "`\(bounded.quantity)` is beyond what can be computed",
        remedy: "write a dose of a possible size")
    }
    if let most, prescribed.value > most.value {
      return Dose(ratio: most, boundedBy: bounded.atMost)
    }
    if let least, prescribed.value < least.value {
      return Dose(ratio: least, boundedBy: bounded.atLeast)
    }
    return Dose(ratio: prescribed)
  }

  /// A quantity in mg or mg/min.
  private func ratio(_ quantity: Quantity, at location: SourceLocation) throws(Diagnostic) -> Ratio
  {
    var ratio = Ratio(quantity)
    if let scalar = quantity.scalar {
      guard let weight = weights[scalar] else {
        throw Diagnostic(
          .impossiblePlanValue, at: location, "`\(quantity)` needs a weight that is not known",
          remedy: "state the patient's weight")
      }
      ratio = ratio * Ratio(top: weight, bottom: 1)
    }
    if quantity.dimension.volume > 0 {
      guard let concentration else {
        throw Diagnostic(
          .noConcentration, at: location, "`\(quantity)` is a volume of unknown strength",
          remedy: "state the drug's `concentration`, for example `1 mg/mL`")
      }
      ratio = ratio * Ratio(concentration)
    }
    return ratio
  }
}

extension ProtocolStep {
  /// Every dose and rate that the step names.
  fileprivate var doses: [Quantity] {
    switch action {
    case .bolus(let dose, _): dose.all
    case .infusion(let infusion): infusion.dose.all
    case .setRate(let setting): setting.rate.all
    case .ramp(let ramp): [ramp.from, ramp.to, ramp.by, ramp.atMost].compactMap { $0 }
    case .hold, .pause, .stop, .wait: []
    }
  }
}

extension ProtocolStep.BoundedQuantity {
  fileprivate var all: [Quantity] { [quantity, atMost, atLeast].compactMap { $0 } }
}
