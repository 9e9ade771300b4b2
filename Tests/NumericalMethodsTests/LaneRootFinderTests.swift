import Foundation
import NumericalMethods
import Testing

@Suite("Eight roots at once")
struct LaneRootFinderTests {
  typealias Lanes = LaneRootFinder.Lanes
  typealias Mask = LaneRootFinder.Mask

  /// The roots of e^(-a x) - 1/2, which are ln 2 / a.
  private static let rates = Lanes(1e-3, 0.01, 0.1, 0.5, 1, 3, 20, 400)

  private static func roots(_ rates: Lanes, upper: Double, _ wanted: Mask) -> Lanes {
    func f(_ x: Lanes) -> Lanes { Portable.exp(-rates * x) - 0.5 }
    let (lower, upper) = (Lanes(repeating: 0), Lanes(repeating: upper))
    return LaneRootFinder.roots(
      in: lower, upper, fLower: f(lower), fUpper: f(upper), scale: Lanes(repeating: 1e-3),
      where: wanted, f)
  }

  @Test("are each as exact as one")
  func exact() {
    let found = Self.roots(Self.rates, upper: 1_000, Mask(repeating: true))
    for lane in 0..<8 {
      let exact = log(2) / Self.rates[lane]
      #expect(abs(found[lane] - exact) <= 2e-15 * exact, "lane \(lane)")
    }
  }

  @Test("do not depend on each other, nor on which are wanted")
  func independent() {
    let all = Self.roots(Self.rates, upper: 1_000, Mask(repeating: true))
    for lane in 0..<8 {
      var wanted = Mask(repeating: false)
      wanted[lane] = true
      #expect(Self.roots(Self.rates, upper: 1_000, wanted)[lane] == all[lane])
      let alike = Self.roots(
        Lanes(repeating: Self.rates[lane]), upper: 1_000, Mask(repeating: true))
      #expect(alike == Lanes(repeating: all[lane]))
    }
  }

  @Test("at the ends of a bracket are found there, steps and triple roots too")
  func special() {
    let all = Mask(repeating: true)
    let (zero, one, two) = (Lanes(repeating: 0), Lanes(repeating: 1), Lanes(repeating: 2))
    func root(
      _ lower: Lanes, _ fLower: Lanes, _ fUpper: Lanes, _ f: (Lanes) -> Lanes
    ) -> Lanes {
      LaneRootFinder.roots(
        in: lower, two, fLower: fLower, fUpper: fUpper, scale: Lanes(repeating: 0.1), where: all, f)
    }
    #expect(root(one, zero, one) { _ in one } == one)
    #expect(root(one, one, zero) { _ in one } == two)
    let step = root(zero, -one, one) { one.replacing(with: -1, where: $0 .< 0.3) }
    #expect(abs(step[0] - 0.3) <= 2 * 0.3.ulp)
    let triple = root(zero, -one, one) { ($0 - 1) * ($0 - 1) * ($0 - 1) }
    #expect(abs(triple[0] - 1) <= 1e-5)
  }
}
