extension LinearSystem {
  /// A central compartment with peripherals, elimination from the center.
  ///
  /// `dA1/dt = -(k10 + Σ k1i) A1 + Σ ki1 Ai`, `dAi/dt = k1i A1 - ki1 Ai`.
  /// - Parameters:
  ///   - volume: Central volume V1, L.
  ///   - k10: Elimination rate constant, 1/min.
  ///   - peripherals: Exchange rate constants of each peripheral, 1/min. Its volume is
  ///     `V1 * k1i / ki1`.
  /// - Returns: The system, its central compartment first.
  public static func mammillary(
    volume: Double, k10: Double, peripherals: [(k1i: Double, ki1: Double)] = []
  ) -> LinearSystem {
    var system = LinearSystem(
      states: [State(name: "central", .amount(volume: volume))],
      links: [Link(from: 0, to: nil, rate: k10)])
    for (index, exchange) in peripherals.enumerated() {
      system.addPeripheral(
        "peripheral \(index + 1)", of: 0,
        volume: exchange.ki1 > 0 ? volume * exchange.k1i / exchange.ki1 : nil,
        out: exchange.k1i, back: exchange.ki1)
    }
    return system
  }

  /// A central compartment with peripherals, by clearances: `k10 = CL/V1`, `k1i = Qi/V1`,
  /// `ki1 = Qi/Vi`.
  /// - Parameters:
  ///   - volume: Central volume V1, L.
  ///   - clearance: Elimination clearance CL, L/min.
  ///   - peripherals: Volume Vi (L) and intercompartmental clearance Qi (L/min) of each peripheral.
  /// - Returns: The system, its central compartment first.
  public static func mammillary(
    volume: Double, clearance: Double, peripherals: [(volume: Double, clearance: Double)] = []
  ) -> LinearSystem {
    var system = mammillary(volume: volume, k10: clearance / volume)
    for (index, peripheral) in peripherals.enumerated() {
      system.addPeripheral(
        "peripheral \(index + 1)", of: 0, volume: peripheral.volume,
        out: peripheral.clearance / volume, back: peripheral.clearance / peripheral.volume)
    }
    return system
  }

  /// Adds a state and gives its index.
  public mutating func addState(_ name: String, _ content: State.Content) -> Int {
    states.append(State(name: name, content))
    return states.count - 1
  }

  /// Adds a compartment that exchanges drug with another one.
  /// - Parameters:
  ///   - name: Its name.
  ///   - center: The state it exchanges with.
  ///   - volume: Its volume, L.
  ///   - out: Rate constant from the center, 1/min.
  ///   - back: Rate constant to the center, 1/min.
  public mutating func addPeripheral(
    _ name: String, of center: Int, volume: Double?, out: Double, back: Double
  ) {
    let state = addState(name, .amount(volume: volume))
    links.append(Link(from: center, to: state, rate: out))
    links.append(Link(from: state, to: center, rate: back))
  }

  /// Adds an effect site: `dCe/dt = ke0 (C - Ce)`, C the concentration of the driving state.
  /// - Parameters:
  ///   - ke0: Equilibration rate constant, 1/min.
  ///   - driver: The state that drives it.
  ///   - volume: The volume of that state, L.
  /// - Returns: The index of the effect site.
  public mutating func addEffectSite(ke0: Double, drivenBy driver: Int, volume: Double) -> Int {
    let state = addState("effect site", .concentration)
    links.append(Link(from: driver, to: state, rate: ke0 / volume, drains: false))
    links.append(Link(from: state, to: nil, rate: ke0))
    return state
  }
}
