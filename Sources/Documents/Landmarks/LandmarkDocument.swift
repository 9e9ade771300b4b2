public import Diagnostics
internal import Kinetics
internal import Quantities

/// Reads files of named concentrations, `titrate: landmarks/1`.
public enum LandmarkDocument {
  /// The first line of the file.
  package static let header = "landmarks/1"

  /// Reads a file of landmarks; all its faults are reported at once.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Returns: The landmarks, in the order of the file.
  /// - Throws: Every fault found.
  public static func read(text: String, file: String) throws(DiagnosticError) -> LandmarkSet {
    var reader = LandmarkReader()
    do throws(Diagnostic) {
      var root = try DocumentHeader.open(text, file, what: "the file of landmarks", is: header)
      reader.read(&root)
    } catch {
      throw DiagnosticError(error)
    }
    try reader.findings.throwIfErrors()
    return reader.set
  }
}

/// Gathers landmarks together with everything that is wrong with them.
private struct LandmarkReader {
  var findings = Findings()
  var set = LandmarkSet(id: "", title: "", drug: "", sources: [], landmarks: [])

  mutating func read(_ root: inout MappingReader) {
    set.id = findings.text("id", "ketamine", in: &root) ?? ""
    set.title = findings.text("title", "one line that says what it is", in: &root) ?? ""
    set.drug = findings.text("drug", "ketamine", in: &root) ?? ""
    set.sources = findings.citations(items("sources", in: &root))
    for node in items("landmarks", in: &root) {
      if let landmark = landmark(node) { set.landmarks.append(landmark) }
    }
    root.finish(&findings)
  }

  private mutating func landmark(_ node: YAMLNode) -> NamedConcentration? {
    guard var block = findings.block(node, "a landmark") else { return nil }
    let name = findings.text("name", "recovery of consciousness", in: &block)
    let at = findings.required("at", "640 ng/mL", in: &block)
    let spread = findings.attempt { () throws(Diagnostic) in
      try block.optionalQuantity("spread", as: .plasmaConcentration)
    }
    let sampling = findings.attempt { () throws(Diagnostic) in
      try block.optional("sampling").map { (node) throws(Diagnostic) in
        try node.choice(Model.Sampling.self, what: "a sampling site")
      }
    }
    let population = findings.optionalText("seen in", in: &block)
    let note = findings.text("note", "what was seen, and in whom", in: &block)
    let from = findings.required("from", "idvall", in: &block)
    let tag = findings.required("evidence", "abstract", in: &block)
    block.finish(&findings)
    guard let at, let from, let tag, let spread, let sampling,
      let range = findings.attempt({ () throws(Diagnostic) in try Self.range(at) }),
      let source = findings.knownSource(from, among: set.sources),
      let evidence = findings.attempt({ () throws(Diagnostic) in
        try tag.choice(Evidence.self, what: "a kind of evidence")
      })
    else { return nil }
    return NamedConcentration(
      name: name ?? "", lower: range.lower, upper: range.upper, spread: spread, note: note ?? "",
      source: source, evidence: evidence, sampling: sampling, population: population)
  }

  private static func range(
    _ node: YAMLNode
  ) throws(Diagnostic) -> (lower: Quantity, upper: Quantity?) {
    let text = try node.text(expecting: "a concentration such as `640 ng/mL`")
    if text.contains("..") {
      let range = try QuantityRange(
        parsing: text, as: .plasmaConcentration, at: node.location)
      return (range.lower, range.upper)
    }
    return (try Quantity(parsing: text, as: .plasmaConcentration, at: node.location), nil)
  }

  private mutating func items(_ key: String, in block: inout MappingReader) -> [YAMLNode] {
    guard let node = findings.required(key, "[...]", in: &block) else { return [] }
    return findings.items(node, key, atMost: 100)
  }
}
