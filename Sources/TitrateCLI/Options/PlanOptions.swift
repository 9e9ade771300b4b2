internal import ArgumentParser
internal import Titrate

/// What is given: a protocol with its settings.
struct PlanOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A protocol's id, a file, `-`, or a phrase in quotes.", valueName: "protocol"))
  var plan: String

  @Option(help: ArgumentHelp("The drug that a phrase gives.", valueName: "drug"))
  var drug: String?

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A value for a setting of the protocol; may be repeated.", valueName: "name=value"))
  var settings: [String] = []

  @Option(
    help: ArgumentHelp(
      "Strength in the bag or syringe, such as 10mg/mL; with several drugs drug=10mg/mL.",
      valueName: "strength"))
  var concentration: [String] = []
}
