/// A compartment graph with numbers for one patient: links of first order, and links that saturate.
///
/// A system without saturable links is linear and solved in closed form; ``linear`` gives it to
/// whatever needs that, so that nothing can take a saturable system for a linear one.
public struct CompartmentSystem: Hashable, Sendable {
  /// The states, and the links of first order between them.
  public var firstOrder: LinearSystem
  /// The links that saturate, in the file's order; parallel links add.
  public var saturable: [SaturableLink]

  /// A movement after Michaelis and Menten.
  ///
  /// It takes `maximumRate * C / (halfSaturation + C)` mg per minute out of its origin, `C` being
  /// the concentration there, and brings `yield` times that to its destination.
  public struct SaturableLink: Hashable, Sendable {
    /// The index of the state it starts from; one that holds an amount and has a volume.
    public var from: Int
    /// The index of the state it leads to; nothing means out of the body.
    public var to: Int?
    /// The rate at saturation, Vmax, mg/min.
    public var maximumRate: Double
    /// The concentration of half that rate, Km, mg/L.
    public var halfSaturation: Double
    /// What arrives per unit that leaves.
    public var yield: Double

    /// Makes a link.
    public init(
      from: Int, to: Int?, maximumRate: Double, halfSaturation: Double, yield: Double = 1
    ) {
      self.from = from
      self.to = to
      self.maximumRate = maximumRate
      self.halfSaturation = halfSaturation
      self.yield = yield
    }

    /// The clearance far below Km, Vmax/Km, L/min.
    public var intrinsicClearance: Double { maximumRate / halfSaturation }
  }

  /// Makes a system.
  public init(_ firstOrder: LinearSystem, saturable: [SaturableLink] = []) {
    self.firstOrder = firstOrder
    self.saturable = saturable
  }

  /// The states in order.
  public var states: [LinearSystem.State] {
    get { firstOrder.states }
    set { firstOrder.states = newValue }
  }

  /// The system when it is linear; nothing when a link saturates.
  public var linear: LinearSystem? { saturable.isEmpty ? firstOrder : nil }
}
