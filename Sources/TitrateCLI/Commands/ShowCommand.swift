internal import ArgumentParser
internal import Glibc
internal import Titrate

/// `titrate show`: one model, protocol, or set of limits or landmarks in full.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a model, protocol, or set of limits or landmarks in full.",
    discussion: """
      titrate show models ketamine/kamp-2020 --weight 82kg
      titrate show protocols depression-40-min
      titrate show limits ketamine/acute-pain

      A file that ends in .yaml serves instead of an id. The patient is for models only.
      """)

  @Argument(help: ArgumentHelp("models, protocols, limits or landmarks.", valueName: "what"))
  var what: ShelfName

  @Argument(help: ArgumentHelp("An id or a file.", valueName: "id"))
  var id: String

  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp("An effect site of the model, by name.", valueName: "name"))
  var effectSite: String?

  func run() throws {
    let library = try library.opened()
    let style = TextStyle(
      width: Terminal.width, color: Terminal.showsColours(on: STDOUT_FILENO))
    let patient = try patient.patient()
    if what != .models, patient != Patient() || effectSite != nil {
      throw Diagnostic(
        .notApplicable, at: CommandLineText.current.end,
        "a patient has no effect on `show \(what.rawValue)`",
        remedy: "leave the patient's options out, or see `titrate preview`")
    }
    let document = try ShownDocument(id, on: what.shelf, of: library)
    let (text, warnings) = try document.text(
      for: patient, effectSite: effectSite, style: style)
    Output.report(warnings)
    do throws(ReportFailure) {
      try Output.write(text)
    } catch {
      try Output.fail(error)
    }
  }
}
