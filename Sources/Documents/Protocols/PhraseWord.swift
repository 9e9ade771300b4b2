internal import Diagnostics
internal import Quantities

/// One word, comma, semicolon or parenthesis of a phrase, with its column.
struct PhraseWord {
  /// The text.
  let text: String
  /// Where it starts, in scalars from 0.
  let start: Int
  /// Whether it is written right after the word before it.
  let isJoined: Bool

  /// Where it ends.
  var end: Int { start + text.unicodeScalars.count }

  /// Whether it begins with a number, or with what people write in place of one.
  var isNumber: Bool {
    guard let first = text.first else { return false }
    if first.isNumber { return true }
    let next = text.dropFirst().first
    return "-+.\u{2212}\u{2013}".contains(first) && (next.map { $0.isNumber || $0 == "." } ?? false)
  }

  /// Whether the number in it is followed by its unit without a blank.
  var hasUnit: Bool { text.contains { $0.isLetter || $0 == "%" } && !hasOnlyExponent }

  private var hasOnlyExponent: Bool { DecimalNumber(text) != nil }

  /// Splits a phrase at blanks; separators stand alone, but a comma between digits stays in its
  /// number so that it can be reported as a decimal comma.
  static func split(_ text: String) -> [PhraseWord] {
    let scalars = Array(text.unicodeScalars)
    var words: [PhraseWord] = []
    var current = String.UnicodeScalarView()
    var start = 0
    func flush(_ end: Int) {
      guard !current.isEmpty else { return }
      words.append(
        PhraseWord(text: String(current), start: start, isJoined: words.last?.end == start))
      current = String.UnicodeScalarView()
    }
    for (index, scalar) in scalars.enumerated() {
      let isDigit = { (i: Int) in scalars.indices.contains(i) && ("0"..."9").contains(scalars[i]) }
      let inNumber = scalar == "," && isDigit(index - 1) && isDigit(index + 1)
      if scalar.properties.isWhitespace {
        flush(index)
      } else if ",;()".unicodeScalars.contains(scalar), !inNumber {
        flush(index)
        start = index
        current.append(scalar)
        flush(index + 1)
      } else {
        if current.isEmpty { start = index }
        current.append(scalar)
      }
    }
    flush(scalars.count)
    return words
  }
}
