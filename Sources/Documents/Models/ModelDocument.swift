public import Diagnostics
public import Kinetics

/// Reads model files: one published pharmacokinetic model each, `titrate: model/1`.
///
/// The keys are described in the article *Model files*.
public enum ModelDocument {
  /// The first line of the file.
  package static let header = "model/1"

  /// Reads a model file and checks it: shape, names, dimensions, provenance and structure.
  ///
  /// All faults of a file are reported at once, each with its place and a remedy.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Returns: A model that can be bound to a patient.
  /// - Throws: Every fault found.
  public static func read(text: String, file: String) throws(DiagnosticError) -> Model {
    var reader = ModelReader()
    do throws(Diagnostic) {
      var root = try DocumentHeader.open(text, file, what: "the model", is: header)
      reader.read(&root)
    } catch {
      throw DiagnosticError(error)
    }
    let model = reader.model
    try reader.findings.throwIfErrors()
    return model
  }
}
