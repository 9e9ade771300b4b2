public import Diagnostics

extension DiagnosticCode {
  /// An expression that does not follow the grammar.
  public static let badExpression = DiagnosticCode("T4001", "not an expression")
  /// An expression nested or chained beyond what anyone would write.
  public static let expressionTooLarge = DiagnosticCode("T4002", "expression too large")
  /// A name in an expression that nobody has defined.
  public static let unknownName = DiagnosticCode("T4003", "unknown name")
  /// A parameter that is defined, but further down.
  public static let usedBeforeDefined = DiagnosticCode("T4004", "used before it is defined")
  /// A sum, a comparison or a choice of quantities that measure different things.
  public static let unlikeQuantities = DiagnosticCode("T4005", "unlike quantities")
  /// An exponent, a base or an argument that must be a pure number and is not.
  public static let notPureNumber = DiagnosticCode("T4006", "not a pure number")
  /// An expression that measures something else than its place needs.
  public static let wrongExpressionDimension = DiagnosticCode("T4007", "wrong kind of expression")
  /// A name that is taken by the language, by a unit, or that is not spelled like a name.
  public static let reservedName = DiagnosticCode("T4008", "not usable as a name")
  /// A number outside `parameters`, where nobody says where it comes from.
  public static let numberWithoutSource = DiagnosticCode("T4009", "number without a source")
  /// A parameter that nothing refers to.
  public static let unusedParameter = DiagnosticCode("T4010", "unused parameter")

  /// A result that is not a finite number.
  public static let notFinite = DiagnosticCode("T4020", "not a finite number")
  /// A volume, clearance, rate constant, share or lag that cannot be.
  public static let impossibleValue = DiagnosticCode("T4021", "impossible value")
  /// A patient outside the range for which a model was made.
  public static let outsideRange = DiagnosticCode("T4022", "outside the model's range")
  /// A range that could not be checked because the patient's value is not known.
  public static let rangeNotChecked = DiagnosticCode("T4023", "model's range not checked")
  /// An effect site that the model does not have.
  public static let unknownEffectSite = DiagnosticCode("T4024", "unknown effect site")

  /// A spread of a kind that the parameter cannot have.
  public static let misfittingSpread = DiagnosticCode("T4031", "spread does not fit the parameter")
  /// Variances and covariances that no distribution has.
  public static let impossibleCovariance = DiagnosticCode("T4032", "impossible covariances")
  /// A pair of parameters that is stated twice, or one paired with itself.
  public static let redundantPair = DiagnosticCode("T4033", "redundant pair")
  /// A residual error in molecules of a substance whose molar mass nobody states.
  public static let unknownMolarMass = DiagnosticCode("T4034", "molar mass not known")
  /// Measurements that are wanted of a model without residual error.
  public static let noResidualError = DiagnosticCode("T4035", "no residual error published")

  /// A coefficient of variation above 1000 %; the number is from when only studies said it.
  public static let implausibleSpread = DiagnosticCode("T8063", "spread beyond what is likely")

  /// A compartment, source or analyte that is named but not there.
  public static let unknownReference = DiagnosticCode("T2041", "unknown reference")
  /// Two flows between the same two places, or a flow from a place to itself.
  public static let redundantFlow = DiagnosticCode("T2042", "redundant flow")
  /// A compartment that no dose reaches.
  public static let unreachedCompartment = DiagnosticCode("T2043", "compartment never reached")
  /// A compartment that drug never leaves.
  public static let noWayOut = DiagnosticCode("T2044", "no way out")
  /// A concentration or a clearance of a compartment that has no volume.
  public static let missingVolume = DiagnosticCode("T2045", "compartment without a volume")
  /// A flow between different substances that does not say what becomes of the mass, or the reverse.
  public static let analyteMismatch = DiagnosticCode("T2046", "substances do not fit")
  /// A model without an intravenous route in the first place.
  public static let badRoute = DiagnosticCode("T2047", "route not usable")

  /// Every code of the module `Kinetics` that concerns models.
  public static let modelCodes: [DiagnosticCode] = [
    badExpression, expressionTooLarge, unknownName, usedBeforeDefined, unlikeQuantities,
    notPureNumber, wrongExpressionDimension, reservedName, numberWithoutSource, unusedParameter,
    notFinite, impossibleValue, outsideRange, rangeNotChecked, unknownEffectSite,
    misfittingSpread, impossibleCovariance, redundantPair, unknownMolarMass, noResidualError,
    implausibleSpread,
    unknownReference, redundantFlow, unreachedCompartment, noWayOut, missingVolume,
    analyteMismatch, badRoute,
  ]
}
