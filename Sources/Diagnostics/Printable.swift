extension String {
  /// The text with control characters shown as escapes, so that a file's content can neither
  /// move the terminal's cursor, reverse the reading direction, nor forge a line of output.
  package var printable: String {
    // Most text needs nothing, and looking up categories takes longer than all the rest.
    if unicodeScalars.allSatisfy(\.isPlainLatin) { return self }
    return unicodeScalars.reduce(into: "") { $0 += $1.printable }
  }

  /// The text, or its beginning and `…` when it is longer than `limit` characters.
  package func shortened(to limit: Int = 60) -> String {
    guard
      let cut = unicodeScalars.index(
        unicodeScalars.startIndex, offsetBy: limit, limitedBy: unicodeScalars.endIndex),
      cut < unicodeScalars.endIndex
    else { return self }
    return String(unicodeScalars[..<cut].dropLast()) + "…"
  }
}

extension Unicode.Scalar {
  /// The character itself, or an escape such as `\u{202e}` for one that steers the output.
  package var printable: String {
    switch properties.generalCategory {
    case .control where self != "\t", .format, .lineSeparator, .paragraphSeparator:
      "\\u{" + String(value, radix: 16) + "}"
    default:
      String(Character(self))
    }
  }

  /// Whether the character is one of Latin script that shows as itself; others may be, too.
  fileprivate var isPlainLatin: Bool {
    switch value {
    // Between them lie control characters and the soft hyphen.
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x24F: true
    default: false
    }
  }

  /// How many terminal columns the character takes as it is printed.
  var printedWidth: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case .control, .format, .lineSeparator, .paragraphSeparator:
      return self == "\t" ? 1 : printable.unicodeScalars.count
    default: break
    }
    return Unicode.Scalar.wide.contains { $0.contains(value) } ? 2 : 1
  }

  /// The blocks that terminals draw two columns wide: East Asian scripts, full-width forms and
  /// pictures.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]
}
