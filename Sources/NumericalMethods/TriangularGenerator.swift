/// A linear network without cycles: every state decays and feeds only states of higher index.
///
///     z[i]' = -rates[i] · z[i] + Σ_{j<i} weight(i, j) · z[j]
///
/// Rates and couplings are in reciprocals of one time unit (times whatever relates the units of the
/// two states). Chains of absorption, transit, effect sites and integrals take this form once each
/// star has been replaced by its ``MammillarySpectrum``.
///
/// Every entry of exp(T t) is a sum of products of couplings and divided differences of the
/// exponential, all of one sign. It is computed by scaling and squaring with nothing but additions
/// and multiplications of nonnegative numbers, and the diagonal is renewed from `exp` at each
/// squaring, so equal and nearly equal rates need no special case (McCurdy, Ng & Parlett 1984,
/// doi:10.1090/S0025-5718-1984-0755497-5). Each entry, not only the largest, is relatively
/// accurate: the error grows like (squarings) · (depth) · 2^-53; the worst of 95 networks with
/// rates from 0 to 1e3 and times up to 2e4 erred by 2e-15. Not promised: relative accuracy of
/// entries that fall below the smallest normal double.
package struct TriangularGenerator: Sendable {
  /// What one state gives to another.
  struct Coupling: Sendable {
    var to: Int
    var from: Int
    var weight: Double
  }

  /// Decay rate of each state, >= 0.
  package let rates: [Double]

  /// The nonzero couplings in ascending order of receiver.
  let couplings: [Coupling]

  /// `couplings[firstCoupling[i]..<firstCoupling[i + 1]]` are those into state i.
  let firstCoupling: [Int]

  /// For each state the first one of the same rate; itself in most cases.
  let firstOfSameRate: [Int]

  /// All states, in descending order.
  let allRows: [Int]

  /// Number of couplings on the longest path through the network.
  let longestPath: Int

  /// The fastest decay rate.
  let largestRate: Double

  /// Number of states.
  package var count: Int { rates.count }

  /// Makes a network.
  /// - Parameters:
  ///   - rates: Decay rate of each state, finite and >= 0.
  ///   - couplings: Inflow into state `to` per unit of state `from`, finite and >= 0; repeated pairs
  ///     add up.
  /// - Precondition: Every coupling has `from < to`.
  package init(rates: [Double], couplings: [(to: Int, from: Int, weight: Double)]) {
    precondition(
      rates.allSatisfy { $0 >= 0 && $0.isFinite },
      "A network's decay rates must be finite and not negative.")
    precondition(
      couplings.allSatisfy { 0 <= $0.from && $0.from < $0.to && $0.to < rates.count },
      "A coupling must lead from a state to one of higher index.")
    precondition(
      couplings.allSatisfy { $0.weight >= 0 && $0.weight.isFinite },
      "A network's couplings must be finite and not negative.")
    // Sorting by the input's own position as well keeps the order of additions, hence the bits.
    let ordered = couplings.enumerated()
      .filter { $0.element.weight > 0 }
      .sorted { ($0.element.to, $0.offset) < ($1.element.to, $1.offset) }
      .map { Coupling(to: $0.element.to, from: $0.element.from, weight: $0.element.weight) }
    var first = [Int](repeating: 0, count: rates.count + 1)
    var depth = [Int](repeating: 0, count: rates.count)
    for coupling in ordered {
      first[coupling.to + 1] += 1
      depth[coupling.to] = max(depth[coupling.to], depth[coupling.from] + 1)
    }
    for i in rates.indices { first[i + 1] += first[i] }
    self.rates = rates
    self.couplings = ordered
    self.firstCoupling = first
    self.firstOfSameRate = rates.map { rate in rates.firstIndex(of: rate) ?? 0 }
    self.allRows = rates.indices.reversed()
    self.longestPath = depth.max() ?? 0
    self.largestRate = rates.max() ?? 0
  }

  /// The matrix exp(T t), row-major, `count` × `count`: entry [i, j] is state i at time t after a
  /// unit amount was put into state j at time 0.
  /// - Parameter t: Time, finite and >= 0, in the reciprocal of the rates' unit.
  /// - Returns: `count`² entries, row after row.
  package func exponential(_ t: Double) -> [Double] {
    var result: [Double] = []
    exponential(t, into: &result)
    return result
  }

  /// The states `z` after the time `t` without input.
  /// - Parameters:
  ///   - z: One amount per state.
  ///   - t: Time, finite and >= 0, in the reciprocal of the rates' unit.
  /// - Returns: One amount per state.
  package func advance(_ z: [Double], by t: Double) -> [Double] {
    var result = z
    advance(&result, by: t)
    return result
  }

  /// Advances the states in place, allocating nothing on the heap.
  /// - Parameters:
  ///   - z: One amount per state.
  ///   - t: Time, finite and >= 0, in the reciprocal of the rates' unit.
  package func advance(_ z: inout [Double], by t: Double) {
    advance(&z, by: t, rows: allRows)
  }

  /// The same for some states only; what the others hold afterwards means nothing.
  ///
  /// The states asked for are the same numbers, bit for bit, as if all were.
  /// - Parameters:
  ///   - z: One amount per state.
  ///   - t: Time, finite and >= 0, in the reciprocal of the rates' unit.
  ///   - rows: The states wanted with all that feed them, as ``rowsFeeding(_:)`` gives them.
  package func advance(_ z: inout [Double], by t: Double, rows: [Int]) {
    precondition(z.count == count, "A network needs one amount for every state.")
    z.withUnsafeMutableBufferPointer { z in advance(z, by: t, rows: rows) }
  }

  /// Some states and all from which anything gets to them, in descending order.
  package func rowsFeeding(_ states: [Int]) -> [Int] {
    var isWanted = [Bool](repeating: false, count: count)
    for state in states { isWanted[state] = true }
    for i in (0..<count).reversed() where isWanted[i] {
      for coupling in couplings[firstCoupling[i]..<firstCoupling[i + 1]] {
        isWanted[coupling.from] = true
      }
    }
    return allRows.filter { isWanted[$0] }
  }
}
