internal import ArgumentParser
internal import Titrate

/// By which limits a schedule is judged, and what is declared about the patient for them.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .customLong("limits"),
    help: ArgumentHelp(
      "A set of limits, by id or file; may be repeated. The protocol's own when absent.",
      valueName: "limits"))
  var names: [String] = []

  @Option(help: ArgumentHelp("Where it is given, such as 'acute pain'.", valueName: "name"))
  var careArea: String?

  @Option(help: ArgumentHelp("What it is given for, such as postsurgical pain.", valueName: "name"))
  var diagnosis: String?

  @Option(
    name: .customLong("condition"),
    help: ArgumentHelp(
      "A condition of the patient, such as pregnancy, or `none`; may be repeated.",
      valueName: "condition"))
  var conditions: [String] = []

  @Option(
    help: ArgumentHelp(
      "`strong` leaves rules of weak evidence out of the verdict, not out of the report.",
      valueName: "all|strong"))
  var evidence: EvidenceChoice = .all

  @Option(
    name: .customLong("accepted"),
    help: ArgumentHelp(
      "A file of findings that were accepted, each with a reason and a last day.",
      valueName: "file"))
  var acceptedFile: String?

  @Option(
    help: ArgumentHelp(
      "The day on which acceptances have to hold, such as 2026-11-27.", valueName: "date"))
  var today: String?
}

/// Which evidence a rule needs to have a say.
enum EvidenceChoice: String, ExpressibleByArgument, CaseIterable {
  case all
  case strong
}
