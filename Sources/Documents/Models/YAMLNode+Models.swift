internal import Diagnostics

extension YAMLNode {
  /// The text of a scalar with the exact place of its first character.
  ///
  /// Folded, escaped or indented texts are refused, because columns inside them would be wrong.
  func line(expecting what: String) throws(Diagnostic) -> (text: String, location: SourceLocation) {
    let text = try text(expecting: what)
    let wanted = Array(text.unicodeScalars)
    let line = Array((location.lineText ?? "").unicodeScalars)
    let column = location.column - 1
    let isQuoted = line.indices.contains(column) && (line[column] == "\"" || line[column] == "'")
    let start = isQuoted ? column + 1 : column
    guard start >= 0, start + wanted.count <= line.count,
      line[start..<(start + wanted.count)].elementsEqual(wanted)
    else {
      throw Diagnostic(
        .wrongShape, at: location, "the text is folded over lines or contains escapes",
        expected: "\(what), on one line and as it is meant",
        remedy: "write it on one line, in simple quotes or none")
    }
    return (text, location.advanced(by: start - column, length: wanted.count))
  }

  /// An id such as `ketamine/kamp-2020`.
  func modelID() throws(Diagnostic) -> String {
    let text = try text(expecting: "an id such as `ketamine/kamp-2020`")
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = parts.allSatisfy { part in
      !part.isEmpty && part.first != "-"
        && part.unicodeScalars.allSatisfy {
          ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
        }
    }
    guard parts.count == 2, isPlain, text.count <= 80 else {
      throw Diagnostic(
        .badIdentifier, at: location, "`\(text)` is not an id",
        expected: "`drug/name` of small letters, digits and hyphens",
        remedy: "write an id such as `ketamine/kamp-2020`")
    }
    return text
  }
}

extension Array {
  /// The list itself, unless it is longer than anything a person writes.
  func limited(to most: Int, at location: SourceLocation) throws(Diagnostic) -> [Element] {
    guard count > most else { return self }
    throw Diagnostic(
      .documentTooLarge, at: location, "\(count) entries in one block",
      expected: "at most \(most)", remedy: "split the document")
  }
}
