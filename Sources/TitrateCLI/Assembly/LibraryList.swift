internal import Titrate

/// A shelf of the library as a table; files that cannot be read are reported and left out.
struct LibraryList {
  let table: ListTable
  let faults: [Diagnostic]

  init(_ shelf: Library.Shelf, of library: Library) throws(DiagnosticError) {
    var rows: [[String]] = []
    var faults: [Diagnostic] = []
    let defaults = try shelf == .models ? Self.defaults(of: library) : []
    for id in library.ids(on: shelf) {
      do {
        let text = try library.text(of: id, on: shelf)
        rows.append([id] + (try Self.cells(text, on: shelf, defaults: defaults)))
      } catch let error as Diagnostic {
        faults.append(error)
      } catch let error as DiagnosticError {
        faults += error.diagnostics
      } catch {
        faults.append(.unforeseen(error))
      }
    }
    self.faults = faults
    table = ListTable(headings: Self.headings(of: shelf), rows: rows)
  }

  private static func headings(of shelf: Library.Shelf) -> [String] {
    switch shelf {
    case .models: ["MODEL", "DEFAULT", "SAMPLING", "TITLE"]
    case .protocols: ["PROTOCOL", "TITLE"]
    case .limits: ["LIMITS", "CARE AREA", "RULES", "TITLE"]
    case .landmarks: ["LANDMARKS", "COUNT", "TITLE"]
    case .studies: ["STUDY", "TITLE"]
    }
  }

  private static func cells(
    _ text: LoadedText, on shelf: Library.Shelf, defaults: [String]
  ) throws -> [String] {
    switch shelf {
    case .models:
      let model = try ModelDocument.read(text: text.text, file: text.path)
      return [defaults.contains(model.id) ? "yes" : "", model.sampling.rawValue, model.title]
    case .protocols:
      let summary = try ProtocolDocument.summary(text: text.text, file: text.path)
      let settings = summary.settings.map(\.name).joined(separator: ", ")
      return [summary.title + (settings.isEmpty ? "" : " (set: \(settings))")]
    case .limits:
      let set = try LimitDocument.read(text: text.text, file: text.path)
      return [set.careArea.name, String(set.rules.count), set.title]
    case .landmarks:
      let set = try LandmarkDocument.read(text: text.text, file: text.path)
      return [String(set.landmarks.count), set.title]
    case .studies:
      return [try StudyDocument.read(text: text.text, file: text.path).title]
    }
  }

  static func defaults(of library: Library) throws(DiagnosticError) -> [String] {
    let text: LoadedText
    do {
      let path = library.path(of: "defaults", on: .models)
      guard FileKind(of: path) == .file else { return [] }
      text = try LoadedText(reading: path)
    } catch {
      throw DiagnosticError(error)
    }
    return try ModelDefaults.read(text: text.text, file: text.path).choices.map(\.model)
  }
}
