public import Diagnostics

extension DiagnosticCode {
  /// A pump setting that nothing ends.
  public static let endlessRate = DiagnosticCode("T5001", "a rate that never ends")
  /// A step that needs a running pump where none runs.
  public static let nothingRuns = DiagnosticCode("T5002", "nothing runs here")
  /// A ramp whose last level is not a whole number of steps away.
  public static let unevenSteps = DiagnosticCode("T5003", "steps that do not come out even")
  /// Levels and step of a ramp that cannot be compared.
  public static let mixedUnits = DiagnosticCode("T5004", "units that do not go together")
  /// An escalation that goes down, a taper that goes up, or a ramp that goes nowhere.
  public static let wrongDirection = DiagnosticCode("T5005", "a ramp in the wrong direction")
  /// A phase that ends before its last level.
  public static let phaseTooShort = DiagnosticCode("T5006", "a phase too short for its levels")
  /// A setting that is replaced at the moment it starts.
  public static let replacedAtOnce = DiagnosticCode("T5007", "a setting that never runs")
  /// Pump steps that are not in time order.
  public static let stepsOutOfOrder = DiagnosticCode("T5008", "pump steps out of order")
  /// A dose by volume without the strength of what is in the syringe.
  public static let noConcentration = DiagnosticCode("T5009", "concentration not stated")
  /// A lower bound above an upper one.
  public static let crossedBounds = DiagnosticCode("T5010", "bounds that exclude each other")
  /// A session that is longer than the time to the next.
  public static let sessionsOverlap = DiagnosticCode("T5011", "sessions overlap")
  /// A course that cannot be laid out in time.
  public static let badCourse = DiagnosticCode("T5012", "a course that makes no sense")
  /// More than a schedule may hold.
  public static let tooManyDeliveries = DiagnosticCode("T5013", "too many deliveries")
  /// Beyond the longest schedule.
  public static let tooLong = DiagnosticCode("T5014", "too long")
  /// A number that cannot be represented.
  public static let notComputable = DiagnosticCode("T5015", "beyond what can be computed")
  /// A stop or pause in the middle of an infusion that ends by itself.
  public static let infusionStillRuns = DiagnosticCode("T5016", "an infusion is still running")
  /// A plan that gives nothing.
  public static let nothingGiven = DiagnosticCode("T5017", "nothing is given")
  /// A value of the wrong kind or sign in a protocol that was made by a program.
  public static let impossiblePlanValue = DiagnosticCode("T5018", "not a possible value")
  /// A schedule that breaks its own rules.
  public static let brokenSchedule = DiagnosticCode("T5019", "an impossible schedule")
  /// A hold while a ramp is still stepping.
  public static let rampStillSteps = DiagnosticCode("T5020", "a ramp is still stepping")

  /// A dose or a rate beyond what any drug is given in.
  public static let implausibleDose = DiagnosticCode("T5021", "implausible dose or rate")

  /// A pump that cannot exist.
  public static let impossiblePump = DiagnosticCode("T5022", "an impossible pump")

  /// Every code of the module `Dosing`.
  public static let dosingCodes: [DiagnosticCode] = [
    endlessRate, nothingRuns, unevenSteps, mixedUnits, wrongDirection, phaseTooShort,
    replacedAtOnce, stepsOutOfOrder, noConcentration, crossedBounds, sessionsOverlap, badCourse,
    tooManyDeliveries, tooLong, notComputable, infusionStillRuns, nothingGiven, impossiblePlanValue,
    brokenSchedule, rampStillSteps, implausibleDose, impossiblePump,
  ]
}
