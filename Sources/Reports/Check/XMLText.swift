internal import Diagnostics

/// Text for XML 1.0: nothing in it is taken for markup, and nothing in it is forbidden.
enum XMLText {
  /// The text of an element or of an attribute in double quotes.
  ///
  /// Characters that XML forbids or that steer a terminal are written as escapes such as
  /// `\u{1b}`; line breaks stay.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      // Only `]]>` would need it, but then nobody has to look for the two before.
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      // Noncharacters are no characters of XML.
      case "\u{FFFE}", "\u{FFFF}": result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result += scalar.printable
      }
    }
    return result
  }
}
