public import Diagnostics

extension Model {
  /// A movement of drug.
  public struct Flow: Hashable, Sendable {
    /// Where it comes from.
    public var from: String
    /// Where it goes; nothing means out of the body.
    public var to: String?
    /// Whether the same clearance moves drug back; never where ``kinetics`` saturate.
    public var bothWays: Bool
    /// How fast drug moves.
    public var kinetics: Kinetics
    /// Mass that arrives per mass that leaves, such as a ratio of molar masses; one when absent.
    public var yield: Expression?
    /// The share of what moves that becomes what arrives; the rest leaves the body.
    ///
    /// It is already contained in ``yield`` and is kept to be checked and shown; all of it when
    /// absent.
    public var fraction: Expression?
    /// Where it is written.
    public var location: SourceLocation

    /// How fast drug moves.
    public enum Kinetics: Hashable, Sendable {
      /// In proportion to what is there: a clearance (volume per time, divided by the volume that
      /// it leaves) or a rate constant.
      case firstOrder(Expression)
      /// After Michaelis and Menten, `maximumRate * C / (halfSaturation + C)`: a mass per time and
      /// a concentration, both of the substance that leaves.
      case saturable(maximumRate: Expression, halfSaturation: Expression)

      /// The formulas, in the order in which they are written.
      public var expressions: [Expression] {
        switch self {
        case .firstOrder(let value): [value]
        case .saturable(let maximumRate, let halfSaturation): [maximumRate, halfSaturation]
        }
      }
    }

    /// Whether it saturates.
    public var isSaturable: Bool {
      if case .saturable = kinetics { true } else { false }
    }

    /// Makes a flow.
    public init(
      from: String, to: String?, bothWays: Bool, _ kinetics: Kinetics, yield: Expression? = nil,
      fraction: Expression? = nil, location: SourceLocation
    ) {
      self.from = from
      self.to = to
      self.bothWays = bothWays
      self.kinetics = kinetics
      self.yield = yield
      self.fraction = fraction
      self.location = location
    }
  }

  /// Whether a flow saturates, so that concentrations are not proportional to doses.
  public var isSaturable: Bool { flows.contains(where: \.isSaturable) }
}
