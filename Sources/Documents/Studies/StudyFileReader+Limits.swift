internal import Diagnostics
internal import Limits
internal import Population

extension StudyFileReader {
  /// By which limits subjects are judged: sets alone, or sets beside what is declared of everybody.
  mutating func limits(_ root: inout MappingReader, isWanted: Bool) -> Study.LimitChoice {
    guard let entry = root.entry("limits") else { return Study.LimitChoice() }
    if !isWanted {
      findings.add(
        Diagnostic(
          .limitsNotWanted, at: entry.keyLocation,
          "the study names limits, and its outputs do not say what is wanted of them",
          expected: "`limits: shares` under `outputs`",
          remedy: "add it, or leave `limits` out"))
    }
    guard case .mapping = entry.value.content else {
      return Study.LimitChoice(sets: limitSets(entry.value))
    }
    guard var block = block(entry.value, "the block `limits`") else { return Study.LimitChoice() }
    let sets = block.optional("sets").map { limitSets($0) }
    let careArea = block.optional("care area").flatMap { mention($0, "a care area") }
    let diagnosis = block.optional("diagnosis").flatMap { mention($0, "a diagnosis") }
    let conditions = block.optional("conditions").map { readConditions($0) }
    block.finish(&findings)
    return Study.LimitChoice(
      sets: sets, careArea: careArea, diagnosis: diagnosis, conditions: conditions)
  }

  /// One set, or a list of them.
  private mutating func limitSets(_ node: YAMLNode) -> [Study.Mention] {
    var nodes = [node]
    if case .sequence = node.content { nodes = items(node, "sets of limits") }
    let sets = nodes.compactMap {
      mention($0, "a set of limits, such as `ketamine/depression-infusion`")
    }
    reportRepeats(sets)
    return sets
  }

  /// `none`, or a list of conditions.
  private mutating func readConditions(_ node: YAMLNode) -> [PatientCondition] {
    if case .scalar("none") = node.content { return [] }
    var nodes = [node]
    if case .sequence = node.content { nodes = items(node, "conditions") }
    return nodes.compactMap { item in
      findings.attempt { () throws(Diagnostic) in
        try PatientCondition(
          parsing: item.text(expecting: "a condition, or `none`"), at: item.location)
      }
    }
  }
}
