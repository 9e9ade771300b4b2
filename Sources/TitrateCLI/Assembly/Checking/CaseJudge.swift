internal import Titrate

/// Works out what one person gets from one protocol, and what the limits say of it.
struct CaseJudge: Sendable {
  let limits: LimitChoice
  let models: CaseModels
  /// The weights between which changes of verdicts are looked for.
  let weights: QuantityRange?
  /// Drugs that the library knows, and holds no limits for.
  var unlimited: Set<String> = []

  /// One protocol for one person.
  struct Case: Sendable {
    let planned: PlannedProtocol
    let person: JudgedPerson
    let location: SourceLocation?
    let expected: ExpectedVerdict?
    /// Whether this is the first case of its protocol for somebody who differs in more than weight.
    var isFirstOfItsKind = true
  }

  /// What became of a case.
  struct Result: Sendable {
    let path: String
    let checked: CheckedCase?
    let findings: [Diagnostic]
    /// Models that were not made for the patient, or for whom that is not known, by their ids.
    var outside: Set<String> = []
    /// Drugs without a curve.
    var missing: Set<MissingCurve> = []
    /// Drugs that nothing could be named to judge them by.
    var unlimited: Set<String> = []
  }

  /// Every case of some protocols: the patients stated beside a protocol, then everybody else.
  static func cases(
    _ protocols: [PlannedProtocol], for people: [JudgedPerson], _ context: ClinicalContext
  ) -> [Case] {
    protocols.flatMap { planned in
      let stated = planned.subjects.map {
        Case(
          planned: planned,
          person: JudgedPerson(name: nil, patient: $0.patient, context: context),
          location: $0.location, expected: $0.expected?.verdict)
      }
      let others = people.map {
        Case(
          planned: planned, person: $0, location: planned.location, expected: planned.expected)
      }
      var seen: Set<JudgedPerson> = []
      return (stated + others).map { subject in
        var marked = subject
        marked.isFirstOfItsKind = seen.insert(subject.person.ofAnyWeight).inserted
        return marked
      }
    }
  }

  /// Judges a case; what keeps it from being judged is among the findings.
  func result(of subject: Case) -> Result {
    let path = subject.planned.path
    do throws(DiagnosticError) {
      var result = try judged(subject)
      result.outside = models.notMade(
        for: subject.person.patient, among: subject.planned.dosing.drugs)
      return result
    } catch {
      return Result(
        path: path, checked: nil,
        findings: error.diagnostics.map { $0.lacking(subject.person, for: subject.planned) })
    }
  }

  private func judged(
    _ subject: Case
  ) throws(DiagnosticError) -> Result {
    let (dosing, person) = (subject.planned.dosing, subject.person)
    let schedule = try dosing.schedule(for: person.patient)
    var findings = schedule.plausibility(weight: person.patient.weight?.canonical)
    let sets = limits.sets(for: dosing)
    let judged = sets.map(\.drug)
    let unjudged = dosing.drugs.map(\.drug).filter { !judged.contains($0) }
    if sets.isEmpty {
      findings.append(.noLimits(for: dosing, at: subject.location, .warning))
    } else {
      for drug in unjudged where !unlimited.contains(drug) {
        let line = schedule.lines.first { $0.drug == drug }
        findings.append(
          .noLimits(
            forDrug: drug, besides: judged, of: dosing, at: line?.location ?? subject.location))
      }
    }
    var judgements: [Judgement] = []
    var missing: Set<MissingCurve> = []
    for set in sets {
      let solved = try models.curve(of: set.drug, in: person.patient, following: schedule)
      if let solved, let reason = solved.missing {
        missing.insert(reason)
        let doubt = solved.unknownRoute(in: schedule, judgedBy: sets)
        if let doubt, !findings.contains(doubt) { findings.append(doubt) }
      }
      judgements.append(
        try limits.judgement(by: set, of: dosing.id, person, schedule, solved))
    }
    let checked = CheckedCase(
      protocolID: dosing.id, location: subject.location, patientName: person.name,
      patient: person.patient, conditions: person.context.conditions, lines: schedule.lines,
      judgements: judgements,
      expected: subject.expected,
      weightRanges: subject.isFirstOfItsKind ? try weightRanges(of: dosing, person, sets) : [])
    return Result(
      path: subject.planned.path, checked: checked, findings: findings, missing: missing,
      unlimited: sets.isEmpty ? [] : unlimited.intersection(unjudged))
  }

  /// What one set says of a schedule.
  /// - Throws: What is wrong with the model for this patient, and calculations that fail.
  func judgement(
    by set: LimitSet, _ protocolID: String, _ person: JudgedPerson, _ schedule: Schedule
  ) throws(DiagnosticError) -> Judgement {
    try limits.judgement(
      by: set, of: protocolID, person, schedule,
      models.curve(of: set.drug, in: person.patient, following: schedule))
  }
}
