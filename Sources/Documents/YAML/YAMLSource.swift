internal import Diagnostics
internal import Yams

/// The text of a file, for turning marks into places.
struct YAMLSource {
  let file: String
  let lines: [String]

  func place(line: Int, column: Int, length: Int = 1) -> SourceLocation {
    let text = lines.indices.contains(line - 1) ? lines[line - 1] : nil
    return SourceLocation(
      file: file, line: max(1, line), column: max(1, column), length: length, lineText: text)
  }

  func checkText(_ text: String, limit: Int, deepest: Int) throws(Diagnostic) {
    let start = place(line: 1, column: 1)
    guard text.utf8.count <= limit else {
      throw Diagnostic(
        .documentTooLarge, at: SourceLocation(file: file, line: 1, column: 1),
        "the file has more than \(limit) bytes", remedy: "split it into several files")
    }
    if text.unicodeScalars.first == "\u{FEFF}" {
      throw Diagnostic(
        .badSyntax, at: start, "the file starts with a byte-order mark",
        remedy: "save it as UTF-8 without a byte-order mark")
    }
    for (index, line) in lines.enumerated() {
      var depth = 0
      for (column, scalar) in line.unicodeScalars.enumerated() {
        if scalar == "\t" || (scalar.value < 0x20 && scalar != "\r") || scalar.value == 0x7F {
          throw Diagnostic(
            .badSyntax, at: place(line: index + 1, column: column + 1),
            scalar == "\t" ? "a tab" : "a control character",
            expected: "printable characters and blanks", remedy: "replace it by blanks")
        }
        if scalar == "[" || scalar == "{" || scalar == "-" || scalar == "?" { depth += 1 }
        // The parser recurses once per level, so depth is bounded before it runs.
        if depth > 1000 {
          throw Diagnostic(
            .documentTooLarge, at: place(line: index + 1, column: column + 1),
            "the line nests too deeply", expected: "at most \(deepest) levels",
            remedy: "flatten the document")
        }
      }
    }
  }

  func syntaxFault(_ error: any Error) -> Diagnostic {
    let expected = "one YAML document of keys, lists and plain texts"
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      let several = problem.contains("document start") || problem.contains("another document")
      return Diagnostic(
        .badSyntax, at: place(line: mark.line, column: mark.column), problem, expected: expected,
        remedy: several
          ? "write one document per file"
          : "check indentation, quotes and brackets at this place and on the line above")
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first ?? ""
      return Diagnostic(
        .duplicateKey, at: second(key, after: context.mark),
        "the key `\(key)` occurs twice in one block", expected: "each key once",
        remedy: "remove one of the two")
    default:
      return Diagnostic(
        .badSyntax, at: place(line: 1, column: 1), "this is not YAML: \(error)",
        expected: expected, remedy: "check that the file is text in UTF-8")
    }
  }

  /// Where a key stands for the second time; the parser only tells of the first.
  private func second(_ key: String, after first: Mark) -> SourceLocation {
    var column = first.column + key.unicodeScalars.count
    for line in lines.indices.dropFirst(max(0, first.line - 1)).map({ $0 + 1 }) {
      let scalars = Array(lines[line - 1].unicodeScalars)
      let wanted = Array(key.unicodeScalars)
      while column + wanted.count - 1 <= scalars.count {
        let begin = column - 1
        let next = scalars[(begin + wanted.count)...].first { $0 != " " }
        let startsWord = begin == 0 || " {,\"'".unicodeScalars.contains(scalars[begin - 1])
        if startsWord, next == ":" || next == "\"" || next == "'",
          Array(scalars[begin..<(begin + wanted.count)]) == wanted
        {
          return place(line: line, column: column, length: wanted.count)
        }
        column += 1
      }
      column = 1
    }
    return place(line: first.line, column: first.column, length: key.unicodeScalars.count)
  }

  func convert(
    _ node: Node, depth: Int, budget: inout Int, deepest: Int
  ) throws(Diagnostic) -> YAMLNode {
    var here = place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    budget -= 1
    guard depth <= deepest, budget > 0 else {
      throw Diagnostic(
        .documentTooLarge, at: here,
        depth > deepest ? "more than \(deepest) levels" : "too many values in one file",
        remedy: "split the document")
    }
    if node.anchor != nil || node.isAlias {
      throw Diagnostic(
        .forbiddenYAML, at: here, "anchors and aliases are not used here",
        remedy: "write the value out where it is needed")
    }
    if node.hasExplicitTag(in: lines) {
      throw Diagnostic(
        .forbiddenYAML, at: here, "tags such as `!!str` are not used here",
        remedy: "remove the tag; what a text means is decided by its place")
    }
    switch node {
    case .scalar(let scalar):
      here.length = max(1, scalar.string.unicodeScalars.count)
      return YAMLNode(.scalar(scalar.string), at: here)
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence {
        items.append(try convert(item, depth: depth + 1, budget: &budget, deepest: deepest))
      }
      return YAMLNode(.sequence(items), at: here)
    case .mapping(let mapping):
      var entries: [YAMLEntry] = []
      for (keyNode, valueNode) in mapping {
        let key = try convert(keyNode, depth: depth + 1, budget: &budget, deepest: deepest)
        guard case .scalar(let name) = key.content, name != "<<" else {
          throw Diagnostic(
            .forbiddenYAML, at: key.location, "a key must be a plain text",
            remedy: "write `key: value`; merge keys are not used here")
        }
        let value = try convert(valueNode, depth: depth + 1, budget: &budget, deepest: deepest)
        entries.append(YAMLEntry(key: name, keyLocation: key.location, value: value))
      }
      return YAMLNode(.mapping(entries), at: here)
    case .alias:
      throw Diagnostic(
        .forbiddenYAML, at: here, "aliases are not used here", remedy: "write the value out")
    }
  }
}

extension Node {
  fileprivate var isAlias: Bool {
    if case .alias = self { return true }
    return false
  }

  /// Whether the author wrote a tag: the text at the node's mark starts with an exclamation mark.
  fileprivate func hasExplicitTag(in lines: [String]) -> Bool {
    guard let mark, lines.indices.contains(mark.line - 1) else { return false }
    let scalars = Array(lines[mark.line - 1].unicodeScalars)
    return scalars.indices.contains(mark.column - 1) && scalars[mark.column - 1] == "!"
  }
}
