internal import Glibc
internal import Titrate

/// Standard output for results, standard error for everything said about them.
enum Output {
  /// Writes a result to standard output; a reader that has left early is no fault.
  static func write(_ text: String) throws(ReportFailure) {
    try write(text, to: "-")
  }

  /// Writes a result to a file, which appears whole or not at all, or with `-` to standard output.
  static func write(_ text: String, to path: String) throws(ReportFailure) {
    try write(Array(text.utf8), to: path)
  }

  /// Writes bytes to a file, or with `-` to standard output.
  static func write(_ bytes: [UInt8], to path: String) throws(ReportFailure) {
    try write(to: path) { (sink) throws(OutputFailure) in try sink(bytes) }
  }

  /// Writes a result piece by piece.
  static func write(
    to path: String = "-",
    _ produce: ((([UInt8]) throws(OutputFailure) -> Void)) throws(OutputFailure) -> Void
  ) throws(ReportFailure) {
    do {
      var output = try OutputFile(path)
      try produce { (bytes) throws(OutputFailure) in try output.write(bytes) }
      try output.commit()
    } catch {
      throw .output(error)
    }
  }

  /// Writes a result to standard output, with its failure as an error of the kind commands throw.
  static func show(_ text: String) throws(DiagnosticError) {
    do throws(ReportFailure) {
      try write(text)
    } catch {
      try fail(error)
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
