internal import Titrate

/// Observations with the models that may predict them.
struct Validation {
  private let observations: [Observation]
  private let models: [Model]

  /// Reads the observations and every model of the library.
  /// - Parameters:
  ///   - what: Drugs, or files of observations; all drugs of the library when empty.
  ///   - library: The library.
  init(_ what: [String], in library: Library) throws(DiagnosticError) {
    let shelved = FolderWalk(library.root + "/observations").files
    var paths: [String] = []
    for name in what {
      let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      if isFile {
        paths.append(name)
      } else if let path = shelved.first(where: { $0.hasSuffix("/\(name).yaml") }) {
        paths.append(path)
      } else {
        throw DiagnosticError(Self.unknown(name, shelved))
      }
    }
    var observations: [Observation] = []
    for path in what.isEmpty ? shelved : paths {
      let text = try Self.load(path)
      observations += try ObservationDocument.read(text: text.text, file: text.path)
    }
    self.observations = observations
    var models: [Model] = []
    for id in library.ids(on: .models) {
      guard let path = library.file(of: id, on: .models) else { continue }
      let text = try Self.load(path)
      models.append(try ModelDocument.read(text: text.text, file: text.path))
    }
    self.models = models
  }

  /// Every observation with the prediction of every model of its drug.
  func report() throws(DiagnosticError) -> ValidationReport {
    var rows: [ValidationReport.Row] = []
    for observation in observations {
      var predictions: [ValidationReport.Prediction] = []
      for model in models
      where model.drug == observation.drug && observation.notPredicted == nil {
        predictions.append(
          ValidationReport.Prediction(
            model: model.id, sampling: model.sampling.rawValue,
            value: try Self.prediction(of: observation, by: model)))
      }
      rows.append(ValidationReport.Row(observation: observation, predictions: predictions))
    }
    return ValidationReport(rows: rows)
  }

  private static func prediction(
    of observation: Observation, by model: Model
  ) throws(DiagnosticError) -> Double? {
    let bound = try model.bind(to: observation.patient)
    let schedule: Schedule?
    if let regimen = observation.regimen {
      schedule = try ProtocolPhrase.read(regimen, drug: observation.drug)
        .schedule(for: observation.patient)
    } else {
      schedule = nil
    }
    do {
      return try observation.predicted(by: bound, schedule: schedule)
    } catch {
      throw DiagnosticError(error.diagnostic)
    }
  }

  private static func load(_ path: String) throws(DiagnosticError) -> LoadedText {
    do {
      return try LoadedText(reading: path)
    } catch {
      throw DiagnosticError(error)
    }
  }

  private static func unknown(_ name: String, _ shelved: [String]) -> Diagnostic {
    let drugs = shelved.compactMap { path in
      path.split(separator: "/").last.map { String($0.dropLast(5)) }
    }
    return Diagnostic(
      .notInLibrary, at: CommandLineText.current.place(of: name),
      "the library has no observations of `\(name)`",
      expected: drugs.joined(separator: ", "),
      remedy: suggestion(for: name, among: drugs).map { "did you mean `\($0)`?" }
        ?? "name one of these drugs, or a file that ends in .yaml")
  }
}
