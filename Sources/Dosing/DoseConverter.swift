internal import Diagnostics
internal import Patients
internal import Quantities

/// Turns what is prescribed for one drug into mg and mg/min for one patient.
struct DoseConverter {
  /// A dose or rate for the patient.
  struct Dose {
    /// In mg or mg/min.
    var exact: Rational
    /// The bound that took effect instead of what was prescribed.
    var boundedBy: Quantity?
  }

  private let weights: [WeightScalar: Rational]
  /// The strength in the bag or syringe.
  let concentration: Quantity?

  /// Looks up every weight that a plan refers to; each missing one is reported once.
  init(_ plan: DrugPlan, for patient: Patient) throws(DiagnosticError) {
    var weights: [WeightScalar: Rational] = [:]
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
  ) throws(Diagnostic) -> Rational {
    let weight = try patient.weight(for: scalar, at: location)
    guard weight > 0, let exact = try patient.exactWeight(for: scalar, at: location) else {
      throw Diagnostic(
        .impossiblePlanValue, at: location, "the patient's weight is \(weight) kg",
        remedy: "state a weight above zero")
    }
    return exact
  }

  /// What is given of a prescribed dose or rate in a session of a given scale: first the weight,
  /// then the scale, then the bounds.
  func dose(
    _ bounded: ProtocolStep.BoundedQuantity, scale: Rational, at location: SourceLocation
  ) throws(Diagnostic) -> Dose {
    let prescribed = try exact(bounded.quantity, at: location) * scale
    let most = try bounded.atMost.map { (q) throws(Diagnostic) in try exact(q, at: location) }
    let least = try bounded.atLeast.map { (q) throws(Diagnostic) in try exact(q, at: location) }
    if let most, let least, let upper = bounded.atMost, let lower = bounded.atLeast,
      least > most
    {
      throw Diagnostic(
        .crossedBounds, at: location,
        "for this patient at least `\(lower)` is more than at most `\(upper)`",
        remedy: "state bounds that leave room for every weight")
    }
    guard prescribed.double.isFinite else {
      throw Diagnostic(
        .notComputable, at: location, "`\(bounded.quantity)` is beyond what can be computed",
        remedy: "write a dose of a possible size")
    }
    if let most, prescribed > most { return Dose(exact: most, boundedBy: bounded.atMost) }
    if let least, prescribed < least { return Dose(exact: least, boundedBy: bounded.atLeast) }
    return Dose(exact: prescribed)
  }

  /// A quantity in mg or mg/min.
  private func exact(
    _ quantity: Quantity, at location: SourceLocation
  ) throws(Diagnostic) -> Rational {
    var amount = Rational(quantity)
    if let scalar = quantity.scalar {
      guard let weight = weights[scalar] else {
        throw Diagnostic(
          .impossiblePlanValue, at: location, "`\(quantity)` needs a weight that is not known",
          remedy: "state the patient's weight")
      }
      amount = amount * weight
    }
    if quantity.dimension.volume > 0 {
      guard let concentration else {
        throw Diagnostic(
          .noConcentration, at: location, "`\(quantity)` is a volume of unknown strength",
          remedy: "state the drug's `concentration`, for example `1 mg/mL`")
      }
      amount = amount * Rational(concentration)
    }
    return amount
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
