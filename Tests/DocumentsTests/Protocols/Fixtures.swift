import Diagnostics
import Documents
import Dosing
import Patients
import Quantities
import Testing

/// A protocol file around some steps and what follows them.
func file(_ body: String) -> String {
  "titrate: protocol/1\nid: test\ntitle: Test\n" + body + "\n"
}

/// A protocol from the part of a file below its title.
func yaml(_ body: String, settings: [String: String] = [:]) throws -> DosingProtocol {
  try ProtocolDocument.read(text: file(body), file: "test.yaml", settings: settings)
}

/// A protocol of ketamine from a phrase.
func phrase(_ text: String) throws -> DosingProtocol {
  try ProtocolPhrase.read(text, drug: "ketamine")
}

/// A quantity as a person writes it.
func q(_ text: String) throws -> Quantity {
  try Quantity(parsing: text, at: .init(file: "test", line: 1, column: 1))
}

/// A patient of whom only the weight is known.
func patient(_ weight: String) throws -> Patient { Patient(weight: try q(weight)) }

extension DosingProtocol {
  /// What a phrase can say of it.
  var content: DosingProtocol {
    var copy = withoutLocations
    (copy.id, copy.title, copy.summary, copy.sources) = ("", "", "", [])
    copy.limitSets = []
    return copy
  }
}

/// What a reader reports, as `code line:column`, in order; every finding has a remedy.
func findings(_ read: () throws -> DosingProtocol) -> [String] {
  do {
    _ = try read()
    return []
  } catch let error as DiagnosticError {
    return error.diagnostics.map {
      #expect(!$0.remedy.isEmpty)
      return "\($0.code.id) \($0.location?.line ?? 0):\($0.location?.column ?? 0)"
    }
  } catch {
    return ["\(error)"]
  }
}
