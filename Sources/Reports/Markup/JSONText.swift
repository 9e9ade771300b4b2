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
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): (try? NumberFormat.exact(value)) ?? "null"
    case .shown(let number): number
    case .string(let value): Self.quoted(value)
    case .array(let items): "[" + items.map(\.compact).joined(separator: ",") + "]"
    case .object(let entries):
      "{" + entries.map { Self.quoted($0) + ":" + $1.compact }.joined(separator: ",") + "}"
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
    var result = "\""
    for scalar in text.unicodeScalars {
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
    return result + "\""
  }
}
