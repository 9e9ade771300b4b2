internal import Diagnostics
internal import Dosing
internal import Limits
internal import Quantities

/// Reads a set of limits and gathers everything that is wrong with it.
struct LimitReader {
  /// More rules than anybody writes by hand.
  static let mostEntries = 200

  var findings = Findings()
  var set = LimitSet(
    id: "", title: "", drug: "", form: "", careArea: CareArea(""), rules: [])
  /// Whether the key is there, readable or not: what depends on it is no second fault then.
  private(set) var statesBolus = false
  private(set) var statesPump = false

  mutating func read(_ root: inout MappingReader) {
    readHeader(&root)
    if let node = root.optional("applies to") { set.selector = selector(node, in: nil) }
    if let node = root.optional("bolus within") {
      statesBolus = true
      set.bolusWithin = findings.quantity(node, as: .duration)
    }
    if let node = root.optional("pump") {
      statesPump = true
      set.pump = pump(node)
    }
    if let node = findings.required(
      "sources", "[{ id: label, cite: \"...\" }]", in: &root)
    {
      set.sources = findings.citations(items(node, "sources"))
    }
    if let node = root.optional("contraindications") {
      for item in items(node, "contraindications") { readContraindication(item) }
    }
    if let node = findings.required("rules", "[...]", in: &root) {
      for item in items(node, "rules") { readRule(item) }
    }
    if let node = root.optional("left out") {
      set.leftOut = items(node, "remarks").compactMap { item in
        findings.attempt { () throws(Diagnostic) in
          try item.text(expecting: "what is left out, and why")
        }
      }
    }
    root.finish(&findings)
  }

  private mutating func readHeader(_ root: inout MappingReader) {
    if let node = findings.required("id", "ketamine/acute-pain", in: &root) {
      set.id = findings.attempt { () throws(Diagnostic) in try node.modelID() } ?? ""
    }
    set.title = findings.text("title", "one line that says what it is", in: &root) ?? ""
    set.summary = findings.optionalText("summary", in: &root) ?? ""
    if let node = findings.required("drug", "ketamine", in: &root) {
      set.drug =
        findings.attempt { () throws(Diagnostic) in
          try node.text(expecting: "the drug, such as `ketamine`")
        } ?? ""
      if !set.id.isEmpty, !set.drug.isEmpty, !set.id.hasPrefix(set.drug + "/") {
        findings.add(
          Diagnostic(
            .badIdentifier, at: node.location,
            "the drug `\(set.drug)` is not the one of the id `\(set.id)`",
            expected: "an id `\(set.drug)/...`", remedy: "correct the drug or the id"))
      }
    }
    set.form = findings.text("form", "racemic base", in: &root) ?? ""
    set.careArea = CareArea(findings.text("care area", "acute pain", in: &root) ?? "")
  }

  private mutating func readContraindication(_ node: YAMLNode) {
    guard var block = findings.block(node, "a contraindication") else { return }
    let condition = findings.choice(
      "condition", PatientCondition.self, "pregnancy", what: "a condition of a patient",
      in: &block)
    let severity = findings.choice(
      "severity", LimitSeverity.self, "soft", what: "a severity", in: &block)
    let advisory = findings.optionalText("advisory", in: &block)
    let origin = provenance(in: &block)
    block.finish(&findings)
    guard let condition, let severity, let origin else { return }
    if set.contraindications.contains(where: { $0.condition == condition }) {
      findings.add(
        Diagnostic(
          .repeatedRule, at: node.location,
          "the condition `\(condition.rawValue)` is already in this list",
          expected: "each condition once", remedy: "keep the entry of the better source"))
    }
    set.contraindications.append(
      Contraindication(
        condition, severity: severity, advisory: advisory, source: origin.source,
        evidence: origin.evidence, location: node.location))
  }

  /// A pump; its numbers must make sense together.
  private mutating func pump(_ node: YAMLNode) -> Pump? {
    guard var block = findings.block(node, "the pump") else { return nil }
    func flow(_ key: String, _ example: String, _ findings: inout Findings) -> Quantity? {
      findings.required(key, example, in: &block).flatMap { node in
        findings.quantity(node, as: .pumpFlow)
      }
    }
    let step = flow("flow step", "0.1 mL/h", &findings)
    let lowest = flow("lowest flow", "0.1 mL/h", &findings)
    let highest = flow("highest flow", "1200 mL/h", &findings)
    let volume = block.optional("volume step").flatMap { node in
      findings.quantity(node, as: .pumpVolume)
    }
    block.finish(&findings)
    guard let step, let lowest, let highest else { return nil }
    let pump = Pump(
      flowStep: step, lowestFlow: lowest, highestFlow: highest, volumeStep: volume)
    for var fault in pump.check() {
      fault.location = node.location
      findings.add(fault)
    }
    return pump
  }

  // MARK: - Pieces

  mutating func items(_ node: YAMLNode, _ what: String) -> [YAMLNode] {
    findings.items(node, what, atMost: Self.mostEntries)
  }

  /// The keys `from` and `evidence`; both must be there.
  mutating func provenance(
    in block: inout MappingReader
  ) -> (source: String, evidence: Evidence)? {
    let from = findings.required("from", set.sources.first?.id ?? "label", in: &block)
    let evidence = findings.choice(
      "evidence", Evidence.self, "abstract", what: "how well the number was seen", in: &block)
    guard let from, let source = findings.knownSource(from, among: set.sources), let evidence
    else { return nil }
    return (source, evidence)
  }
}
