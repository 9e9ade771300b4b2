internal import Diagnostics
internal import Kinetics
internal import Quantities

extension ModelReader {
  /// Reads the block `variability`: a text, or what was published in numbers.
  mutating func readVariability(_ root: inout MappingReader) {
    guard let node = required("variability", "none published", in: &root) else { return }
    if case .scalar = node.content {
      variability.text = text(of: node, "`variability`, for example `none published`") ?? ""
      return
    }
    guard var block = block(node, "the variability") else { return }
    variability.text = optionalText("note", in: &block) ?? ""
    variability.betweenSubjects = randomEffects("between subjects", in: &block)
    variability.betweenSessions = randomEffects("between sessions", in: &block)
    variability.uncertainty = randomEffects("uncertainty", in: &block)
    readResidualErrors(&block)
    block.finish(&findings)
  }

  private mutating func randomEffects(
    _ key: String, in block: inout MappingReader
  ) -> RandomEffects? {
    guard let node = block.optional(key), var inner = self.block(node, "the block `\(key)`") else {
      return nil
    }
    let origin = provenance(in: &inner)
    let note = optionalText("note", in: &inner)
    var reader = RandomEffectsReader(findings)
    let effects = reader.read(
      &inner, origin: origin ?? (sources.first?.id ?? "", .assumption), note: note)
    findings = reader.findings
    inner.finish(&findings)
    return effects
  }

  private mutating func readResidualErrors(_ block: inout MappingReader) {
    guard let node = block.optional("residual error"),
      var inner = self.block(node, "the block `residual error`")
    else { return }
    let origin = provenance(in: &inner) ?? (sources.first?.id ?? "", .assumption)
    let example = "{ plasma: { proportional: 0.24 } }"
    if let list = required("outputs", example, in: &inner) {
      for entry in entries(list, "outputs") {
        guard var error = self.block(entry.value, "the residual error of `\(entry.key)`") else {
          continue
        }
        residualError(of: entry, in: &error, origin: origin)
        error.finish(&findings)
      }
    }
    inner.finish(&findings)
  }

  private mutating func residualError(
    of entry: YAMLEntry, in block: inout MappingReader, origin: (source: String, evidence: Evidence)
  ) {
    func deviation(_ node: YAMLNode?) -> Double? {
      guard let node else { return nil }
      return findings.attempt { () throws(Diagnostic) in try node.positiveNumber().double }
    }
    let proportional = block.optional("proportional")
    let logarithmic = block.optional("logarithmic")
    let additive = findings.attempt { () throws(Diagnostic) in
      try block.optionalQuantity("additive", as: .plasmaConcentration)
    }
    if let proportional, logarithmic != nil {
      findings.add(
        Diagnostic(
          .contradictoryKeys, at: proportional.location,
          "`proportional` and `logarithmic` exclude each other",
          expected: "one of the two", remedy: "keep the one that the source states"))
    }
    if proportional == nil, logarithmic == nil, additive == .some(nil) {
      findings.add(
        Diagnostic(
          .missingKey, at: entry.value.location,
          "the residual error of `\(entry.key)` has no standard deviation",
          expected: "`proportional`, `logarithmic` or `additive`",
          remedy: "add `proportional: 0.24`, as a share of the concentration"))
    }
    variability.residualErrors.append(
      ResidualError(
        output: entry.key, proportional: deviation(proportional),
        logarithmic: deviation(logarithmic), additive: additive ?? nil, source: origin.source,
        evidence: origin.evidence, location: entry.keyLocation))
  }
}
