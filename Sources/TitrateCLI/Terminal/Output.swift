internal import Glibc
internal import Titrate

/// Standard output for results, standard error for everything said about them.
enum Output {
  /// Writes results; all of them, or a diagnostic says why not.
  static func write(_ text: String) throws(Diagnostic) {
    do {
      try StandardStream.output.write(text)
    } catch {
      throw error
    }
  }

  /// Writes findings.
  static func report(_ diagnostics: [Diagnostic]) {
    let colours = Terminal.showsColours(on: STDERR_FILENO)
    let text = diagnostics.map { render($0, colours: colours) + "\n" }.joined()
    // There is nowhere left to say that standard error cannot be written.
    try? StandardStream.error.write(text)
  }

  private static func render(_ diagnostic: Diagnostic, colours: Bool) -> String {
    let text = diagnostic.description
    guard colours else { return text }
    let colour =
      switch diagnostic.severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    let head = text.prefix { $0 != "\n" }
    return "\u{1B}[1;\(colour)m\(head)\u{1B}[0m\(text.dropFirst(head.count))"
  }
}
