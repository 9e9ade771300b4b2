public import Diagnostics
public import Quantities

/// Parameters that vary together: the variance of each effect and the covariances between them.
///
/// An effect is a normal deviate of mean zero; ``Distribution`` says how it moves its parameter.
/// A parameter that is worked out from another one follows that one's individual value.
public struct RandomEffects: Hashable, Sendable {
  /// How a parameter follows from its typical value and its effect.
  public enum Distribution: String, Hashable, Sendable, CaseIterable {
    /// typical × exp(effect): always positive, the usual choice for volumes and clearances.
    case logNormal = "log-normal"
    /// typical × (1 + effect).
    case proportional
    /// typical + effect, in the canonical unit of the parameter.
    case additive
    /// The logit of a share, ln(p/(1 - p)), plus the effect: always between 0 and 1.
    case logit
  }

  /// One parameter that varies.
  public struct Effect: Hashable, Sendable {
    /// The name of the parameter.
    public var parameter: String
    /// How the effect moves it.
    public var distribution: Distribution
    /// How far the effect spreads, as the file states it.
    public var spread: Spread
    /// Where it is written.
    public var location: SourceLocation

    /// Makes an effect.
    public init(
      parameter: String, distribution: Distribution, spread: Spread, location: SourceLocation
    ) {
      self.parameter = parameter
      self.distribution = distribution
      self.spread = spread
      self.location = location
    }
  }

  /// How far an effect spreads, in the words of its source.
  public enum Spread: Hashable, Sendable {
    /// The variance of the effect, ω²: a pure number.
    case variance(DecimalNumber)
    /// Its standard deviation, ω; a pure number, but for an additive effect a quantity of the
    /// parameter's kind.
    case deviation(Quantity)
    /// The coefficient of variation of the parameter, as a share. Of a log-normal parameter it is
    /// √(exp(ω²) - 1), not ω.
    case variation(Quantity)
  }

  /// Two parameters that vary together.
  public struct Relation: Hashable, Sendable {
    /// How the file states it.
    public enum Measure: String, Hashable, Sendable, CaseIterable {
      /// The covariance of the two effects.
      case covariance
      /// Their correlation, from -1 to 1.
      case correlation
    }

    /// The name of one parameter.
    public var first: String
    /// The name of the other.
    public var second: String
    /// How it is stated.
    public var measure: Measure
    /// The value as stated.
    public var value: DecimalNumber
    /// Where it is written.
    public var location: SourceLocation

    /// Makes a relation.
    public init(
      first: String, second: String, measure: Measure, value: DecimalNumber,
      location: SourceLocation
    ) {
      self.first = first
      self.second = second
      self.measure = measure
      self.value = value
      self.location = location
    }
  }

  /// The parameters that vary, in the order of the file.
  public var effects: [Effect]
  /// What varies together; every other pair is independent.
  public var relations: [Relation]
  /// The id of the source; empty for what a study assumes.
  public var source: String
  /// How well that was seen.
  public var evidence: Evidence
  /// What else should be known.
  public var note: String?
  /// Where the block stands.
  public var location: SourceLocation

  /// Makes a block.
  public init(
    effects: [Effect], relations: [Relation] = [], source: String, evidence: Evidence,
    note: String? = nil, location: SourceLocation
  ) {
    self.effects = effects
    self.relations = relations
    self.source = source
    self.evidence = evidence
    self.note = note
    self.location = location
  }
}
