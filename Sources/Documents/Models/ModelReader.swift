internal import Diagnostics
internal import Kinetics
internal import Quantities

/// Gathers a model from the blocks of its file, together with everything that is wrong in them.
struct ModelReader {
  /// The most parameters, compartments, flows, routes, outputs or sources in one file.
  static let mostEntries = 100

  var findings = Findings()
  var id = ""
  var title = ""
  var summary = ""
  var drug = ""
  var analytes: [Model.Analyte] = []
  var sources: [Citation] = []
  var applicability = Model.Applicability()
  var sampling = Model.Sampling.notStated
  var parameters: [Model.Parameter] = []
  var compartments: [Model.Compartment] = []
  var flows: [Model.Flow] = []
  var routes: [Model.Route] = []
  var effectSites: [Model.EffectSite] = []
  var outputs: [Model.Output] = []
  var variability = Variability(text: "")

  /// Parameters in the order of the file, whether they could be read or not.
  var parameterNames: [String] = []
  var unreadParameters: Set<String> = []
  var unreadCompartments: Set<String> = []
  var isComplete = true
  /// Flows written with `clearance:` or `rate:`, by their place.
  var statedFlows: [SourceLocation: Dimension] = [:]

  /// What was read; of use only when nothing was found to be wrong.
  var model: Model {
    Model(
      id: id, title: title, summary: summary, drug: drug, analytes: analytes, sources: sources,
      applicability: applicability, sampling: sampling, parameters: parameters,
      compartments: compartments, flows: flows, routes: routes, effectSites: effectSites,
      outputs: outputs, variability: variability)
  }

  mutating func read(_ root: inout MappingReader) {
    readNames(&root)
    readAnalytes(&root)
    readSources(&root)
    readApplicability(&root)
    readParameters(&root)
    readCompartments(&root)
    readFlows(&root)
    readRoutes(&root)
    readEffectSites(&root)
    readOutputs(&root)
    readVariability(&root)
    root.finish(&findings)
    let faults = ModelFaults.find(
      in: model, unreadParameters: unreadParameters, unreadCompartments: unreadCompartments,
      isComplete: isComplete, statedFlows: statedFlows)
    for fault in faults { findings.add(fault) }
  }

  private mutating func readNames(_ root: inout MappingReader) {
    if let node = required("id", "ketamine/kamp-2020", in: &root) {
      id = findings.attempt { () throws(Diagnostic) in try node.modelID() } ?? ""
    }
    title = requiredText("title", "one line that says what the model is", in: &root) ?? ""
    summary = optionalText("summary", in: &root) ?? ""
    guard let node = required("drug", "ketamine", in: &root) else { return }
    drug = text(of: node, "the drug, such as `ketamine`") ?? ""
    if !id.isEmpty, !drug.isEmpty, !id.hasPrefix(drug + "/") {
      findings.add(
        Diagnostic(
          .badIdentifier, at: node.location, "the drug `\(drug)` is not the one of the id `\(id)`",
          expected: "an id `\(drug)/...`", remedy: "correct the drug or the id"))
      drug = ""
    }
  }

  // MARK: Pieces

  /// The value of a key that must be there.
  mutating func required(
    _ key: String, _ example: String, in block: inout MappingReader
  ) -> YAMLNode? {
    do throws(Diagnostic) {
      return try block.required(key, example: example)
    } catch {
      findings.add(error)
      return nil
    }
  }

  /// The text of a key that must be there.
  mutating func requiredText(
    _ key: String, _ example: String, in block: inout MappingReader
  ) -> String? {
    required(key, example, in: &block).flatMap {
      text(of: $0, "`\(key)`, for example `\(example)`")
    }
  }

  /// The text of a key that may be absent.
  mutating func optionalText(_ key: String, in block: inout MappingReader) -> String? {
    block.optional(key).flatMap { text(of: $0, "a text for `\(key)`") }
  }

  /// The text of a node, or a finding.
  mutating func text(of node: YAMLNode, _ what: String) -> String? {
    findings.attempt { () throws(Diagnostic) in try node.text(expecting: what) }
  }

  /// The block of keys in a node, or a finding.
  mutating func block(_ node: YAMLNode, _ what: String) -> MappingReader? {
    findings.attempt { () throws(Diagnostic) in try MappingReader(node, what: what) }
  }

  /// The entries of a block whose keys the author chooses, or a finding.
  mutating func entries(_ node: YAMLNode, _ what: String) -> [YAMLEntry] {
    findings.attempt { () throws(Diagnostic) in
      try node.entries(expecting: what).limited(to: Self.mostEntries, at: node.location)
    } ?? []
  }

  /// The items of a list, or a finding.
  mutating func items(_ node: YAMLNode, _ what: String) -> [YAMLNode] {
    findings.attempt { () throws(Diagnostic) in
      try node.items(expecting: what).limited(to: Self.mostEntries, at: node.location)
    } ?? []
  }

  /// The words `from` and `evidence` of a block; both must be there.
  mutating func provenance(
    in block: inout MappingReader
  ) -> (source: String, evidence: Evidence)? {
    let source = requiredText("from", sources.first?.id ?? "kamp", in: &block)
    let node = required("evidence", "two sources", in: &block)
    let evidence = node.flatMap { node in
      findings.attempt { () throws(Diagnostic) in
        try node.choice(Evidence.self, what: "how well the number was seen")
      }
    }
    guard let source, let evidence else { return nil }
    return (source, evidence)
  }

  /// An expression over the parameters, or a finding.
  mutating func expression(_ node: YAMLNode, _ what: String) -> Expression? {
    let names = parameterNames
    return findings.attempt { () throws(Diagnostic) in
      let (text, location) = try node.line(expecting: what)
      return try Expression(parsing: text, at: location, parameters: names)
    }
  }
}
