internal import Titrate

/// A set of limits of a study, with its text and where it was named.
struct StudyLimits {
  let name: String
  let text: LoadedText
  let set: LimitSet
  let place: SourceLocation
}

extension StudyBuilder {
  /// Reads the sets that the study names, or else those that its protocols name for themselves, and
  /// what is declared of the patients.
  mutating func loadLimits(_ plans: [StudyPlan], of drugs: Set<String>) {
    guard study.outputs.limits else { return }
    if let sets = study.limits.sets {
      for mention in sets { loadLimits(mention, isOfStudy: true) }
    } else {
      for plan in plans {
        for id in plan.dosing.limitSets {
          loadLimits(Study.Mention(id, at: plan.mention.location), isOfStudy: false)
        }
      }
    }
    guard findings.isEmpty else { return }
    if limits.isEmpty {
      findings.append(
        Diagnostic(
          .nothingJudged, at: study.protocols.first?.name.location,
          "the shares beyond limits are wanted, and neither the study nor its protocols name any",
          expected: "`limits` with a set such as ketamine/depression-infusion",
          remedy: "name sets under `limits`; see `titrate list limits`"))
    }
    for limits in limits where !drugs.contains(limits.set.drug) {
      findings.append(
        Diagnostic(
          .idleLimits, at: limits.place,
          "`\(limits.name)` limits \(limits.set.drug), of which the study has no model",
          expected: "limits of " + drugs.sorted().joined(separator: " or "),
          remedy: "leave it out, or add a model of \(limits.set.drug)"))
    }
    loadPeople()
  }

  private mutating func loadLimits(_ mention: Study.Mention, isOfStudy: Bool) {
    guard !limits.contains(where: { $0.name == mention.text }) else { return }
    let isFile = FolderWalk.isDocument(mention.text)
    let (folder, library) = (folder, library)
    let loaded = attempt { () -> StudyLimits in
      let text =
        // What a protocol names is found as `titrate check` finds it.
        try isFile
        ? isOfStudy
          ? folder.read(mention) : LoadedText(reading: mention.text, mentioned: mention.location)
        : library.text(of: mention.text, on: .limits, mentioned: mention.location)
      return StudyLimits(
        name: mention.text, text: text,
        set: try LimitDocument.read(text: text.text, file: text.path), place: mention.location)
    }
    guard let loaded else { return }
    if let other = limits.first(where: { $0.set.id == loaded.set.id }) {
      findings.append(
        Diagnostic(
          .duplicateKey, at: mention.location,
          "`\(mention.text)` and `\(other.name)` are both the set `\(loaded.set.id)`",
          expected: "each set once", remedy: "remove one"))
    }
    limits.append(loaded)
  }

  /// Who the subjects are to the limits, and whether what is declared of them means anything.
  private mutating func loadPeople() {
    let sets = limits.map(\.set)
    let context = study.limits.context
    findings += sets.faults(
      careArea: study.limits.careArea.map { ($0.text, $0.location) },
      diagnosis: study.limits.diagnosis.map { ($0.text, $0.location) })
    guard case .file = study.patients else {
      people = .drawn(context)
      warnOfUnjudged(context.conditions ?? [])
      return
    }
    let listed = members.map { member in
      findings += sets.faults(
        careArea: member.careArea.map { ($0.text, $0.location) },
        diagnosis: member.diagnosis.map { ($0.text, $0.location) })
      return (member.patient, member.context(beside: context, &findings))
    }
    people = .listed(listed)
    warnOfUnjudged(listed.flatMap { $0.1.conditions ?? [] })
  }

  /// Says which declared conditions `limits.csv` has no row for.
  private mutating func warnOfUnjudged(_ conditions: [PatientCondition]) {
    let context = ClinicalContext(conditions: conditions)
    let open = limits.map { ($0, $0.set.unjudgedConditions(of: context)) }
    guard open.contains(where: { !$0.1.isEmpty }) else { return }
    let shipped = ShippedLimits(in: library)
    for (limits, conditions) in open {
      for condition in conditions.map(\.condition) {
        let others = shipped.ids(judging: condition, for: limits.set.drug)
        warnings.append(
          Diagnostic(
            .unjudgedCondition, .warning, at: limits.place,
            "`\(condition.rawValue)` is declared, and no rule of `\(limits.set.id)` judges it: "
              + "`limits.csv` has no row for it",
            expected: "a set with a contraindication for it",
            remedy: others.isEmpty
              ? "name a set of your own that judges it under `limits`"
              : "name one under `limits` that judges it: \(others.joined(separator: ", "))"))
      }
    }
  }

  /// The sets by which a drug of a protocol is judged.
  mutating func limitSets(of drug: String, in plan: StudyPlan) -> [LimitSet] {
    guard study.outputs.limits else { return [] }
    let own = study.limits.sets == nil ? plan.dosing.limitSets : limits.map(\.name)
    let sets = limits.filter { own.contains($0.name) && $0.set.drug == drug }.map(\.set)
    if sets.isEmpty {
      let warning = Diagnostic(
        .nothingJudged, .warning, at: plan.mention.location,
        "no set of limits judges the \(drug) of `\(plan.mention.text)`: `limits.csv` has no rows "
          + "for it",
        expected: "a set of limits for its drug",
        remedy: "name one under `limits`; see `titrate list limits`")
      if !warnings.contains(warning) { warnings.append(warning) }
    }
    return sets
  }
}
