internal import Titrate

/// A study with everything that it names: patients, models, protocols, scenarios.
struct LoadedStudy {
  /// More would need more open files than a system allows.
  static let mostScenarios = 200

  let text: LoadedText
  let study: Study
  let seed: UInt64
  let patients: PatientSource
  /// The number of subjects.
  let subjects: Int
  /// What the patients of a table are called, and the table.
  let names: [String]?
  let table: LoadedText?
  let scenarios: [StudyScenario]
  /// The sets of limits by which subjects are judged, and who these are to them.
  let limits: [StudyLimits]
  let people: JudgedSubjects
  /// What there is to be careful about.
  let warnings: [Diagnostic]

  /// Reads a study and everything in it.
  /// - Parameters:
  ///   - name: An id of the library, or a file.
  ///   - seed: A seed instead of the study's.
  /// - Throws: Everything that is wrong, at once.
  init(_ name: String, seed: UInt64?, in library: Library) throws(DiagnosticError) {
    do throws(Diagnostic) {
      let isFile = name == "-" || FolderWalk.isDocument(name) || FileKind(of: name) == .file
      let place = CommandLineText.current.place(of: name)
      text =
        try isFile
        ? LoadedText(reading: name) : library.text(of: name, on: .studies, mentioned: place)
    } catch {
      throw DiagnosticError(error)
    }
    let study = try StudyDocument.read(text: text.text, file: text.path)
    self.study = study
    self.seed = seed ?? study.seed
    var builder = StudyBuilder(study, seed: self.seed, file: text.path, in: library)
    try builder.build()
    guard let patients = builder.patients else { throw DiagnosticError(.incompleteStudy) }
    self.patients = patients
    subjects = builder.subjects
    names = builder.names
    table = builder.table
    scenarios = builder.scenarios
    limits = builder.limits
    people = builder.people
    warnings = builder.warnings
  }

  /// Every text that was read for it, each once, in the order of its use.
  var inputs: [LoadedText] {
    var inputs = [text] + [table].compactMap { $0 }
    for scenario in scenarios {
      for input in [scenario.model.text, scenario.dosingText].compactMap({ $0 })
      where !inputs.contains(input) {
        inputs.append(input)
      }
    }
    for limits in limits where !inputs.contains(limits.text) { inputs.append(limits.text) }
    return inputs
  }

  /// The rows that a batch computes: every subject once for each replicate.
  func rows(of range: Range<Int>) -> Range<Int> {
    range.lowerBound * study.replicates..<range.upperBound * study.replicates
  }
}

extension Diagnostic {
  static let incompleteStudy = Diagnostic(
    .internalFailure, at: nil, "the study could not be put together", remedy: "report it")
}
