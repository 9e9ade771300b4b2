import NumericalMethods
import Testing

@Suite("An exact sum in digits")
struct ExactAccumulatorTests {
  private let terms: [Double] = [
    1e308, -1e308, 0.1, 1e-300, -.leastNonzeroMagnitude, 3.5e17, -0.1, 1, -3.5e17, 2e-16, 1e-308,
    -1e300, 1e300,
  ]

  @Test("equals the sum without rounding error, whatever the order")
  func order() {
    let exact = ExactSum(terms).value
    for turn in terms.indices {
      var sum = ExactAccumulator()
      for index in terms.indices { sum.add(terms[(index + turn) % terms.count]) }
      #expect(sum.value == exact)
    }
  }

  @Test("shards hold the same digits however they are cut and merged")
  func merging() {
    var whole = ExactAccumulator()
    for term in terms { whole.add(term) }
    for cut in 1..<terms.count {
      var (left, right) = (ExactAccumulator(), ExactAccumulator())
      for term in terms[..<cut] { left.add(term) }
      for term in terms[cut...] { right.add(term) }
      var (one, other) = (left, right)
      one.add(right)
      other.add(left)
      #expect(one.canonicalDigits == whole.canonicalDigits)
      #expect(other == whole)
    }
  }

  @Test("negative sums and sums beyond the largest double")
  func extremes() {
    var sum = ExactAccumulator()
    sum.add(-0.25)
    sum.add(-1e-20)
    #expect(sum.value == -0.25)
    var large = ExactAccumulator()
    for _ in 0..<3 { large.add(.greatestFiniteMagnitude) }
    #expect(large.value == .infinity)
    large.add(-.greatestFiniteMagnitude)
    large.add(-.greatestFiniteMagnitude)
    #expect(large.value == .greatestFiniteMagnitude)
    #expect(ExactAccumulator().value == 0)
  }
}
