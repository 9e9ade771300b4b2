package import Kinetics

extension RandomCase {
  /// A rate constant, 1/min.
  package mutating func rate() -> Double { logarithmic(1e-4...2) }

  /// A graph whose exchange groups are stars.
  ///
  /// Up to three peripherals with elimination from some,
  /// depot, transit chain, metabolites with peripherals of their own, effect site. Rates coincide
  /// now and then.
  package mutating func starSystem(effectSite: Bool? = nil) -> LinearSystem {
    let volume = logarithmic(1...100)
    let k10 = logarithmic(1e-4...1)
    let shared = rate()
    var system = LinearSystem.mammillary(
      volume: volume, k10: k10,
      peripherals: (0..<integer(0...3)).map { _ in (rate(), chance(0.2) ? shared : rate()) })
    for state in system.states.indices.dropFirst() where chance(0.15) {
      system.links.append(.init(from: state, to: nil, rate: rate()))
    }
    if chance(0.4) { addAbsorption(&system, k10: k10) }
    if chance(0.4) { addMetabolites(&system) }
    if effectSite ?? chance(0.5) {
      let ke0 = chance(0.2) ? k10 : logarithmic(1e-3...3)
      _ = system.addEffectSite(ke0: ke0, drivenBy: 0, volume: volume)
    }
    return system
  }

  private mutating func addAbsorption(_ system: inout LinearSystem, k10: Double) {
    let ka = chance(0.2) ? k10 : rate()
    var target = 0
    for step in 0...(chance(0.4) ? integer(1...4) : 0) {
      let depot = system.addState("depot \(step)", .amount(volume: nil))
      system.links.append(.init(from: depot, to: target, rate: ka))
      target = depot
    }
  }

  private mutating func addMetabolites(_ system: inout LinearSystem) {
    var parent = 0
    for step in 0...integer(0...1) {
      let volume = logarithmic(1...100)
      let metabolite = system.addState("metabolite \(step)", .amount(volume: volume))
      system.links.append(
        .init(from: parent, to: metabolite, rate: rate(), yield: uniform(0.5...1.2)))
      system.links.append(.init(from: metabolite, to: nil, rate: rate()))
      if chance(0.6) {
        system.addPeripheral("tissue \(step)", of: metabolite, volume: 1, out: rate(), back: rate())
      }
      parent = metabolite
    }
  }

  /// A graph with an exchange group that is not a star: a chain of compartments, a ring that
  /// drug runs round (with complex eigenvalues), or bile that returns through the gut.
  package mutating func loopSystem() -> LinearSystem {
    var system = LinearSystem.mammillary(volume: 10, k10: logarithmic(1e-3...1))
    switch integer(0...2) {
    case 0:
      var last = 0
      for step in 0..<integer(2...4) {
        system.addPeripheral("chain \(step)", of: last, volume: 5, out: rate(), back: rate())
        last = system.states.count - 1
      }
    case 1:
      let size = integer(3...6)
      let common = rate()
      for step in 1..<size { _ = system.addState("ring \(step)", .amount(volume: 5)) }
      for step in 0..<size {
        let pace = chance(0.7) ? common : rate()
        system.links.append(.init(from: step, to: (step + 1) % size, rate: pace))
      }
      system.links[0].rate = logarithmic(1e-4...1e-2)
    default:
      let bile = system.addState("bile", .amount(volume: nil))
      let gut = system.addState("gut", .amount(volume: nil))
      system.links.append(.init(from: 0, to: bile, rate: rate()))
      system.links.append(.init(from: bile, to: gut, rate: rate()))
      system.links.append(.init(from: gut, to: 0, rate: rate(), yield: uniform(0.5...1)))
      system.addPeripheral("tissue", of: 0, volume: 20, out: rate(), back: rate())
    }
    if chance(0.3) { _ = system.addEffectSite(ke0: rate(), drivenBy: 0, volume: 10) }
    return system
  }
}
