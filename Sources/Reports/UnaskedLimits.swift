internal import Dosing
public import Limits

/// What a library holds to judge a drug by, for a report in which no set of limits was asked about
/// that drug.
public struct UnaskedLimits: Hashable, Sendable {
  /// The drug.
  public var drug: String
  /// The ids of the sets for it, sorted; nothing where nobody looked.
  public var sets: [String]?
  /// What is declared of the patient, with the sets that judge it.
  public var conditions: [UnjudgedCondition]

  /// Names what was not asked.
  public init(drug: String, sets: [String]? = nil, conditions: [UnjudgedCondition] = []) {
    self.drug = drug
    self.sets = sets
    self.conditions = conditions
  }

  /// What is declared and nobody was asked about, a sentence each.
  public var notes: [String] {
    conditions.map {
      "declared `\($0.condition.rawValue)`: no set was asked about it\($0.others)"
    }
  }

  /// How to have the drug judged.
  var remedy: String {
    guard let sets else { return "name one with `--limits`; see `titrate list limits`" }
    if sets.isEmpty {
      return "the library has no set for \(drug); name a file of your own with `--limits`"
    }
    // A longer list hides more than it tells.
    guard sets.count > 4 else { return "name one with `--limits`: \(sets.joined(separator: ", "))" }
    return
      "name one of the \(sets.count) sets for \(drug) with `--limits`; see `titrate list limits`"
  }
}

extension PreviewReport {
  /// The drugs that are given and that no set was asked about, by name.
  var unjudgedDrugs: [String] {
    let judged = Set((judgements ?? []).map(\.limits.drug))
    return Set(schedule.deliveries.map(\.drug)).subtracting(judged).sorted()
  }

  /// That a drug was not judged, where findings would stand.
  func addUnasked(_ drug: String, to content: inout ReportContent) {
    let known =
      unasked.first { $0.drug == drug }
      ?? UnaskedLimits(
        drug: drug, conditions: (context.conditions ?? []).map { UnjudgedCondition($0) })
    content.item(
      "not checked",
      "\(drug): no set of limits was named for it, so no dose, rate or concentration of it is "
        + "compared with a safe or usual maximum; help: \(known.remedy)", .caution)
    for note in known.notes { content.item("", note, .caution) }
  }
}

extension ClinicalContext {
  /// What is declared, in words: `pregnancy, seizures`, `no conditions`, with care area and
  /// diagnosis; nothing when nobody said anything.
  var words: String? {
    let parts = [
      conditions?.words, careArea.map { "care area \($0.name)" },
      diagnosis.map { "diagnosis \($0.name)" },
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}
