extension String {
  /// How many columns of a terminal the text fills: combining marks and escape sequences for
  /// colour none, East Asian wide characters two, everything else one.
  var displayWidth: Int {
    var width = 0
    var isEscape = false
    for scalar in unicodeScalars {
      if isEscape {
        if scalar == "m" { isEscape = false }
      } else if scalar == "\u{1B}" {
        isEscape = true
      } else {
        width += scalar.displayWidth
      }
    }
    return width
  }

  /// The text followed by blanks up to a width; longer text stays whole.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }

  /// The text after blanks up to a width; longer text stays whole.
  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth)) + self
  }

  /// The text broken between words into lines of at most a width; a word that is longer than a
  /// line is broken inside, never cut off.
  func wrapped(to width: Int) -> [String] {
    let room = max(1, width)
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ").map(String.init) {
      if !line.isEmpty, line.displayWidth + 1 + word.displayWidth <= room {
        line += " " + word
        continue
      }
      if !line.isEmpty { lines.append(line) }
      guard word.displayWidth > room else {
        line = word
        continue
      }
      line = ""
      for character in word {
        if (line + String(character)).displayWidth > room {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}

extension [String] {
  /// The texts with commas between them, broken into lines only between texts where they fit.
  func wrappedWhole(to width: Int) -> [String] {
    // A no-break space holds a number and its name together until the lines are made.
    map { $0.replacing(" ", with: "\u{A0}") }.joined(separator: ", ").wrapped(to: width)
      .map { $0.replacing("\u{A0}", with: " ") }
  }
}

extension Unicode.Scalar {
  /// Columns of a terminal.
  fileprivate var displayWidth: Int {
    if value < 0x300 { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    return Unicode.Scalar.wide.contains { $0.contains(value) } ? 2 : 1
  }

  /// The blocks of wide characters (Unicode Standard Annex 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
