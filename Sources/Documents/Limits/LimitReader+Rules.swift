internal import Diagnostics
internal import Limits
internal import Quantities

extension LimitReader {
  /// Reads one rule; what depends on a part that cannot be read is not judged.
  mutating func readRule(_ node: YAMLNode) {
    guard var block = findings.block(node, "a rule") else { return }
    let id = ruleID(in: &block)
    let limit = findings.required("limit", "rate", in: &block)
    let word = limit.flatMap { node in
      findings.attempt { () throws(Diagnostic) in
        try node.choice(MeasureWord.self, what: "something that a rule limits")
      }
    }
    let measure = word.flatMap { self.measure($0, in: &block) }
    let upper = block.optional("upper").flatMap { side($0, of: word, "the upper bound") }
    let lower = block.optional("lower").flatMap { side($0, of: word, "the lower bound") }
    let route = findings.optionalText("route", in: &block)
    let selector = block.optional("applies to").map { self.selector($0, in: set.selector) }
    let advisory = findings.optionalText("advisory", in: &block)
    let origin = provenance(in: &block)
    let note = findings.optionalText("note", in: &block)
    // Without the word it is not known which keys belong to it.
    if word != nil { block.finish(&findings) }
    if let word, let limit { checkNeeds(of: word, at: limit.location) }
    if upper == nil, lower == nil, block.optional("upper") == nil, block.optional("lower") == nil {
      findings.add(
        Diagnostic(
          .noBound, at: node.location, "the rule has neither `upper` nor `lower`",
          expected: "a bound, such as `upper: { soft: 0.35 mg/kg }`",
          remedy: "state a bound, or remove the rule"))
    }
    checkOrder(lower: lower ?? BoundNodes(), upper: upper ?? BoundNodes())
    guard let id, let measure, let origin else { return }
    set.rules.append(
      LimitRule(
        id: id, measure: measure, upper: upper?.thresholds, lower: lower?.thresholds,
        selector: selector ?? Selector(), route: route, advisory: advisory,
        source: origin.source, evidence: origin.evidence, note: note, location: node.location))
  }

  /// The name of a rule, by which reports and files of acceptances call it.
  private mutating func ruleID(in block: inout MappingReader) -> String? {
    guard let node = findings.required("id", "infusion-rate", in: &block) else { return nil }
    let id = findings.attempt { () throws(Diagnostic) in
      let text = try node.text(expecting: "a name such as `infusion-rate`")
      guard text.isRuleID else {
        throw Diagnostic(
          .unusableName, at: node.location, "`\(text)` cannot name a rule",
          expected: "small letters, digits and hyphens, a letter first",
          remedy: "choose a name such as `infusion-rate`")
      }
      return text
    }
    if let id, set.rules.contains(where: { $0.id == id }) {
      findings.add(
        Diagnostic(
          .repeatedRule, at: node.location, "there is already a rule `\(id)`",
          expected: "a name of its own for each rule",
          remedy: "rename one: files of acceptances call a rule by its name"))
    }
    return id
  }

  /// The measure of a rule, with what its word needs beside it.
  private mutating func measure(
    _ word: MeasureWord, in block: inout MappingReader
  ) -> Measure? {
    switch word {
    case .doseInWindow:
      return findings.required("window", "24 h", in: &block)
        .flatMap { findings.quantity($0, as: .duration) }.map { .doseInWindow($0) }
    case .concentration:
      let site = self.site(in: &block)
      let after = block.optional("settled after").flatMap { findings.quantity($0, as: .duration) }
      return site.map { .concentration(of: $0, settledAfter: after) }
    case .peakConcentration:
      return site(in: &block).map { .peakConcentration(of: $0) }
    case .timeAbove:
      let site = self.site(in: &block)
      let threshold = findings.required("threshold", "640 ng/mL", in: &block)
        .flatMap { findings.quantity($0, as: .plasmaConcentration) }
      guard let site, let threshold else { return nil }
      return .timeAbove(threshold, of: site)
    default: return word.plain
    }
  }

  private mutating func site(in block: inout MappingReader) -> Measure.Site? {
    guard let text = findings.text("of", "plasma", in: &block) else { return nil }
    switch text {
    case "plasma": return .plasma
    case "effect site": return .effectSite
    default: return .output(text)
    }
  }

  /// What the whole set has to say for a rule to mean something.
  private mutating func checkNeeds(of word: MeasureWord, at location: SourceLocation) {
    if word.concernsBoluses, !statesBolus {
      findings.add(
        Diagnostic(
          .noBolusLength, at: location,
          "a rule about `\(word.rawValue)` needs to know which doses are boluses",
          expected: "`bolus within: 15 min` in the set, the longest that a bolus takes",
          remedy: "state `bolus within` above the rules"))
    }
    if word.concernsPump, !statesPump {
      findings.add(
        Diagnostic(
          .noPump, at: location, "a rule about `\(word.rawValue)` needs a pump",
          expected:
            "`pump: { flow step: 0.1 mL/h, lowest flow: ..., highest flow: ... }` in the set",
          remedy: "describe the pump above the rules"))
    }
  }
}

extension String {
  /// Whether the text can name a rule: small letters, digits and hyphens, a letter first.
  var isRuleID: Bool {
    guard let first = unicodeScalars.first, ("a"..."z").contains(first), last != "-" else {
      return false
    }
    return unicodeScalars.count <= 60
      && unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
      }
  }
}
