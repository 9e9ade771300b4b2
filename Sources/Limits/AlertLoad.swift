/// How many alarms judgements would raise: what makes people click them away, or not.
public struct AlertLoad: Hashable, Sendable {
  /// Soft bounds passed and not accepted.
  public var soft = 0
  /// Hard bounds passed.
  public var hard = 0
  /// Soft bounds passed and accepted.
  public var accepted = 0
  /// Rules kept.
  public var passed = 0
  /// Rules not checked because something is not known.
  public var unknown = 0
  /// Findings of rules that are left out of the whole for their weak evidence.
  public var leftOut = 0

  /// Nothing yet.
  public init() {}

  /// Counts the verdicts of judgements; a rule that is broken counts once, by what is worst.
  public init(_ judgements: some Sequence<Judgement>) {
    for judgement in judgements { add(judgement) }
  }

  /// Counts one more.
  public mutating func add(_ judgement: Judgement) {
    for verdict in judgement.verdicts {
      switch verdict.outcome {
      case .pass: passed += 1
      case .broken where !verdict.counts: leftOut += 1
      case .broken where verdict.acceptance != nil: accepted += 1
      case .broken(.soft): soft += 1
      case .broken(.hard): hard += 1
      case .notChecked(.unknown): unknown += 1
      case .notChecked: break
      }
    }
  }

  /// Alarms in all.
  public var alarms: Int { soft + hard }
}
