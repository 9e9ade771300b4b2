public import Diagnostics

extension DiagnosticCode {
  /// Two keys that cannot stand in one block.
  public static let contradictoryKeys = DiagnosticCode("T2020", "keys that contradict each other")
  /// A step that does nothing.
  public static let noAction = DiagnosticCode("T2021", "a step without an action")
  /// A `$name` that the file does not declare.
  public static let undeclaredSetting = DiagnosticCode("T2022", "setting not declared")
  /// A setting without a value.
  public static let missingSetting = DiagnosticCode("T2023", "setting without a value")
  /// A value that a setting does not allow.
  public static let settingOutOfRange = DiagnosticCode("T2024", "setting out of range")
  /// A value for a setting that the protocol does not have.
  public static let unknownSetting = DiagnosticCode("T2025", "unknown setting")
  /// A setting whose declaration cannot be understood.
  public static let badSetting = DiagnosticCode("T2026", "setting not well declared")
  /// Something else where a whole number is needed.
  public static let badCount = DiagnosticCode("T2027", "not a whole number")
  /// A name that cannot be used as one.
  public static let unusableName = DiagnosticCode("T2028", "not a usable name")
  /// A declared setting that nothing uses.
  public static let unusedSetting = DiagnosticCode("T2029", "setting not used")
  /// A list of steps, drugs or phases with nothing in it.
  public static let emptyList = DiagnosticCode("T2030", "an empty list")
  /// An infusion, or another stretch of time, that takes no time.
  public static let noDuration = DiagnosticCode("T2031", "a duration of nothing")
  /// A time before the start.
  public static let negativeTime = DiagnosticCode("T2032", "a time before the start")
  /// A word that has no meaning at its place in a phrase.
  public static let unknownPhraseWord = DiagnosticCode("T2033", "word not understood")
  /// A phrase that lacks something.
  public static let incompletePhrase = DiagnosticCode("T2034", "incomplete phrase")
  /// A phrase that names no drug, and no drug from elsewhere.
  public static let noDrug = DiagnosticCode("T2035", "no drug")
  /// A concentration that is stated twice, differently.
  public static let twoConcentrations = DiagnosticCode("T2036", "two concentrations")
  /// A point with three digits behind it that end with a zero: a decimal point to some, a mark of
  /// thousands to others.
  public static let pointOfThousands = DiagnosticCode("T2131", "point that may mark thousands")
  /// A dose called a bolus that takes longer than any set of limits counts as one.
  public static let longBolus = DiagnosticCode("T2132", "bolus over a long time")

  /// Every code that concerns the shape of protocols, as files and as phrases.
  public static let protocolCodes: [DiagnosticCode] = [
    contradictoryKeys, noAction, undeclaredSetting, missingSetting, settingOutOfRange,
    unknownSetting, badSetting, badCount, unusableName, unusedSetting, emptyList, noDuration,
    negativeTime, unknownPhraseWord, incompletePhrase, noDrug, twoConcentrations,
    pointOfThousands, longBolus,
  ]
}
