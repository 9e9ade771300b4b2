/// A JSON value that prints itself, keys in the order given.
package indirect enum JSONText {
  case null
  case bool(Bool)
  case integer(Int)
  /// A finite number; the shortest decimal that reads back as the same.
  case number(Double)
  /// A number as it is shown elsewhere, already a JSON number.
  case shown(String)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The value, indented by two blanks for each level.
  package func text(indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent + 2)
    let end = String(repeating: " ", count: indent)
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .number, .shown: return compact
    case .string(let value): return Self.quoted(value)
    case .array(let items):
      // Points and rows read best on one line.
      guard items.contains(where: \.isNested) else { return compact }
      let lines = items.map { margin + $0.text(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(end)]"
    case .object(let entries):
      guard !entries.isEmpty else { return "{}" }
      let lines = entries.map { margin + Self.quoted($0) + ": " + $1.text(indent: indent + 2) }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(end)}"
    }
  }

  /// The value without blanks.
  package var compact: String {
    var text = ""
    append(to: &text)
    return text
  }

  /// Appends the value without blanks: reports have hundreds of thousands of them.
  private func append(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += (try? NumberFormat.exact(value)) ?? "null"
    case .shown(let number): text += number
    case .string(let value): Self.append(quoted: value, to: &text)
    case .array(let items):
      text += "["
      for (index, item) in items.enumerated() {
        if index > 0 { text += "," }
        item.append(to: &text)
      }
      text += "]"
    case .object(let entries):
      text += "{"
      for (index, entry) in entries.enumerated() {
        if index > 0 { text += "," }
        Self.append(quoted: entry.0, to: &text)
        text += ":"
        entry.1.append(to: &text)
      }
      text += "}"
    }
  }

  private var isNested: Bool {
    switch self {
    case .array(let items): items.contains { if case .array = $0 { true } else { $0.isNested } }
    case .object: true
    case .null, .bool, .integer, .number, .shown, .string: false
    }
  }

  /// A number where the text is one, such as `259`, and a text where it is not, such as `<0.001`.
  static func cell(_ text: String) -> JSONText {
    let isNumber = text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?(e-?[0-9]+)?/) != nil
    return isNumber ? .shown(text) : .string(text)
  }

  private static func quoted(_ text: String) -> String {
    var result = ""
    append(quoted: text, to: &result)
    return result
  }

  private static func append(quoted text: String, to result: inout String) {
    result += "\""
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain {
      result += text
    } else {
      for scalar in text.unicodeScalars { append(scalar, to: &result) }
    }
    result += "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case "\r": result += "\\r"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
}
