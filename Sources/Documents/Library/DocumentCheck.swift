public import Diagnostics
internal import Dosing
internal import Kinetics
internal import Limits
internal import Population

/// What was found out about one document.
public struct DocumentCheck: Hashable, Sendable {
  /// What it is, when its first line says so.
  public var kind: DocumentKind?
  /// Its id, when it could be read.
  public var id: String?
  /// Everything that is wrong with it, and everything to be warned about.
  public var diagnostics: [Diagnostic] = []

  /// Reads a document of any kind and everything in it.
  ///
  /// The settings of a protocol get the first value that each allows. A file inside a library must
  /// be called as its place says.
  /// - Parameters:
  ///   - document: The text.
  ///   - library: The library that may hold the file.
  public init(_ document: LoadedText, in library: Library?) {
    do throws(Diagnostic) {
      kind = try DocumentKind(of: document)
    } catch {
      diagnostics = [error]
      return
    }
    do throws(DiagnosticError) {
      id = try read(document, kind)
    } catch {
      diagnostics = error.diagnostics
      return
    }
    guard let id, let place = library?.id(ofFile: document.path), place.id != id else { return }
    diagnostics.append(
      Diagnostic(
        .idDiffersFromPath, at: SourceLocation(file: document.path, line: 1, column: 1),
        "the file is called `\(id)` inside and `\(place.id)` by its path",
        expected: "`id: \(place.id)`", remedy: "rename the file, or correct its id"))
  }

  /// The check of a document that could not even be read.
  public init(unreadable fault: Diagnostic) {
    diagnostics = [fault]
  }

  private mutating func read(
    _ document: LoadedText, _ kind: DocumentKind?
  ) throws(DiagnosticError) -> String? {
    let (text, path) = (document.text, document.path)
    switch kind {
    case .model:
      let model = try ModelDocument.read(text: text, file: path)
      diagnostics += model.variability.implausibleSpreads
      return model.id
    case .landmarks: return try LandmarkDocument.read(text: text, file: path).id
    case .limits: return try LimitDocument.read(text: text, file: path).id
    case .acceptances:
      _ = try AcceptanceDocument.read(text: text, file: path)
      return nil
    case .dosing:
      let summary = try ProtocolDocument.summary(text: text, file: path)
      var settings: [String: String] = [:]
      for setting in summary.settings { settings[setting.name] = setting.example }
      return try ProtocolDocument.read(text: text, file: path, settings: settings).id
    case .defaults:
      _ = try ModelDefaults.read(text: text, file: path)
      return nil
    case .observations:
      _ = try ObservationDocument.read(text: text, file: path)
      return nil
    case .study:
      let study = try StudyDocument.read(text: text, file: path)
      let assumed = study.models.flatMap { [$0.assumed, $0.assumedSessions].compactMap { $0 } }
      diagnostics += assumed.flatMap(\.implausibleSpreads)
      return study.id
    case nil: return nil
    }
  }
}
