public import Diagnostics
internal import Quantities

extension DosingProtocol {
  /// Everything that is wrong with the protocol whoever the patient is; nothing when it is sound.
  ///
  /// Times do not depend on the patient, so all of them are laid out here: rates that never end,
  /// ramps that do not come out even, sessions that overlap.
  public func check() -> [Diagnostic] { layout().diagnostics }

  /// When everything happens, and what is wrong; complete when nothing is.
  func layout() -> ProtocolLayout {
    var found: [Diagnostic] = []
    var timelines: [PlanTimeline] = []
    if drugs.isEmpty {
      found.append(
        Diagnostic(
          .nothingGiven, at: nil, "the protocol has no drug", remedy: "add a drug with its steps"))
    }
    for (index, plan) in drugs.enumerated() {
      let (timeline, faults) = plan.layout()
      found += faults
      if let timeline { timelines.append(timeline) }
      if drugs[..<index].contains(where: { $0.drug == plan.drug }) {
        found.append(
          Diagnostic(
            .impossiblePlanValue, at: plan.steps.first?.location,
            "the drug `\(plan.drug)` occurs twice",
            expected: "each drug once", remedy: "put all its steps under one entry"))
      }
    }
    let sessionEnd = timelines.map(\.end).max() ?? .zero
    let calendar = CourseCalendar(course, sessionEnd: found.isEmpty ? sessionEnd : .zero)
    // A protocol without a course has a calendar without faults.
    return ProtocolLayout(
      timelines: timelines, sessionEnd: sessionEnd, calendar: calendar,
      diagnostics: found + calendar.diagnostics)
  }
}

extension DrugPlan {
  /// Everything that is wrong with one drug's steps whoever the patient is.
  public func check() -> [Diagnostic] { layout().diagnostics }

  /// When the steps happen, if they are in order each for itself, and what is wrong.
  func layout() -> (timeline: PlanTimeline?, diagnostics: [Diagnostic]) {
    guard let first = steps.first else {
      let fault = Diagnostic(
        .nothingGiven, at: nil, "the plan of `\(drug)` has no steps",
        remedy: "add a step such as `give: 0.5 mg/kg`")
      return (nil, [fault])
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
    guard found.isEmpty else { return (nil, found) }
    let timeline = PlanTimeline(self)
    return (timeline, timeline.diagnostics)
  }
}

extension Course {
  /// Everything that is wrong with the course, whatever its sessions give.
  public func check() -> [Diagnostic] {
    CourseCalendar(self, sessionEnd: .zero).diagnostics
  }
}
