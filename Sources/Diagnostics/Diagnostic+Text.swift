extension Diagnostic: CustomStringConvertible {
  /// The finding as compilers print it: place, code, message, the line with a caret, the remedy.
  public var description: String {
    var lines = ["\(place)\(severity.rawValue)[\(code.id)]: \(message.printable)"]
    if let location, let text = location.lineText {
      let number = String(location.line)
      let margin = String(repeating: " ", count: max(4, number.count))
      lines.append("\(margin.dropLast(number.count))\(number) | \(text.printable)")
      let indent = text.unicodeScalars.prefix(location.column - 1).map { $0 == "\t" ? "\t" : " " }
      let room = max(1, text.unicodeScalars.count - location.column + 1)
      let carets = String(repeating: "^", count: min(location.length, room))
      lines.append("\(margin) | \(indent.joined())\(carets)")
    }
    if let expected { lines.append("  expected: \(expected.printable)") }
    lines.append("  help: \(remedy.printable)")
    return lines.joined(separator: "\n")
  }

  private var place: String {
    guard let location else { return "" }
    return "\(location.file.printable):\(location.line):\(location.column): "
  }
}

extension String {
  /// The text with control characters shown as escapes, so that a file's content can neither
  /// move the terminal's cursor nor forge a line of output.
  package var printable: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator:
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
