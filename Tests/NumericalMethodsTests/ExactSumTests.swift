import NumericalMethods
import Testing

@Suite("A sum of doubles is rounded once")
struct ExactSumTests {
  @Test("cancellation leaves the small term")
  func cancellation() {
    #expect(ExactSum([1e100, 1, -1e100]).value == 1)
    #expect(ExactSum([1, 1e100, 1, -1e100]).value == 2)
    #expect(ExactSum([1e308, 1e-308, -1e308]).value == 1e-308)
  }

  @Test("ten tenths make one, which plain addition misses")
  func tenths() {
    let tenths = [Double](repeating: 0.1, count: 10)
    #expect(tenths.reduce(0, +) != 1)
    #expect(ExactSum(tenths).value == 1)
  }

  @Test("ties go to even, and a crumb below decides a tie")
  func ties() {
    #expect(ExactSum([1, 0x1p-53]).value == 1)
    #expect(ExactSum([1 + 0x1p-52, 0x1p-53]).value == 1 + 0x1p-51)
    #expect(ExactSum([1, 0x1p-53, 0x1p-200]).value == 1 + 0x1p-52)
    #expect(ExactSum([1 + 0x1p-52, 0x1p-53, -0x1p-200]).value == 1 + 0x1p-52)
    #expect(ExactSum([-1, -0x1p-53, -0x1p-200]).value == -1 - 0x1p-52)
  }

  @Test("the order of the terms does not matter", arguments: 0..<100)
  func order(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    var terms = (0..<60).map { _ in dice.rate(-20...20) * (Bool.random(using: &dice) ? 1 : -1) }
    let value = ExactSum(terms).value
    terms.shuffle(using: &dice)
    #expect(ExactSum(terms).value == value)
    #expect(ExactSum(terms + terms.map { -$0 }).value == 0)
  }

  @Test("sums of integers times one power of two equal integer sums", arguments: 0..<100)
  func integers(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let integers = (0..<50).map { _ in Int.random(in: -(1 << 52)...(1 << 52), using: &dice) }
    let sum = ExactSum(integers.map { Double($0) * 0x1p-40 })
    #expect(sum.value == Double(integers.reduce(0, +)) * 0x1p-40)
  }

  @Test("nothing sums to zero, infinities and NaN propagate")
  func special() {
    #expect(ExactSum().value == 0)
    #expect(ExactSum([1, .infinity, 2]).value == .infinity)
    #expect(ExactSum([-.infinity, .infinity]).value.isNaN)
    #expect(ExactSum([1, .nan]).value.isNaN)
    #expect(ExactSum([1e308, 1e308]).value == .infinity)
  }
}
