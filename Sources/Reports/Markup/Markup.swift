internal import Diagnostics

/// Text of HTML or SVG as it is put together.
///
/// Names of elements and attributes are literals of this program; everything else is escaped here,
/// so that nothing a file, a patient or a command line says can become markup.
struct Markup {
  private(set) var text = ""

  /// An element with its attributes and what it holds.
  mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, String)] = [],
    _ content: (inout Markup) -> Void
  ) {
    open(name, attributes, end: ">")
    content(&self)
    text += "</\(name)>"
  }

  /// An element that holds text only.
  mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, String)] = [], text: String
  ) {
    element(name, attributes) { $0.write(text) }
  }

  /// An element of SVG that holds nothing.
  mutating func empty(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    open(name, attributes, end: "/>")
  }

  /// An element of HTML that never holds anything and has no end, such as `input`.
  mutating func void(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    open(name, attributes, end: ">")
  }

  /// Text.
  mutating func write(_ string: String) { text += Markup.escaped(string) }

  /// Markup that this program has made before.
  mutating func insert(_ markup: Markup) { text += markup.text }

  /// A literal of this program: a style sheet, a script.
  mutating func literal(_ string: StaticString) { text += "\(string)" }

  /// JSON for a script of the page; no text in it can end the script.
  mutating func insert(_ json: JSONText) {
    // Outside of its strings JSON has none of these signs, and inside they may be written so.
    text += json.compact.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
      .replacing("&", with: "\\u0026")
  }

  private mutating func open(
    _ name: StaticString, _ attributes: [(StaticString, String)], end: String
  ) {
    text += "<\(name)"
    for (name, value) in attributes { text += " \(name)=\"\(Markup.escaped(value))\"" }
    text += end
  }

  /// The text with every sign that could be taken for markup, and none that XML forbids.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.printable.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      // No document of XML may hold these two.
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
