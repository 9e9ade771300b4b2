internal import Glibc
internal import Titrate

/// Standard output for results, standard error for everything said about them.
enum Output {
  /// Writes a result to standard output; a reader that has left early is no fault.
  static func write(_ text: String) throws(ReportFailure) {
    try write { (sink) throws(OutputFailure) in try sink(Array(text.utf8)) }
  }

  /// Writes a result to standard output piece by piece.
  static func write(
    _ produce: ((([UInt8]) throws(OutputFailure) -> Void)) throws(OutputFailure) -> Void
  ) throws(ReportFailure) {
    do {
      var output = try OutputFile("-")
      try produce { (bytes) throws(OutputFailure) in try output.write(bytes) }
      try output.commit()
    } catch {
      throw .output(error)
    }
  }

  /// Throws what is to be said about a report that failed; nothing for a reader that has left.
  static func fail(_ failure: ReportFailure) throws(DiagnosticError) {
    if let diagnostic = failure.diagnostic { throw DiagnosticError(diagnostic) }
  }

  /// Writes findings to standard error.
  static func report(_ diagnostics: [Diagnostic]) {
    let colours = Terminal.showsColours(on: STDERR_FILENO)
    note(diagnostics.map { render($0, colours: colours) + "\n" }.joined())
  }

  /// Writes a remark to standard error; should that fail, there is nowhere left to say so.
  static func note(_ text: String) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes {
        Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      start += count
    }
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
