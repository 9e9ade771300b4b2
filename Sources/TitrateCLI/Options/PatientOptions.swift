internal import ArgumentParser
internal import Titrate

/// The options that describe the patient; none has a default.
struct PatientOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Actual body weight, such as 82kg or 181lb.", valueName: "weight"))
  var weight: String?

  @Option(help: ArgumentHelp("Age, such as 45y or 8mo.", valueName: "age"))
  var age: String?

  @Option(help: ArgumentHelp("Height, such as 178cm or 70in.", valueName: "height"))
  var height: String?

  @Option(help: ArgumentHelp("Sex for size formulas: f or m.", valueName: "f|m"))
  var sex: String?

  @Option(
    help: ArgumentHelp("Weight meant by `mg/kg dosing`, such as 75kg.", valueName: "weight"))
  var dosingWeight: String?

  /// The patient; everything that is wrong with any option is reported at once.
  func patient() throws(DiagnosticError) -> Patient {
    try Patient(
      parsingWeight: weight, age: age, height: height, sex: sex, dosingWeight: dosingWeight)
  }
}
