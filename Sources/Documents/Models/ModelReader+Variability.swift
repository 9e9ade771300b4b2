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
    var reader = ResidualErrorReader(findings)
    variability.residualErrors = reader.read(&inner, origin: origin, note: nil)
    findings = reader.findings
    inner.finish(&findings)
  }
}
