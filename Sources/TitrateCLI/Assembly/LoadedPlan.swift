internal import Titrate

/// A protocol as it was found: its text, and what it says.
struct LoadedPlan {
  /// Where it comes from, for the manifest and the header.
  enum Origin: Hashable {
    case library(id: String)
    case file
    case phrase
  }

  let origin: Origin
  let text: LoadedText
  let dosing: DosingProtocol
  /// The value of `--drug`.
  let namedDrug: String?

  init(_ options: PlanOptions, in library: Library) throws(DiagnosticError) {
    let place = CommandLineText.current.place(of: options.plan)
    let settings = try PlanOptions.assignments(options.settings)
    let source: PlanSource
    do {
      source = try PlanSource(options.plan, in: library, line: place)
      switch source {
      case .phrase(let phrase):
        origin = .phrase
        text = LoadedText(path: "<phrase>", text: phrase)
      case .file(let path):
        origin = .file
        text = try LoadedText(reading: path)
      case .id(let id, let path):
        origin = .library(id: id)
        text = try LoadedText(reading: path)
      }
    } catch {
      throw DiagnosticError(error)
    }
    namedDrug = options.drug
    if case .phrase(let phrase) = source {
      try Self.refuse(options.settings.first, for: "--set", because: "a phrase has no settings")
      dosing = try Self.dosing(of: phrase, options)
    } else {
      try Self.refuse(options.drug, for: "--drug", because: "a protocol file names its drugs")
      var dosing = try ProtocolDocument.read(
        text: text.text, file: text.path, settings: settings)
      try dosing.state(options.concentration)
      self.dosing = dosing
    }
  }

  /// The plan of a phrase, with the strengths of the command line, which its volumes may need.
  private static func dosing(
    of phrase: String, _ options: PlanOptions
  ) throws(DiagnosticError) -> DosingProtocol {
    func read(drug: String?) throws(DiagnosticError) -> DosingProtocol {
      try ProtocolPhrase.read(phrase, drug: drug) { (dosing) throws(DiagnosticError) in
        try dosing.state(options.concentration)
      }
    }
    let dosing = try read(drug: options.drug)
    // A phrase that names every drug itself leaves nothing for the option to name.
    if let drug = options.drug, !dosing.drugs.contains(where: { $0.drug == drug }) {
      throw DiagnosticError(
        Diagnostic(
          .conflictingOptions, at: CommandLineText.place(ofValue: drug, for: "--drug"),
          "the phrase names its drug, \(dosing.drugs[0].drug), which is not `\(drug)`",
          expected: "a drug in the phrase or in `--drug`, not two",
          remedy: "leave `--drug` out, or take the drug out of the phrase"))
    }
    return dosing
  }

  private static func refuse(
    _ value: String?, for option: String, because reason: String
  ) throws(DiagnosticError) {
    guard let value else { return }
    throw DiagnosticError(
      Diagnostic(
        .notApplicable, at: CommandLineText.place(ofValue: value, for: option),
        "`\(option)` has no effect here: \(reason)", remedy: "leave `\(option)` out"))
  }
}
