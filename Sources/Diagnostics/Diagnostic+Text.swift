extension Diagnostic: CustomStringConvertible {
  /// The finding as compilers print it: place, code, message, the line with a caret, the remedy.
  ///
  /// Whatever the input was, the text stays short, has no control or bidirectional characters of
  /// the input in it, and has no line that was not made here.
  public var description: String {
    var lines = ["\(place)\(severity.rawValue)[\(code.id)]: \(message.presentable)"]
    if let location, let text = location.lineText {
      let number = String(location.line)
      let margin = String(repeating: " ", count: max(4, number.count))
      let excerpt = Excerpt(of: text, column: location.column, length: location.length)
      lines.append("\(margin.dropLast(number.count))\(number) | \(excerpt.line)")
      lines.append("\(margin) | \(excerpt.marker)")
    }
    if let expected { lines.append("  expected: \(expected.presentable)") }
    lines.append("  help: \(remedy.presentable)")
    return lines.joined(separator: "\n")
  }

  private var place: String {
    guard let location else { return "" }
    return "\(location.file.presentable):\(location.line):\(location.column): "
  }
}

extension String {
  /// The text ready to be printed: harmless, and not longer than a screen.
  ///
  /// A word of the input that is longer than a line is cut, unless it may be a path, of which the
  /// end matters.
  fileprivate var presentable: String {
    split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.unicodeScalars.count > 80, !word.contains("/") else { return String(word) }
      return String(word).shortened(to: 80) + (word.hasPrefix("`") ? "`" : "")
    }.joined(separator: " ").shortened(to: 1000).printable
  }
}
