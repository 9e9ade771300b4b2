internal import Diagnostics
internal import Quantities

/// The sources of a file, read the same way in every kind of file.
extension Findings {
  /// Reads sources of `{id, cite, doi, pmid, evidence}`, of which the last three may be absent.
  mutating func citations(_ items: [YAMLNode]) -> [Citation] {
    var citations: [Citation] = []
    for item in items {
      guard var block = block(item, "a source") else { continue }
      let id = text("id", "kamp", in: &block)
      var cite = text("cite", "Author A, et al. Journal 2020;1:1-2", in: &block) ?? ""
      let doi = reference("doi", in: &block) { $0.hasPrefix("10.") && $0.contains("/") }
      if let pmid = reference("pmid", in: &block, where: { $0.allSatisfy(\.isASCIIDigit) }) {
        cite += " PMID \(pmid)"
      }
      let evidence = block.optional("evidence").flatMap { node in
        attempt { () throws(Diagnostic) in
          try node.choice(Evidence.self, what: "how well the content was seen")
        }
      }
      block.finish(&self)
      guard let id else { continue }
      if citations.contains(where: { $0.id == id }) {
        add(
          Diagnostic(
            .duplicateKey, at: item.location, "`\(id)` is already in this list",
            expected: "each once", remedy: "remove one, or give it a name of its own"))
      }
      citations.append(Citation(id: id, text: cite, doi: doi, evidence: evidence))
    }
    return citations
  }

  /// The id of a source that stands in the file.
  mutating func knownSource(_ node: YAMLNode, among sources: [Citation]) -> String? {
    let ids = sources.map(\.id)
    return attempt { () throws(Diagnostic) in
      let id = try node.text(expecting: "the id of a source")
      if ids.contains(id) { return id }
      throw Diagnostic(
        .unknownWord, at: node.location, "there is no source `\(id)` in this file",
        expected: ids.isEmpty ? "a source under `sources`" : ids.joined(separator: ", "),
        remedy: suggestion(for: id, among: ids).map { "did you mean `\($0)`?" }
          ?? "add it under `sources`")
    }
  }

  private mutating func reference(
    _ key: String, in block: inout MappingReader, where isValid: (String) -> Bool
  ) -> String? {
    guard let node = block.optional(key),
      let text = attempt({ () throws(Diagnostic) in try node.text(expecting: "a \(key)") })
    else { return nil }
    if isValid(text) { return text }
    add(
      Diagnostic(
        .badIdentifier, at: node.location, "`\(text)` is not a \(key)",
        expected: key == "doi" ? "`10.1097/...`, without `https://doi.org/`" : "digits only",
        remedy: "correct it, or leave it out"))
    return nil
  }
}
