internal import NumericalMethods

/// One eigenvalue of a system's matrix with its sign turned: `exp(-rate t)`, times an oscillation
/// when the graph has a loop that allows one.
public struct DecayRate: Hashable, Sendable {
  /// How fast the mode decays, 1/min.
  public var rate: Double
  /// How fast it oscillates, radians per min; zero for every reversible graph.
  public var frequency: Double

  /// Makes a decay rate.
  public init(rate: Double, frequency: Double = 0) {
    self.rate = rate
    self.frequency = frequency
  }

  /// The time in which the mode halves, min; infinite for a mode that does not decay.
  public var halfLife: Double { Portable.log(2) / rate }
}

extension LinearSystem {
  /// The decay rates that the course of one state can show, fastest first; an oscillating pair is
  /// listed once.
  ///
  /// Rates of a star come from its secular equation with full relative precision; those of any
  /// other exchange group from LAPACK.
  public func decayRates(observedAt state: Int) throws(KineticsFailure) -> [DecayRate] {
    let upstream = statesUpstream(of: state)
    return try decayRates(of: exchangeGroups.filter { upstream.contains($0[0]) })
  }

  /// The decay rates that the course of one state can show once drug has entered others, fastest first.
  public func decayRates(
    observedAt state: Int, enteredAt entered: Set<Int>
  ) throws(KineticsFailure) -> [DecayRate] {
    let upstream = statesUpstream(of: state).filter { origin in
      !statesUpstream(of: origin).isDisjoint(with: entered)
    }
    return try decayRates(of: exchangeGroups.filter { upstream.contains($0[0]) })
  }

  /// The decay rates of groups of states that exchange drug, fastest first.
  func decayRates(of groups: [[Int]]) throws(KineticsFailure) -> [DecayRate] {
    let emptying = emptyingRates
    var rates: [DecayRate] = []
    for group in groups {
      if group.count == 1, exchangeRate(from: group[0], to: group[0]) == 0 {
        rates.append(DecayRate(rate: emptying[group[0]]))
      } else if let star = star(group, emptying) {
        rates += star.map { DecayRate(rate: $0) }
      } else {
        rates += try generalRates(group)
      }
    }
    return rates.sorted { ($0.rate, $0.frequency) > ($1.rate, $1.frequency) }
  }

  /// The states from which drug or influence can get to a state, with the state itself.
  package func statesUpstream(of state: Int) -> Set<Int> {
    var found: Set<Int> = [state]
    var grown = true
    while grown {
      let next = found.union(
        links.filter { $0.rate > 0 && $0.to.map(found.contains) == true }.map(\.from))
      grown = next.count > found.count
      found = next
    }
    return found
  }

  /// All rates of a star: the roots of its secular equation, and the poles that peripherals with
  /// equal rates hide from the center.
  private func star(_ group: [Int], _ emptying: [Double]) -> [Double]? {
    guard let block = mammillaryBlock(group) else { return nil }
    var rates = block.spectrum.rates
    var seen: Set<Double> = []
    for leaf in block.leaves where !seen.insert(emptying[leaf]).inserted {
      rates.append(emptying[leaf])
    }
    return rates
  }

  private func generalRates(_ group: [Int]) throws(KineticsFailure) -> [DecayRate] {
    let k = matrix
    let block = SquareMatrix(rows: group.map { row in group.map { k[row, $0] } })
    do {
      return try LinearSolver.eigenvalues(block).filter { $0.imaginary >= 0 }.map {
        DecayRate(rate: -$0.real, frequency: $0.imaginary)
      }
    } catch {
      throw .numerical("\(error)")
    }
  }
}
