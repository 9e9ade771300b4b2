import Kinetics
import PropertyTesting
import Testing

@Suite("Both ways of solving meet a reference in higher precision over random graphs")
struct PropagatorPropertyTests {
  #if arch(x86_64)
    @Test("the modal network is relatively accurate in every state and integral")
    func modal() throws {
      let worst = try RandomCase.worst("modal against 64-bit significands", cases: 60, slow: 5000) {
        random in
        let system = random.starSystem()
        let (state, inflow) = start(&random, system)
        let time = random.logarithmic(1e-3...5000)
        let propagator = try Propagator(
          system, inflows: Array(system.states.indices), method: .modal)
        let reference = ExtendedReference(system).advance(state, by: time, inflow: inflow)
        return relativeDifference(
          try propagator.advance(state, by: time, inflow: inflow)
            + propagator.integrate(state, over: time, inflow: inflow),
          reference.state + reference.integral)
      }
      #expect(worst <= 1e-13)
    }

    @Test("the matrix exponential is accurate against the largest state, on the same graphs")
    func matrix() throws {
      let worst = try RandomCase.worst("matrix exponential on stars", cases: 60, slow: 5000) {
        try matrixError(&$0, $0.starSystem())
      }
      #expect(worst <= 1e-12)
    }

    @Test("chains, rings with complex rates and enterohepatic loops are solved as accurately")
    func loops() throws {
      let worst = try RandomCase.worst("matrix exponential on loops", cases: 60, slow: 5000) {
        try matrixError(&$0, $0.loopSystem())
      }
      #expect(worst <= 1e-12)
    }

    private func matrixError(_ random: inout RandomCase, _ system: LinearSystem) throws -> Double {
      let (state, inflow) = start(&random, system)
      let time = random.logarithmic(1e-3...2000)
      let propagator = try Propagator(
        system, inflows: Array(system.states.indices), method: .matrixExponential)
      let reference = ExtendedReference(system).advance(state, by: time, inflow: inflow)
      return max(
        normwiseDifference(
          try propagator.advance(state, by: time, inflow: inflow), reference.state),
        normwiseDifference(
          try propagator.integrate(state, over: time, inflow: inflow), reference.integral))
    }
  #endif

  @Test("one state alone is the same number as among all, bit for bit, by both ways")
  func components() throws {
    let worst = try RandomCase.worst("one state and all") { random in
      let system = random.starSystem()
      var (state, inflow) = start(&random, system)
      if random.chance(0.5) { inflow = inflow.map { _ in 0 } }
      if random.chance(0.5) { state[0] = 0 }
      let time = random.logarithmic(1e-3...5000)
      for method in [Propagator.Method.modal, .matrixExponential] {
        let propagator = try Propagator(
          system, inflows: Array(system.states.indices), method: method)
        let all = try propagator.advance(state, by: time, inflow: inflow)
        for (index, value) in all.enumerated() {
          let alone = try propagator.component(index, of: state, after: time, inflow: inflow)
          guard alone.bitPattern == value.bitPattern else { return 1 }
        }
      }
      return 0
    }
    #expect(worst == 0)
  }

  @Test("a compartment that nothing flows to or from changes nothing")
  func zeroFlow() throws {
    let worst = try RandomCase.worst("zero flow") { random in
      let system = random.starSystem()
      let (state, inflow) = start(&random, system)
      var larger = system
      larger.addPeripheral("unused", of: 0, volume: 3, out: 0, back: random.rate())
      let time = random.logarithmic(1e-3...5000)
      let one = try Propagator(system, inflows: Array(system.states.indices))
      let other = try Propagator(larger, inflows: Array(system.states.indices))
      return relativeDifference(
        try one.advance(state, by: time, inflow: inflow) + [0],
        try other.advance(state + [0], by: time, inflow: inflow + [0]))
    }
    #expect(worst <= 2e-14)
  }

  @Test("clearances and volumes give the same course as the rate constants they stand for")
  func parametrisations() throws {
    let worst = try RandomCase.worst("micro against macro") { random in
      let volume = random.logarithmic(1...100)
      let k10 = random.logarithmic(1e-4...1)
      let peripherals = (0..<random.integer(0...3)).map { _ in
        (k1i: random.rate(), ki1: random.rate())
      }
      let micro = LinearSystem.mammillary(volume: volume, k10: k10, peripherals: peripherals)
      let macro = LinearSystem.mammillary(
        volume: volume, clearance: k10 * volume,
        peripherals: peripherals.map {
          (volume: volume * $0.k1i / $0.ki1, clearance: $0.k1i * volume)
        })
      let (state, inflow) = start(&random, micro)
      let time = random.logarithmic(1e-3...1000)
      // The rate constants themselves round: what they decay by differs by rate × time × 2^-52.
      return relativeDifference(
        try Propagator(micro, inflows: [0]).advance(state, by: time, inflow: inflow),
        try Propagator(macro, inflows: [0]).advance(state, by: time, inflow: inflow))
    }
    #expect(worst <= 1e-12)
  }

  @Test("rates or sums of rates that are no finite positive numbers are refused by name")
  func badRates() {
    for rate in [-1, .nan, .infinity, 1e308] {
      var system = LinearSystem.mammillary(volume: 1, k10: rate)
      system.links.append(.init(from: 0, to: nil, rate: 1e308))
      for method in Propagator.Method.closed {
        #expect(throws: KineticsFailure.badRate("central")) {
          try Propagator(system, inflows: [0], method: method)
        }
      }
      #expect(throws: KineticsFailure.badRate("central")) {
        try system.steadyState(inflow: [1])
      }
    }
    var system = LinearSystem.mammillary(volume: 1, k10: 1)
    let metabolite = system.addState("metabolite", .amount(volume: 1))
    system.links.append(.init(from: 0, to: metabolite, rate: 1, yield: .infinity))
    #expect(throws: KineticsFailure.badRate("central")) { try Propagator(system, inflows: [0]) }
  }

  private func start(
    _ random: inout RandomCase, _ system: LinearSystem
  ) -> (state: [Double], inflow: [Double]) {
    (
      system.states.map { _ in random.chance(0.6) ? random.logarithmic(0.1...100) : 0 },
      system.states.indices.map { $0 == 0 && random.chance(0.5) ? random.uniform(0...10) : 0 }
    )
  }
}
