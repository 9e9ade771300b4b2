internal import Limits
internal import Quantities

/// What a rule measures, by the word that stands behind `limit:` in a file.
enum MeasureWord: String, CaseIterable, Sendable {
  case bolusDose = "bolus dose"
  case bolusDuration = "bolus duration"
  case bolusRate = "bolus rate"
  case bolusInterval = "bolus interval"
  case bolusCount = "bolus count"
  case loadingDose = "loading dose"
  case loadingDuration = "loading duration"
  case rate
  case doseInWindow = "dose in window"
  case sessionDose = "session dose"
  case courseDose = "course dose"
  case sessionDuration = "session duration"
  case courseDuration = "course duration"
  case rateIncrease = "rate increase"
  case rateDecrease = "rate decrease"
  case timeBeforeIncrease = "time before increase"
  case timeBeforeDecrease = "time before decrease"
  case sessionInterval = "session interval"
  case sessionCount = "session count"
  case concentration
  case peakConcentration = "peak concentration"
  case timeAbove = "time above"
  case bagConcentration = "bag concentration"
  case pumpFlow = "pump flow"
  case pumpError = "pump error"

  /// Whether the set has to say what counts as a bolus.
  var concernsBoluses: Bool {
    switch self {
    case .bolusDose, .bolusDuration, .bolusRate, .bolusInterval, .bolusCount, .loadingDose,
      .loadingDuration:
      true
    // Without a stated length only doses at once are left out of the rate.
    default: false
    }
  }

  /// Whether the set has to describe a pump.
  var concernsPump: Bool { self == .pumpError }

  /// What a bound is; nothing where it is a whole number.
  var bound: QuantityKind? {
    switch self {
    case .bolusDose, .loadingDose, .doseInWindow, .sessionDose, .courseDose: .limitedDose
    case .bolusRate, .rate, .rateIncrease, .rateDecrease: .limitedRate
    case .bolusDuration, .bolusInterval, .loadingDuration, .sessionDuration, .courseDuration,
      .timeBeforeIncrease, .timeBeforeDecrease, .sessionInterval:
      .duration
    case .timeAbove: .totalTime
    case .concentration, .peakConcentration: .plasmaConcentration
    case .bagConcentration: .strength
    case .pumpFlow: .pumpFlow
    case .pumpError: .fraction
    case .bolusCount, .sessionCount: nil
    }
  }

  /// The measure, when it needs nothing beside its word.
  var plain: Measure? {
    switch self {
    case .bolusDose: .bolusDose
    case .bolusDuration: .bolusDuration
    case .bolusRate: .bolusRate
    case .bolusInterval: .bolusInterval
    case .bolusCount: .bolusCount
    case .loadingDose: .loadingDose
    case .loadingDuration: .loadingDuration
    case .rate: .rate
    case .sessionDose: .sessionDose
    case .courseDose: .courseDose
    case .sessionDuration: .sessionDuration
    case .courseDuration: .courseDuration
    case .rateIncrease: .rateIncrease
    case .rateDecrease: .rateDecrease
    case .timeBeforeIncrease: .timeBeforeIncrease
    case .timeBeforeDecrease: .timeBeforeDecrease
    case .sessionInterval: .sessionInterval
    case .sessionCount: .sessionCount
    case .bagConcentration: .bagConcentration
    case .pumpFlow: .pumpFlow
    case .pumpError: .pumpError
    case .doseInWindow, .concentration, .peakConcentration, .timeAbove: nil
    }
  }
}

extension QuantityKind {
  /// An amount of drug as a limit states it: never a volume, whose strength nobody would know.
  static let limitedDose = QuantityKind(
    "an amount of drug", [.drug, .drug / .body], examples: "`25 mg`, `0.35 mg/kg`")
  /// Drug per time as a limit states it.
  static let limitedRate = QuantityKind(
    "an amount of drug per time", [.drug / .time, .drug / .body / .time],
    examples: "`25 mg/h`, `0.35 mg/kg/h`, `10 mcg/kg/min`")
  /// A length of time that may be none at all.
  static let totalTime = QuantityKind(
    "a length of time", [.time], examples: "`0 min`, `2 h`", allowsZero: true)
  /// What a pump runs at.
  static let pumpFlow = QuantityKind("a flow", [.clearance], examples: "`0.1 mL/h`, `1200 mL/h`")
  /// The step in which a pump gives a bolus.
  static let pumpVolume = QuantityKind("a volume", [.volume], examples: "`0.1 mL`")
}
