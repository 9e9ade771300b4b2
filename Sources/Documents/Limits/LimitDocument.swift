public import Diagnostics
public import Limits

/// Sets of limits as YAML files, `titrate: limits/1`; the article *Limit files* describes every key.
public enum LimitDocument {
  /// The first line of the file.
  package static let header = "limits/1"

  /// Reads a set of limits.
  ///
  /// Bounds of one kind (both absolute, or both per the same weight) are compared here: soft ones
  /// must lie strictly within hard ones, lower ones below upper ones. An absolute bound beside one
  /// per kilogram can only be compared for a patient, and is compared when one is judged.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Returns: The set, with the places of its rules.
  /// - Throws: Everything that is wrong with the file.
  public static func read(text: String, file: String) throws(DiagnosticError) -> LimitSet {
    var reader = LimitReader()
    do throws(Diagnostic) {
      var root = try DocumentHeader.open(text, file, what: "the set of limits", is: header)
      reader.read(&root)
    } catch {
      throw DiagnosticError(error)
    }
    try reader.findings.throwIfErrors()
    return reader.set
  }
}
