internal import Titrate

extension DiagnosticCode {
  static let badUsage = DiagnosticCode("T8000", "command line not understood")
  static let unknownOption = DiagnosticCode("T8001", "unknown option")
  static let missingValue = DiagnosticCode("T8002", "option without its value")
  static let missingArgument = DiagnosticCode("T8003", "missing argument")
  static let unexpectedArgument = DiagnosticCode("T8004", "unexpected argument")
  static let repeatedOption = DiagnosticCode("T8005", "option given twice")
  static let unknownChoice = DiagnosticCode("T8006", "not one of the choices")
  static let unknownCommand = DiagnosticCode("T8007", "unknown command")
  static let conflictingOptions = DiagnosticCode("T8008", "options that exclude each other")
  static let incompleteOptions = DiagnosticCode("T8009", "option that needs another")
  static let unknownPlan = DiagnosticCode("T8010", "neither id, file nor phrase")
  static let badAssignment = DiagnosticCode("T8011", "not name=value")
  static let valueNotTaken = DiagnosticCode("T8012", "switch that takes no value")
  static let notApplicable = DiagnosticCode("T8013", "option without effect here")
  static let wrongDrug = DiagnosticCode("T8014", "model of another drug")
  static let noModel = DiagnosticCode("T8015", "no model for the drug")
  static let ambiguousDrug = DiagnosticCode("T8016", "which drug is meant")
  static let badTimes = DiagnosticCode("T8017", "times not understood")
  static let tooManyRows = DiagnosticCode("T8018", "too many rows")
  static let conflictingStrengths = DiagnosticCode("T8019", "two concentrations for one drug")
  static let noRoute = DiagnosticCode("T8020", "no such route in the model")

  static let unevenGrid = DiagnosticCode("T8021", "last moment between two rows")
  static let outputOverInput = DiagnosticCode("T8022", "output over an input")
  static let badDate = DiagnosticCode("T8023", "not a day")
  static let noPNG = DiagnosticCode("T8024", "no program to draw PNG")

  static let internalFailure = DiagnosticCode("T8090", "fault in titrate")
  static let numericalFailure = DiagnosticCode("T8091", "calculation failed")
  static let solversDisagree = DiagnosticCode("T8092", "solvers disagree")
}
