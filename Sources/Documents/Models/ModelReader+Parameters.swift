internal import Diagnostics
internal import Kinetics
internal import Quantities

extension ModelReader {
  mutating func readParameters(_ root: inout MappingReader) {
    let example = "{ V1: { value: 25 L, from: kamp, evidence: two sources } }"
    guard let node = required("parameters", example, in: &root) else {
      isComplete = false
      return
    }
    let entries = entries(node, "parameters")
    let names = entries.map(\.key)
    for (index, entry) in entries.enumerated() {
      if let fault = Expression.faultOfName(entry.key, at: entry.keyLocation) {
        findings.add(fault)
      }
      if let parameter = parameter(entry, later: Array(names[index...])) {
        parameters.append(parameter)
      } else {
        unreadParameters.insert(entry.key)
      }
      parameterNames.append(entry.key)
    }
    if entries.isEmpty { isComplete = false }
  }

  private mutating func parameter(_ entry: YAMLEntry, later: [String]) -> Model.Parameter? {
    guard var block = block(entry.value, "the parameter `\(entry.key)`") else { return nil }
    let node = required("value", "25 L * (weight / 70 kg)", in: &block)
    let origin = provenance(in: &block)
    let note = optionalText("note", in: &block)
    block.finish(&findings)
    let above = parameterNames
    let read = node.flatMap { node in
      findings.attempt { () throws(Diagnostic) in
        let (text, location) = try node.line(expecting: "an expression such as `25 L`")
        let value = try Expression(
          parsing: text, at: location, parameters: above, later: later)
        return (text: text, value: value)
      }
    }
    guard let read else { return nil }
    // Without provenance the file is refused, but the expression still takes part in the checks.
    return Model.Parameter(
      name: entry.key, value: read.value, text: read.text,
      source: origin?.source ?? sources.first?.id ?? "", evidence: origin?.evidence ?? .assumption,
      note: note)
  }

  mutating func readEffectSites(_ root: inout MappingReader) {
    guard let node = root.optional("effect sites") else { return }
    for entry in entries(node, "effect sites") {
      if let fault = Expression.faultOfName(entry.key, at: entry.keyLocation) {
        findings.add(fault)
      }
      guard var block = block(entry.value, "the effect site `\(entry.key)`") else { continue }
      let driver = requiredText("driven by", "central", in: &block)
      let ke0 = required("ke0", "0.11 1/min", in: &block)
      let endpoint = requiredText("endpoint", "what was measured", in: &block)
      let origin = provenance(in: &block)
      let note = optionalText("note", in: &block)
      block.finish(&findings)
      guard let ke0, let value = expression(ke0, "a rate constant such as `0.11 1/min`"),
        let text = text(of: ke0, "a rate constant"), let driver, let endpoint, let origin
      else { isComplete = false; continue }
      effectSites.append(
        Model.EffectSite(
          name: entry.key, drivenBy: driver, ke0: value, text: text, endpoint: endpoint,
          source: origin.source, evidence: origin.evidence, note: note))
    }
  }
}
