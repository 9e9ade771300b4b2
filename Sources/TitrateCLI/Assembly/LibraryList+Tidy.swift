internal import Titrate

extension LibraryList {
  /// A shelf as a table with everything that a file says about each of its numbers.
  static func tidy(
    _ shelf: Library.Shelf, of library: Library
  ) throws(DiagnosticError) -> TidyTable {
    var rows: [[String]] = []
    let defaults = try shelf == .models ? defaults(of: library) : []
    for id in library.ids(on: shelf) {
      let text: LoadedText
      do {
        text = try library.text(of: id, on: shelf)
      } catch {
        throw DiagnosticError(error)
      }
      switch shelf {
      case .models:
        let model = try ModelDocument.read(text: text.text, file: text.path)
        rows += cells(of: model, isDefault: defaults.contains(id))
      case .protocols:
        rows.append(cells(of: try ProtocolDocument.summary(text: text.text, file: text.path)))
      case .landmarks:
        rows += cells(of: try LandmarkDocument.read(text: text.text, file: text.path))
      case .limits:
        rows += cells(of: try LimitDocument.read(text: text.text, file: text.path))
      case .studies:
        let study = try StudyDocument.read(text: text.text, file: text.path)
        rows.append([study.id, study.title, study.summary])
      }
    }
    return TidyTable(columns: columns(of: shelf), rows: rows)
  }

  private static func columns(of shelf: Library.Shelf) -> [String] {
    switch shelf {
    case .models:
      [
        "drug", "model", "is_default", "sampling", "parameter", "formula", "evidence", "source",
        "doi", "note",
      ]
    case .protocols: ["protocol", "title", "drugs", "settings", "sources", "summary"]
    case .landmarks:
      [
        "drug", "landmark", "lower", "upper", "spread", "unit", "sampling", "evidence", "source",
        "doi", "note",
      ]
    case .limits:
      [
        "drug", "limits", "care_area", "rule", "measure", "route", "lower_hard", "lower_soft",
        "upper_soft", "upper_hard", "evidence", "source", "doi", "advisory", "note",
      ]
    case .studies: ["study", "title", "summary"]
    }
  }

  /// One row for each parameter.
  private static func cells(of model: Model, isDefault: Bool) -> [[String]] {
    model.parameters.map { parameter in
      let source = model.sources.first { $0.id == parameter.source }
      return [
        model.drug, model.id, isDefault ? "yes" : "no", model.sampling.rawValue, parameter.name,
        parameter.text, parameter.evidence.rawValue, source?.text ?? parameter.source,
        source?.doi ?? "", parameter.note ?? "",
      ]
    }
  }

  /// One row for each protocol; what it has several of is separated by semicolons.
  private static func cells(of plan: ProtocolSummary) -> [String] {
    [
      plan.id, plan.title, plan.drugs.joined(separator: "; "),
      plan.settings.map(\.name).joined(separator: "; "),
      plan.sources.map(\.text).joined(separator: "; "), plan.summary,
    ]
  }

  /// One row for each landmark, in the unit in which it is written.
  private static func cells(of set: LandmarkSet) -> [[String]] {
    set.landmarks.map { mark in
      let source = set.sources.first { $0.id == mark.source }
      return [
        set.drug, mark.name, "\(mark.lower.number)", "\((mark.upper ?? mark.lower).number)",
        mark.spread.map { "\($0.number)" } ?? "", mark.lower.unit.symbol,
        mark.sampling?.rawValue ?? "", mark.evidence.rawValue, source?.text ?? mark.source,
        source?.doi ?? "", mark.note,
      ]
    }
  }

  /// One row for each rule; of bounds that stand side by side the tighter one binds.
  private static func cells(of set: LimitSet) -> [[String]] {
    set.rules.map { rule in
      let source = set.sources.first { $0.id == rule.source }
      func text(_ bounds: [Quantity]?) -> String {
        (bounds ?? []).map(\.description).joined(separator: "; ")
      }
      return [
        set.drug, set.id, set.careArea.name, rule.id, rule.measure.words, rule.route ?? "",
        text(rule.lower?.hard), text(rule.lower?.soft), text(rule.upper?.soft),
        text(rule.upper?.hard), rule.evidence.rawValue, source?.text ?? rule.source,
        source?.doi ?? "", rule.advisory ?? "", rule.note ?? "",
      ]
    }
  }
}
