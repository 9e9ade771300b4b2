import NumericalMethods
import Testing

@Suite("The spectra of eight stars at once are right to the last digits")
struct StarSpectrumLanesTests {
  typealias Lanes = SIMD8<Double>

  /// Star `k` in lane k; every star has the same number of leaves.
  struct Stars {
    var exit: [Double]
    var to: [[Double]]
    var from: [[Double]]
    var leak: [[Double]]

    /// Rates and weights by lane; nothing for a lane that was not solved.
    func solved() -> [(rates: [Double], weights: [Double])?] {
      let leaves = to[0].count
      func lanes(_ number: (Int) -> Double) -> Lanes {
        var lanes = Lanes(repeating: 0)
        for lane in 0..<8 { lanes[lane] = number(lane % exit.count) }
        return lanes
      }
      var rates = [Lanes](repeating: .zero, count: leaves + 1)
      var weights = rates
      let good = rates.withUnsafeMutableBufferPointer { rates in
        weights.withUnsafeMutableBufferPointer { weights -> SIMDMask<SIMD8<Int64>> in
          guard let rates = rates.baseAddress, let weights = weights.baseAddress else {
            return SIMDMask(repeating: false)
          }
          return StarSpectrumLanes.solve(
            exit: lanes { exit[$0] }, leaves: leaves,
            leaf: { leaf in
              (lanes { to[$0][leaf] }, lanes { from[$0][leaf] }, lanes { leak[$0][leaf] })
            }, rates: rates, weights: weights)
        }
      }
      return exit.indices.map { lane in
        good[lane] ? (rates.map { $0[lane] }, weights.map { $0[lane] }) : nil
      }
    }
  }

  @Test("rates and weights equal 120-digit eigenvalues to 1e-15", arguments: References.spectra)
  func equalsReference(_ reference: ReferenceCase) {
    let stars = Stars(
      exit: [reference.number("exit")], to: [reference["to"]], from: [reference["from"]],
      leak: [reference["leafExit"]])
    // What the lanes do not take, the scalar path does.
    guard let solved = stars.solved()[0] else { return }
    for (rate, expected) in zip(solved.rates, reference["rates"]) {
      #expect(relativeError(rate, expected) < 1e-15)
    }
    for (weight, expected) in zip(solved.weights, reference["weights"]) {
      #expect(relativeError(weight, expected) < 1e-15)
    }
  }

  @Test("most of the references are taken")
  func takesMost() {
    let taken = References.spectra.filter { reference in
      Stars(
        exit: [reference.number("exit")], to: [reference["to"]], from: [reference["from"]],
        leak: [reference["leafExit"]]
      ).solved()[0] != nil
    }
    #expect(taken.count > References.spectra.count / 2)
    #expect(taken.contains { $0["to"].count == 1 })
    #expect(taken.contains { $0["to"].count == 2 })
  }

  @Test("equal those of one star, whether rates are alike or decades apart", arguments: 0..<400)
  func equalsScalar(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let leaves = 1 + seed % 4
    let width = [0.01, 1, 6][seed / 4 % 3]
    var stars = Stars(exit: [], to: [], from: [], leak: [])
    for _ in 0..<8 {
      stars.exit.append(seed % 7 == 0 ? 0 : dice.rate(-width...width))
      // A leaf that is hardly coupled has a root next to its pole.
      let coupling = seed % 5 == 0 ? -9.0 : 0
      stars.to.append((0..<leaves).map { _ in dice.rate(coupling - width...coupling + width) })
      stars.from.append((0..<leaves).map { _ in dice.rate(-width...width) })
      stars.leak.append(
        (0..<leaves).map { _ in seed % 2 == 0 ? 0 : dice.rate(-width...width) })
    }
    for (lane, solved) in stars.solved().enumerated() {
      let one = MammillarySpectrum(
        exit: stars.exit[lane], toLeaf: stars.to[lane], fromLeaf: stars.from[lane],
        leafExit: stars.leak[lane])
      guard let solved else {
        Issue.record("seed \(seed), lane \(lane) was not solved")
        continue
      }
      for (rate, expected) in zip(solved.rates, one.rates) {
        #expect(relativeError(rate, expected) < 2e-15, "seed \(seed), lane \(lane)")
      }
      for (weight, expected) in zip(solved.weights, one.weights) {
        #expect(relativeError(weight, expected) < 2e-15, "seed \(seed), lane \(lane)")
      }
    }
  }
}
