internal import Diagnostics
internal import Limits
internal import Quantities

extension LimitReader {
  /// Whom the set, or one of its rules, concerns.
  /// - Parameters:
  ///   - node: The block.
  ///   - outer: The set's own selector for a rule's; some patient must be in both.
  mutating func selector(_ node: YAMLNode, in outer: Selector?) -> Selector {
    var result = Selector()
    guard var block = findings.block(node, "the selector") else { return result }
    let age = block.optional("age")
    let weight = block.optional("weight")
    let areas = block.optional("care area")
    let diagnoses = block.optional("diagnosis")
    block.finish(&findings)
    result.age = age.flatMap { range($0, .age, within: outer?.age) }
    result.weight = weight.flatMap { range($0, .weight, within: outer?.weight) }
    result.careAreas = names(areas, "a care area", among: outer?.careAreas.map(\.name))
      .map { CareArea($0) }
    result.diagnoses = names(diagnoses, "a diagnosis", among: outer?.diagnoses.map(\.name))
      .map { Diagnosis($0) }
    return result
  }

  private mutating func range(
    _ node: YAMLNode, _ kind: QuantityKind, within outer: QuantityRange?
  ) -> QuantityRange? {
    let range = findings.attempt { () throws(Diagnostic) in
      let (text, location) = try node.line(expecting: "a range such as `18..80 y`")
      return try QuantityRange(parsing: text, as: kind, at: location)
    }
    if let range, let outer,
      range.upper.isLess(than: outer.lower) == true || outer.upper.isLess(than: range.lower) == true
    {
      findings.add(
        Diagnostic(
          .emptySelector, at: node.location,
          "the rule is for \(range), and the set for \(outer): nobody is in both",
          expected: "a range that overlaps \(outer)",
          remedy: "correct the rule's range or the set's"))
    }
    return range
  }

  /// One name, or a list of names.
  private mutating func names(
    _ node: YAMLNode?, _ what: String, among outer: [String]?
  ) -> [String] {
    guard let node else { return [] }
    var nodes = [node]
    if case .sequence = node.content { nodes = items(node, what) }
    let names = nodes.compactMap { node in
      findings.attempt { () throws(Diagnostic) in try node.text(expecting: what) }
    }
    if let outer, !outer.isEmpty, !names.isEmpty, !names.contains(where: outer.contains) {
      let near = suggestion(for: names[0], among: outer)
      findings.add(
        Diagnostic(
          .emptySelector, at: node.location,
          "the rule is for `\(names.joined(separator: "`, `"))`, which the set is not for",
          expected: "one of `\(outer.joined(separator: "`, `"))`",
          remedy: near.map { "did you mean `\($0)`?" } ?? "correct the rule's names or the set's"))
    }
    return names
  }
}
