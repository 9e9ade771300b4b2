public import Diagnostics
public import Population

/// Reads study files: batches of simulations over patients, models and protocols,
/// `titrate: study/1`.
///
/// The keys are described in the article *Studies*.
public enum StudyDocument {
  /// The first line of the file.
  package static let header = "study/1"

  /// Reads a seed: a whole number of 64 bits.
  /// - Throws: `T2027`.
  public static func seed(
    _ text: String, at location: SourceLocation
  ) throws(Diagnostic) -> UInt64 {
    try StudyFileReader.seed(text, at: location)
  }

  /// Reads a study file and checks its shape; what it names is looked up by whoever runs it.
  ///
  /// All faults of a file are reported at once, each with its place and a remedy.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Throws: Every fault found.
  public static func read(text: String, file: String) throws(DiagnosticError) -> Study {
    var reader = StudyFileReader()
    let study: Study?
    do throws(Diagnostic) {
      var root = try DocumentHeader.open(text, file, what: "the study", is: header)
      study = reader.read(&root)
    } catch {
      throw DiagnosticError(error)
    }
    try reader.findings.throwIfErrors()
    guard let study else {
      // Whatever could not be read has been reported.
      throw DiagnosticError(
        Diagnostic(
          .wrongShape, at: SourceLocation(file: file, line: 1, column: 1),
          "the study is not complete", remedy: "complete it"))
    }
    return study
  }
}
