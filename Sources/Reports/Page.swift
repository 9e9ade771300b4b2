internal import Diagnostics

/// Lines of text as they are put together; no line is ever wider than the style allows.
struct Page {
  let style: TextStyle
  private(set) var lines: [String] = []

  init(_ style: TextStyle) {
    self.style = style
  }

  /// The page as one text with a line break at its end.
  var text: String {
    let text = lines.joined(separator: "\n") + "\n"
    return style.ascii ? text.spelled(for: style).asciiFallback : text
  }

  /// An empty line, never two in a row.
  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// The name of a section, after an empty line.
  mutating func heading(_ text: String) {
    blank()
    for line in text.printable.spelled(for: style).wrapped(to: style.width) {
      lines.append(style.paint(line, .heading))
    }
  }

  /// A line that is known to fit, such as one of a table or a chart.
  mutating func line(_ text: String, _ role: TextStyle.Role? = nil) {
    lines.append(style.paint(text.withoutTrailingBlanks, role))
  }

  /// Running text, broken between words.
  mutating func paragraph(_ text: String, indent: Int = 2, _ role: TextStyle.Role? = nil) {
    let margin = String(repeating: " ", count: indent)
    for line in text.printable.spelled(for: style).wrapped(to: style.width - indent) {
      lines.append(style.paint(margin + line, role))
    }
  }

  /// A label and running text beside it.
  mutating func item(_ label: String, _ text: String, _ role: TextStyle.Role? = nil) {
    let column = Page.itemColumn
    let label = "  " + label.printable
    var wrapped = text.printable.spelled(for: style).wrapped(to: style.width - column)
    var first = label.padded(to: column)
    if label.displayWidth >= column {
      lines.append(contentsOf: label.wrapped(to: style.width - 2).map { "  " + $0 })
      first = String(repeating: " ", count: column)
    }
    lines.append(first + style.paint(wrapped.removeFirst(), role))
    for line in wrapped {
      lines.append(String(repeating: " ", count: column) + style.paint(line, role))
    }
  }

  /// A remark with a dash in front.
  mutating func remark(_ text: String, _ role: TextStyle.Role? = nil) {
    for (index, line) in text.printable.spelled(for: style).wrapped(to: style.width - 4)
      .enumerated()
    {
      lines.append(style.paint((index == 0 ? "  - " : "    ") + line, role))
    }
  }

  /// Where the text of an item begins.
  private static let itemColumn = 18
}

extension String {
  /// The text without blanks at its end.
  var withoutTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// For ASCII, the text with every sign spelled out that no single ASCII sign means; done before
  /// lines are broken, because it makes text longer.
  func spelled(for style: TextStyle) -> String {
    guard style.ascii else { return self }
    let signs: [Character: String] = ["≤": "<=", "≥": ">=", "→": "->", "±": "+/-", "∞": "inf"]
    return reduce(into: "") { text, sign in
      if let spelled = signs[sign] { text += spelled } else { text.append(sign) }
    }
  }

  /// The text with the signs of these reports replaced, one column for one column; letters that
  /// are not ASCII stay, because a name without them is another name.
  fileprivate var asciiFallback: String {
    let signs: [Character: Character] = [
      "·": "|", "×": "x", "–": "-", "─": "-", "│": "|", "┤": "|", "┼": "+", "└": "+",
      "┴": "+", "╌": "-", "▼": "v", "╵": "'", "▶": ">", "▽": "v", "◀": "<", "┬": "+", "▲": "^",
    ]
    return String(map { signs[$0] ?? $0 })
  }
}
