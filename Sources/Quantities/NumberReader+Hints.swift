internal import Diagnostics

extension NumberReader {
  /// The complaint about a comma or an apostrophe, which never proposes one of two meanings.
  static func separator(in digits: String, at place: SourceLocation) -> Diagnostic {
    let marks = digits.filter { $0 == "," || $0 == "'" || $0 == "\u{2019}" }
    let groups = digits.split(separator: ",", omittingEmptySubsequences: false)
    let shown = digits.shortened()
    let asPoint = digits.replacing(",", with: ".").shortened()
    let plain = String(digits.filter { !marks.contains($0) }).shortened()
    let remedy: String
    if !marks.contains(",") {
      let parts = digits.split(whereSeparator: marks.contains)
      remedy =
        parts.dropFirst().allSatisfy { $0.count == 3 }
        ? "write `\(plain)`"
        : "write one number; a height in feet and inches is written `178 cm` or `70 in`"
    } else if groups.count == 2, !digits.contains("."), let last = groups.last,
      let first = groups.first, !first.isEmpty, !last.isEmpty
    {
      // `1,000` is one thousand to some and one to others: a factor of a thousand in a dose.
      remedy =
        last.count == 3 && first != "0"
        ? "write `\(plain)` or `\(asPoint)`, whichever is meant" : "write `\(asPoint)`"
    } else {
      remedy = "write the number with one decimal point and nothing between the thousands"
    }
    return Diagnostic(
      .decimalComma, at: place,
      "the number `\(shown)` contains \(marks.contains(",") ? "a comma" : "an apostrophe")",
      expected: "a decimal point and no thousands separator", remedy: remedy)
  }

  /// What to write instead of a malformed number.
  static func hint(for digits: String) -> String {
    let shown = digits.shortened()
    if digits.contains("_") { return "leave out `_`" }
    if digits.filter({ $0 == "." }).count > 1 { return "write one decimal point" }
    if digits.hasPrefix("+") { return "leave out the plus sign" }
    if digits.hasPrefix(".") { return "write the zero before the point: `0\(shown)`" }
    if digits.hasSuffix(".") { return "leave out the point: `\(digits.dropLast().shortened)`" }
    if digits.hasPrefix("0") || digits.hasPrefix("-0") { return "leave out the leading zeros" }
    return "write the number with the digits 0-9, one decimal point and its unit"
  }
}

extension Substring {
  fileprivate var shortened: String { String(self).shortened() }
}

extension Unicode.Scalar {
  /// Whether the character is one of `0` to `9`.
  var isDigit: Bool { ("0"..."9").contains(self) }

  /// Whether it is a dash or minus sign other than the one on the keyboard.
  var isForeignMinus: Bool {
    self == "\u{2212}" || !isASCII && properties.generalCategory == .dashPunctuation
  }

  /// Whether it is a blank, line break or invisible character other than space and tab.
  var isForeignBlank: Bool {
    if self == " " || self == "\t" || ("!"..."~").contains(self) { return false }
    if properties.isWhitespace { return true }
    switch properties.generalCategory {
    case .control, .format: return true
    default: return false
    }
  }

  /// The code point with its name: `U+2212 (minus sign)`.
  var codePoint: String {
    let hex = String(value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    return "U+\(padded)" + (properties.name.map { " (\($0.lowercased()))" } ?? "")
  }
}
