internal import Dosing
internal import Kinetics
internal import Quantities
internal import Simulation

/// One schedule, intended or deliverable, with what has been worked out about it for the rules.
struct BasisCase {
  let basis: Basis
  let schedule: Schedule
  let curve: Curve?
  /// Why there is no curve, where more is known than that no model was chosen.
  let withoutCurve: NotChecked?
  let drug: String
  /// The longest duration of a bolus.
  let bolusWithin: Tick?
  /// What is given by any route.
  let course: DrugCourse
  /// The rules for loading doses that may concern the patient.
  var loadingRules: [LimitRule] = []
  /// Whether the steps of the set's pump, if it has one, are looked at.
  var judgesPump = true
  /// Where the pump departs from the order; nothing without a pump.
  let differences: [Pump.Difference]?
  private var amount: DeliveredAmount?
  private var peaks: [Int: Curve.Extremum] = [:]

  init(
    _ basis: Basis, _ schedule: Schedule, curve: Curve?, withoutCurve: NotChecked?,
    of set: LimitSet, differences: [Pump.Difference]?
  ) {
    self.basis = basis
    self.schedule = schedule
    self.curve = curve
    self.withoutCurve = withoutCurve
    self.differences = differences
    drug = set.drug
    bolusWithin = set.bolusWithin.flatMap { Tick($0) }
    course = DrugCourse(schedule, drug: set.drug, route: nil, bolusWithin: bolusWithin)
  }

  /// What is given by one route, or by any.
  func course(by route: String?) -> DrugCourse {
    route == nil
      ? course : DrugCourse(schedule, drug: drug, route: route, bolusWithin: bolusWithin)
  }

  /// The amounts given by every moment.
  mutating func amount(by route: String?) -> DeliveredAmount {
    guard route == nil else { return DeliveredAmount(course(by: route).items) }
    if let amount { return amount }
    let sum = DeliveredAmount(course.items)
    amount = sum
    return sum
  }

  /// The output of the curve that a site means.
  func output(
    of site: Measure.Site
  ) throws(Unchecked) -> (curve: Curve, output: Curve.Output) {
    guard let curve else {
      throw withoutCurve.map(Unchecked.init(reason:))
        ?? .unknown("the concentrations", "choose a model with `--model`")
    }
    let output =
      switch site {
      case .plasma: curve.outputs.first
      case .effectSite: curve.outputs.last { $0.name == "effect" }
      case .output(let name): curve.outputs.first { $0.name == name }
      }
    if let output { return (curve, output) }
    switch site {
    case .effectSite:
      throw .unknown(
        "the concentration at an effect site",
        "choose an effect site of the model with `--effect-site`, if it has one")
    case .plasma, .output:
      let name = if case .output(let name) = site { name } else { "plasma" }
      throw .unknown(
        "the concentration of `\(name)`", "choose a model that describes it with `--model`")
    }
  }

  /// The highest concentration of an output at any time.
  mutating func peak(
    _ curve: Curve, _ output: Curve.Output
  ) throws(SimulationFailure) -> Curve.Extremum {
    if let peak = peaks[output.state] { return peak }
    let peak = try curve.maximum(of: output, to: .longest)
    peaks[output.state] = peak
    return peak
  }
}
