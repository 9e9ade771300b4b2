import NumericalMethods
import Testing

@Suite("The exponential of a network without cycles is accurate entry by entry")
struct TriangularGeneratorTests {
  static func network(_ reference: ReferenceCase) -> TriangularGenerator {
    let couplings = reference["to"].indices.map { index in
      (
        to: Int(reference["to"][index]), from: Int(reference["from"][index]),
        weight: reference["weight"][index]
      )
    }
    return TriangularGenerator(rates: reference["rates"], couplings: couplings)
  }

  /// A chain in which every state feeds the next with its whole loss.
  static func chain(_ rates: [Double]) -> TriangularGenerator {
    TriangularGenerator(
      rates: rates,
      couplings: (1..<rates.count).map { (to: $0, from: $0 - 1, weight: rates[$0 - 1]) })
  }

  @Test("every entry equals its reference to 1e-14", arguments: References.triangular)
  func equalsReference(_ reference: ReferenceCase) {
    let network = Self.network(reference)
    let n = network.count
    let matrix = network.exponential(reference.number("time"))
    var position = 0
    for i in 0..<n {
      for j in 0...i {
        let expected = reference["lower"][position]
        position += 1
        // Below the normal range only the absolute error can be small.
        if expected < 1e-290 {
          #expect(abs(matrix[i * n + j] - expected) < 1e-300)
        } else {
          #expect(relativeError(matrix[i * n + j], expected) < 1e-14, "entry \(i), \(j)")
        }
      }
      #expect((i + 1..<n).allSatisfy { matrix[i * n + $0] == 0 })
    }
  }

  @Test("the reference file is there and whole")
  func referencesExist() {
    #expect(References.triangular.count == 95)
    #expect(!References.triangular.contains { $0["lower"].isEmpty || $0["rates"].isEmpty })
  }

  @Test("at time zero it is the identity, exactly")
  func identityAtZero() {
    let matrix = Self.chain([1e3, 0, 2, 1e-6]).exponential(0)
    #expect(matrix == [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
  }

  @Test("a network without states has an empty exponential")
  func empty() {
    let none = TriangularGenerator(rates: [], couplings: [])
    #expect(none.exponential(3).isEmpty)
    #expect(none.advance([], by: 3).isEmpty)
  }

  @Test("what leaves a chain arrives in its last state", arguments: [1e-3, 1, 30, 1e4])
  func massIsKept(_ time: Double) {
    let amounts = Self.chain([3, 3, 0.25, 40, 0]).advance([5, 0, 1, 0, 2], by: time)
    #expect(relativeError(amounts.reduce(0, +), 8) < 4e-15)
  }

  @Test("two steps equal one of their total length", arguments: 0..<50)
  func semigroup(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let network = Self.chain((0..<7).map { _ in dice.rate(-4...2) })
    let start = (0..<7).map { _ in dice.rate(-2...2) }
    let once = network.advance(start, by: 3)
    let twice = network.advance(network.advance(start, by: 1), by: 2)
    for (a, b) in zip(once, twice) { #expect(relativeError(a, b) < 2e-14) }
  }

  @Test("a state's unit does not matter: couplings scaled by powers of two change no bit")
  func unitsOfStates() {
    let plain = TriangularGenerator(
      rates: [1, 0.3, 0.2], couplings: [(1, 0, 0.7), (2, 0, 0.1), (2, 1, 0.9)])
    let scaled = TriangularGenerator(
      rates: [1, 0.3, 0.2], couplings: [(1, 0, 0.7 * 1024), (2, 0, 0.1 * 8), (2, 1, 0.9 / 128)])
    let (a, b) = (plain.exponential(9), scaled.exponential(9))
    #expect([b[3], b[6], b[7]] == [a[3] * 1024, a[6] * 8, a[7] / 128])
  }

  @Test(
    "enormous times give zeros and saturated integrals, never NaN", arguments: [1e12, 1e300, 1e308])
  func enormousTimes(_ time: Double) {
    let decayed = Self.chain([1e3, 1, 1e-2]).exponential(time)
    #expect(decayed.allSatisfy { $0 == 0 })
    let kept = Self.chain([1e3, 1, 0]).exponential(time)
    #expect(relativeError(kept[6], 1) < 1e-12)
    #expect(kept[8] == 1)
  }

  @Test("an entry beyond the largest double is infinite, its neighbours stay right")
  func overflow() {
    let network = TriangularGenerator(
      rates: [0, 0, 0, 1], couplings: [(1, 0, 1e200), (2, 1, 1e200), (3, 0, 0.5)])
    let matrix = network.exponential(2)
    #expect(matrix[8] == .infinity)
    #expect(relativeError(matrix[4], 2e200) < 1e-15)
    #expect(relativeError(matrix[12], 0.432_332_358_381_693_654_053_0) < 1e-15)
    #expect(matrix[13] == 0)
    #expect(!matrix.contains { $0.isNaN || $0 < 0 })
  }

  @Test("repeated couplings add up, zero couplings do not count")
  func couplingsAdd() {
    let one = TriangularGenerator(
      rates: [1, 2], couplings: [(1, 0, 0.25), (1, 0, 0.5), (1, 0, 0)])
    let two = TriangularGenerator(rates: [1, 2], couplings: [(1, 0, 0.75)])
    #expect(one.exponential(1.5) == two.exponential(1.5))
  }

  @Test("the variants that fill a given array agree with those that return one")
  func inPlace() {
    let network = Self.chain([1, 0.5, 0.25, 0.5, 0.125])
    var matrix = [Double](repeating: .nan, count: 25)
    network.exponential(4, into: &matrix)
    #expect(matrix == network.exponential(4))
    var states: [Double] = [1, 2, 3, 4, 5]
    network.advance(&states, by: 4)
    #expect(states == network.advance([1, 2, 3, 4, 5], by: 4))
  }

  @Test("cycles, negative and infinite numbers are refused")
  func refusesNonsense() async {
    await #expect(processExitsWith: .failure) {
      _ = TriangularGenerator(rates: [1, 1], couplings: [(0, 1, 1)])
    }
    await #expect(processExitsWith: .failure) {
      _ = TriangularGenerator(rates: [-1], couplings: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = TriangularGenerator(rates: [1, 1], couplings: [(1, 0, .infinity)])
    }
    await #expect(processExitsWith: .failure) {
      _ = TriangularGenerator(rates: [1], couplings: []).exponential(.nan)
    }
  }
}
