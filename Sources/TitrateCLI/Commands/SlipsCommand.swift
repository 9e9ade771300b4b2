internal import ArgumentParser
internal import Glibc
internal import Titrate

/// `titrate slips`: which errors of programming would the limits catch.
struct SlipsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slips",
    abstract: "Try known slips of programming and see which of them limits catch.",
    discussion: """
      titrate slips depression-40-min --weight 82kg --age 45y
      titrate slips --weight 82kg --age 45y --concentration 10mg/mL

      Ten times the dose, mcg typed as mg, pounds typed as kilograms and the like are put into each \
      protocol, which is then judged by its limits. Without a protocol, all of the library that name \
      limits are tried; settings take the first value that they allow.
      """)

  @Argument(help: ArgumentHelp("Protocols, by id or file.", valueName: "protocol"))
  var plans: [String] = []

  @OptionGroup(title: "Limits") var limits: LimitOptions
  @OptionGroup(title: "Patient") var patient: PatientOptions
  @OptionGroup(title: "Model") var model: ModelOptions
  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "Strength in the bag where a protocol states none, such as 10mg/mL.", valueName: "strength"))
  var concentration: String?

  func run() throws {
    let report = try SlipAssembly(self).report()
    do throws(ReportFailure) {
      try Output.write(
        report.text(
          TextStyle(width: Terminal.width, color: Terminal.showsColours(on: STDOUT_FILENO))))
    } catch {
      try Output.fail(error)
    }
  }
}
