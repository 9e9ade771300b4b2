internal import Diagnostics
internal import Kinetics
internal import Quantities

/// Reads how measurements scatter, output by output; model files and studies share it.
struct ResidualErrorReader {
  var findings: Findings

  init(_ findings: Findings) {
    self.findings = findings
  }

  /// Reads the key `outputs` of a block.
  mutating func read(
    _ block: inout MappingReader, origin: (source: String, evidence: Evidence), note: String?
  ) -> [ResidualError] {
    let example = "{ plasma: { proportional: 0.24 } }"
    guard let list = findings.required("outputs", example, in: &block) else { return [] }
    let entries =
      findings.attempt { () throws(Diagnostic) in
        try list.entries(expecting: "outputs")
          .limited(to: ModelReader.mostEntries, at: list.location)
      } ?? []
    var errors: [ResidualError] = []
    for entry in entries {
      let what = "the residual error of `\(entry.key)`"
      guard var inner = findings.block(entry.value, what) else { continue }
      errors.append(error(of: entry, in: &inner, origin, note))
      inner.finish(&findings)
    }
    return errors
  }

  private mutating func error(
    of entry: YAMLEntry, in block: inout MappingReader,
    _ origin: (source: String, evidence: Evidence), _ note: String?
  ) -> ResidualError {
    func deviation(_ node: YAMLNode?) -> Double? {
      guard let node else { return nil }
      return findings.attempt { () throws(Diagnostic) in try Self.share(node) }
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
    return ResidualError(
      output: entry.key, proportional: deviation(proportional),
      logarithmic: deviation(logarithmic), additive: additive ?? nil, source: origin.source,
      evidence: origin.evidence, note: note, location: entry.keyLocation)
  }

  /// A standard deviation as a share of the concentration, or of its logarithm.
  private static func share(_ node: YAMLNode) throws(Diagnostic) -> Double {
    let text = try node.text(expecting: "a standard deviation")
    let number = text.hasSuffix("%") ? nil : try node.positiveNumber().double
    guard let number, number <= 2 else {
      throw Diagnostic(
        .misfittingSpread, at: node.location,
        number == nil
          ? "`\(text)` is a percentage, where a share is needed"
          : "`\(text)` is an error of more than 200 % of the concentration",
        expected: "a share such as `0.15`, which is 15 %", remedy: "divide the percentage by 100")
    }
    return number
  }
}
