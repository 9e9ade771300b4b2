internal import Diagnostics
internal import Dosing
internal import Quantities

/// Reads a protocol from YAML and gathers everything that is wrong with it.
struct ProtocolReader {
  /// What has been found so far.
  var findings = Findings()
  /// Places whose text stands for nothing known; further findings about them are noise.
  var poisoned: Set<SourceLocation> = []
  /// How the values of settings are given.
  var syntax = SettingSyntax.option
  /// Warnings about how quantities of the present step are written.
  var doubts: [Diagnostic] = []
  /// The plans whose steps could all be read.
  var readable: [DrugPlan] = []

  /// Everything found, without the noise.
  var report: [Diagnostic] {
    findings.diagnostics.filter { finding in
      guard let location = finding.location, finding.code != .undeclaredSetting else { return true }
      return !poisoned.contains { $0.line == location.line && $0.column == location.column }
    }
  }

  /// Makes sure that the first key says `titrate: protocol/1`.
  static func checkHeader(_ root: YAMLNode) throws(Diagnostic) {
    let entries = try root.entries(expecting: "a protocol")
    let first = entries.first
    if first?.key == "titrate", case .scalar("protocol/1") = first?.value.content { return }
    let place = first?.key == "titrate" ? first?.value.location : first?.keyLocation
    throw Diagnostic(
      .wrongDocument, at: place ?? root.location, "the file does not say that it is a protocol",
      expected: "`titrate: protocol/1` as its first line",
      remedy: "write `titrate: protocol/1` as the first line of a protocol")
  }

  /// Reads the whole document.
  mutating func read(_ root: YAMLNode, values: [String: String]) -> DosingProtocol? {
    let declared: YAMLNode? =
      if case .mapping(let entries) = root.content {
        entries.first { $0.key == "settings" }?.value
      } else { nil }
    let settings = settings(declared)
    let root = substitute(root, settings, values: values)
    let settled = findings.diagnostics.isEmpty
    guard var block = open(root, "a protocol") else { return nil }
    let head = header(&block)
    _ = block.optional("settings")
    let drugs = drugs(&block)
    let course = course(block.optional("course"))
    block.finish(&findings)
    // Times cannot be judged while a value is missing; what is wrong with one drug's readable
    // steps is reported even when another's are not.
    let clean = findings.diagnostics.isEmpty
    if settled, !clean {
      for finding in readable.flatMap({ $0.check() }) + (course?.check() ?? []) {
        findings.add(finding)
      }
    }
    guard let head else { return nil }
    let result = DosingProtocol(
      id: head.id, title: head.title, summary: head.summary, sources: head.sources,
      limitSets: head.limitSets, drugs: drugs, course: course)
    if clean {
      for finding in result.check() { findings.add(finding) }
    }
    return result
  }

  /// The part of a protocol that describes it.
  struct Header {
    var id: String
    var title: String
    var summary: String
    var sources: [Citation]
    var limitSets: [String]
  }

  /// Reads what describes the protocol.
  mutating func header(_ block: inout MappingReader) -> Header? {
    _ = block.optional("titrate")
    let idNode = attempt { () throws(Diagnostic) in
      try block.required("id", example: "depression-40-min")
    }
    let id = idNode.flatMap {
      name($0, "an id", "small letters, digits, hyphens and slashes") {
        $0.isASCII && ($0.isLowercase || $0.isNumber || "-/".contains($0))
      }
    }
    let title = attempt { () throws(Diagnostic) in
      try block.requiredText("title", example: "What it is, in one line")
    }
    let summary = attempt { () throws(Diagnostic) in try block.optionalText("summary") }
    let sources = citations(block.optional("sources"))
    let limitSets = limitSets(block.optional("limits"))
    guard let id, let title, let summary else { return nil }
    return Header(
      id: id, title: title, summary: summary ?? "", sources: sources, limitSets: limitSets)
  }

  /// One id of a set of limits, or a list of them.
  private mutating func limitSets(_ node: YAMLNode?) -> [String] {
    guard let node else { return [] }
    let nodes: [YAMLNode]
    if case .sequence = node.content {
      nodes = items(node, of: "limits") ?? []
    } else {
      nodes = [node]
    }
    return nodes.compactMap {
      name($0, "the id of a set of limits", "letters, digits, `-`, `_`, `.` and slashes") {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0))
      }
    }
  }

  private mutating func citations(_ node: YAMLNode?) -> [Citation] {
    guard let node, let items = items(node, of: "sources") else { return [] }
    return findings.citations(items)
  }

  // MARK: - Pieces that other parts of the reader use

  /// Runs something that may fail and keeps the failure.
  mutating func attempt<T>(_ body: () throws(Diagnostic) -> T) -> T? { findings.attempt(body) }

  /// Opens a block of keys.
  mutating func open(_ node: YAMLNode, _ what: String) -> MappingReader? {
    attempt { () throws(Diagnostic) in try MappingReader(node, what: what) }
  }

  /// The items of a list that must not be empty.
  mutating func items(_ node: YAMLNode, of what: String) -> [YAMLNode]? {
    if case .sequence(let items) = node.content, items.isEmpty {
      findings.add(
        Diagnostic(
          .emptyList, at: node.location, "the list of \(what) is empty",
          expected: "at least one item", remedy: "add an item, or remove the key"))
      return nil
    }
    return attempt { () throws(Diagnostic) in try node.items(expecting: what) }
  }

  /// A name made of allowed characters only.
  mutating func name(
    _ node: YAMLNode, _ what: String, _ expected: String, _ allowed: (Character) -> Bool
  ) -> String? {
    attempt { () throws(Diagnostic) in
      let text = try node.text(expecting: what)
      guard let first = text.first, text.allSatisfy(allowed), first.isLetter || first.isNumber
      else {
        throw Diagnostic(
          .unusableName, at: node.location, "`\(text)` cannot be \(what)", expected: expected,
          remedy: "choose a name of \(expected)")
      }
      return text
    }
  }
}
