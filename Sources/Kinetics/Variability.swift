/// What was published about differences: between people, between sessions, between a measurement
/// and its prediction, and between an estimate and the truth.
///
/// Only what was published stands in a model file. A model without numbers runs as typical.
public struct Variability: Hashable, Sendable {
  /// What else should be known; the whole statement where nothing was published in numbers.
  public var text: String
  /// How people differ from the typical person of their size.
  public var betweenSubjects: RandomEffects?
  /// How one person differs from one session to the next (inter-occasion variability).
  public var betweenSessions: RandomEffects?
  /// How well the typical values are known.
  public var uncertainty: RandomEffects?
  /// How measurements scatter around a person's own curve, one for each output that has it.
  public var residualErrors: [ResidualError]

  /// Makes a statement.
  public init(
    text: String, betweenSubjects: RandomEffects? = nil, betweenSessions: RandomEffects? = nil,
    uncertainty: RandomEffects? = nil, residualErrors: [ResidualError] = []
  ) {
    self.text = text
    self.betweenSubjects = betweenSubjects
    self.betweenSessions = betweenSessions
    self.uncertainty = uncertainty
    self.residualErrors = residualErrors
  }

  /// Every block of random effects with what it describes, in the order of the file.
  public var blocks: [(what: String, effects: RandomEffects)] {
    [
      ("between subjects", betweenSubjects), ("between sessions", betweenSessions),
      ("uncertainty", uncertainty),
    ].compactMap { what, effects in effects.map { (what, $0) } }
  }

  /// Whether anything was published in numbers.
  public var hasNumbers: Bool { !blocks.isEmpty || !residualErrors.isEmpty }
}
