package import Diagnostics

/// Gathers findings while a document is read, so that a reader can report all of them at once.
package struct Findings: Sendable {
  /// What has been found so far.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Starts with nothing.
  package init() {}

  /// Adds a finding.
  package mutating func add(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Runs something that may fail; a failure is kept and nothing is returned.
  package mutating func attempt<T>(_ body: () throws(Diagnostic) -> T) -> T? {
    do {
      return try body()
    } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// Takes over what was found in parts of the same text; sorted by place.
  package mutating func merge(_ others: [Diagnostic]) {
    guard !others.isEmpty else { return }
    diagnostics = (diagnostics + others).enumerated().sorted { a, b in
      let (first, second) = (a.element.location, b.element.location)
      return (first?.line ?? 0, first?.column ?? 0, a.offset)
        < (second?.line ?? 0, second?.column ?? 0, b.offset)
    }.map(\.element)
  }

  /// Throws everything found, if any of it is an error.
  package func throwIfErrors() throws(DiagnosticError) {
    if diagnostics.contains(where: { $0.severity == .error }),
      let all = DiagnosticError(diagnostics)
    {
      throw all
    }
  }
}
