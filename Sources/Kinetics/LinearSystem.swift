/// A linear compartment graph with numbers: states and the first-order links between them.
///
/// The state vector follows `x' = K x + r`: each link takes `rate * x[from]` per minute out of its
/// origin (unless it only observes it) and brings `yield` times that to its destination.
public struct LinearSystem: Hashable, Sendable {
  /// The states in order.
  public var states: [State]
  /// The links, in any order; parallel links add.
  public var links: [Link]

  /// One component of the state vector.
  public struct State: Hashable, Sendable {
    /// What a state holds.
    public enum Content: Hashable, Sendable {
      /// An amount, mg; the concentration is it divided by the volume in L, where there is one.
      case amount(volume: Double?)
      /// A concentration, mg/L, that carries no mass: an effect site.
      case concentration
    }

    /// Its name.
    public var name: String
    /// What it holds.
    public var content: Content

    /// Makes a state.
    public init(name: String, _ content: Content) {
      self.name = name
      self.content = content
    }
  }

  /// A first-order movement.
  public struct Link: Hashable, Sendable {
    /// The index of the state it starts from.
    public var from: Int
    /// The index of the state it leads to; nothing means out of the body.
    public var to: Int?
    /// The rate constant, 1/min.
    public var rate: Double
    /// What arrives per unit that leaves.
    public var yield: Double
    /// Whether the origin loses what moves; an effect site only observes the state that drives it.
    public var drains: Bool

    /// Makes a link.
    public init(
      from: Int, to: Int?, rate: Double, yield: Double = 1, drains: Bool = true
    ) {
      self.from = from
      self.to = to
      self.rate = rate
      self.yield = yield
      self.drains = drains
    }
  }

  /// Makes a system.
  public init(states: [State], links: [Link]) {
    self.states = states
    self.links = links
  }
}
