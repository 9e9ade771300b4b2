public import Diagnostics
internal import Quantities

extension DosingProtocol {
  /// Everything that is wrong with the protocol whoever the patient is; nothing when it is sound.
  ///
  /// Times do not depend on the patient, so all of them are laid out here: rates that never end,
  /// ramps that do not come out even, sessions that overlap.
  public func check() -> [Diagnostic] {
    var found: [Diagnostic] = []
    if drugs.isEmpty {
      found.append(
        Diagnostic(
          .nothingGiven, at: nil, "the protocol has no drug", remedy: "add a drug with its steps"))
    }
    for (index, plan) in drugs.enumerated() {
      found += plan.check()
      if drugs[..<index].contains(where: { $0.drug == plan.drug }) {
        found.append(
          Diagnostic(
            .impossiblePlanValue, at: plan.steps.first?.location,
            "the drug `\(plan.drug)` occurs twice",
            expected: "each drug once", remedy: "put all its steps under one entry"))
      }
    }
    guard found.isEmpty else { return found + (course?.check() ?? []) }
    let end = drugs.map { PlanTimeline($0).end }.max() ?? .zero
    return CourseCalendar(course, sessionEnd: end).diagnostics
  }
}

extension DrugPlan {
  /// Everything that is wrong with one drug's steps whoever the patient is.
  public func check() -> [Diagnostic] {
    guard let first = steps.first else {
      return [
        Diagnostic(
          .nothingGiven, at: nil, "the plan of `\(drug)` has no steps",
          remedy: "add a step such as `give: 0.5 mg/kg`")
      ]
    }
    var found: [Diagnostic] = []
    if let concentration,
      concentration.dimension != .concentration || concentration.number <= .zero
    {
      found.append(
        Diagnostic(
          .impossiblePlanValue, at: first.location,
          "`\(concentration)` is not a concentration of drug",
          remedy: "write a concentration such as `1 mg/mL`"))
    }
    found += steps.flatMap { $0.check(strength: concentration) }
    return found.isEmpty ? PlanTimeline(self).diagnostics : found
  }
}

extension Course {
  /// Everything that is wrong with the course, whatever its sessions give.
  public func check() -> [Diagnostic] {
    CourseCalendar(self, sessionEnd: .zero).diagnostics
  }
}
