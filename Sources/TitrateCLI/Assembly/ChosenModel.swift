internal import Titrate

/// A model with the way it was chosen.
struct ChosenModel {
  let text: LoadedText
  let model: Model
  /// Whether nobody asked for it: it is the library's default for its drug.
  let isDefault: Bool

  /// Reads the models named on the command line, and the default of every drug left.
  /// - Returns: One model for each drug, in the order of the drugs.
  static func choose(
    for drugs: [String], of plan: LoadedPlan, named names: [String], in library: Library
  ) throws(DiagnosticError) -> [ChosenModel] {
    var named: [ChosenModel] = []
    for name in names {
      let model = try read(name, in: library)
      let place = CommandLineText.place(ofValue: name, for: "--model")
      guard drugs.contains(model.model.drug) else {
        throw DiagnosticError(
          Diagnostic(
            .wrongDrug, at: place,
            "`\(name)` is a model of \(model.model.drug), and the protocol gives "
              + drugs.joined(separator: " and "),
            expected: "a model of \(drugs.joined(separator: " or "))",
            remedy: "see `titrate list models`"))
      }
      if let other = named.first(where: { $0.model.drug == model.model.drug }) {
        throw DiagnosticError(
          Diagnostic(
            .conflictingOptions, at: place,
            "`\(other.model.id)` and `\(model.model.id)` are both models of \(model.model.drug)",
            expected: "one model for each drug", remedy: "run titrate once for each"))
      }
      named.append(model)
    }
    var result: [ChosenModel] = []
    for drug in drugs {
      if let model = named.first(where: { $0.model.drug == drug }) {
        result.append(model)
      } else {
        result.append(try defaultModel(of: drug, at: plan.place(ofDrug: drug), in: library))
      }
    }
    return result
  }

  /// Reads a model by id or from a file.
  static func read(_ name: String, in library: Library) throws(DiagnosticError) -> ChosenModel {
    let text: LoadedText
    do {
      let isFile =
        name.hasSuffix(".yaml") || name.hasSuffix(".yml") || FileKind(of: name) == .file
      let place = CommandLineText.place(ofValue: name, for: "--model")
      text =
        try isFile
        ? LoadedText(reading: name) : library.text(of: name, on: .models, mentioned: place)
    } catch {
      throw DiagnosticError(error)
    }
    return ChosenModel(
      text: text, model: try ModelDocument.read(text: text.text, file: text.path),
      isDefault: false)
  }

  /// The model with the patient's numbers; a site that it does not have is shown where it was named.
  func bound(to patient: Patient, effectSite: String?) throws(DiagnosticError) -> BoundModel {
    do {
      return try model.bind(to: patient, effectSite: effectSite)
    } catch {
      let placed = error.diagnostics.map { diagnostic in
        var placed = diagnostic
        if diagnostic.code == .unknownEffectSite, let effectSite {
          placed.location = CommandLineText.place(ofValue: effectSite, for: "--effect-site")
        }
        return placed
      }
      throw DiagnosticError(placed) ?? error
    }
  }

  /// The library's default model of a drug, if it has one.
  static func `default`(
    of drug: String, in library: Library
  ) throws(DiagnosticError) -> ChosenModel? {
    guard let id = try defaults(of: library).model(for: drug) else { return nil }
    let text: LoadedText
    do {
      text = try library.text(of: id, on: .models)
    } catch {
      throw DiagnosticError(error)
    }
    return ChosenModel(
      text: text, model: try ModelDocument.read(text: text.text, file: text.path), isDefault: true)
  }

  private static func defaults(of library: Library) throws(DiagnosticError) -> ModelDefaults {
    let list: LoadedText
    do {
      list = try LoadedText(reading: library.path(of: "defaults", on: .models))
    } catch {
      throw DiagnosticError(error)
    }
    return try ModelDefaults.read(text: list.text, file: list.path)
  }

  private static func defaultModel(
    of drug: String, at place: SourceLocation?, in library: Library
  ) throws(DiagnosticError) -> ChosenModel {
    if let model = try `default`(of: drug, in: library) { return model }
    throw DiagnosticError(
      noModel(of: drug, at: place, defaults: try defaults(of: library), in: library))
  }

  private static func noModel(
    of drug: String, at place: SourceLocation?, defaults: ModelDefaults, in library: Library
  ) -> Diagnostic {
    let ids = library.ids(on: .models)
    let own = ids.filter { $0.hasPrefix(drug + "/") }
    let drugs = defaults.choices.map(\.drug)
    // Names two letters apart are those of other drugs, such as `arketamine` and `esketamine`.
    let near = suggestion(for: drug, among: drugs, edits: 1)
    return Diagnostic(
      .noModel, at: place,
      own.isEmpty
        ? "the library has no model of \(drug)" : "the library has no default model of \(drug)",
      expected: own.isEmpty
        ? "a drug that the library has a default model of: \(drugs.joined(separator: ", "))"
        : own.joined(separator: ", "),
      remedy: near.map { "did you mean the drug `\($0)`?" }
        ?? (own.isEmpty
          ? "write the drug's own name, not a brand's, as `titrate list models` shows it, or name a "
            + "model of your own with `--model`"
          : "name a model with `--model`, by id or as a file"))
  }
}
