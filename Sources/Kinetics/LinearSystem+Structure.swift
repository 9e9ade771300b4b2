package import NumericalMethods

extension LinearSystem {
  /// The matrix `K` of `x' = K x + r`, 1/min.
  package var matrix: SquareMatrix {
    var k = SquareMatrix.zero(states.count)
    for link in links {
      if link.drains { k[link.from, link.from] -= link.rate }
      if let to = link.to { k[to, link.from] += link.rate * link.yield }
    }
    return k
  }

  /// The total rate at which each state empties, 1/min; never negative.
  var emptyingRates: [Double] {
    var rates = Array(repeating: 0.0, count: states.count)
    for link in links where link.drains { rates[link.from] += link.rate }
    return rates
  }

  /// The groups of states that exchange drug both ways, upstream groups first.
  ///
  /// Two states are in one group when drug can get from each to the other; the order is a
  /// topological order of the groups, and by index where that leaves a choice.
  package var exchangeGroups: [[Int]] {
    let n = states.count
    var reaches = Array(repeating: Array(repeating: false, count: n), count: n)
    for link in links where link.rate > 0 {
      if let to = link.to { reaches[link.from][to] = true }
    }
    for k in 0..<n {
      for i in 0..<n where reaches[i][k] {
        for j in 0..<n where reaches[k][j] { reaches[i][j] = true }
      }
    }
    var groups: [[Int]] = []
    var grouped = Array(repeating: false, count: n)
    for i in 0..<n where !grouped[i] {
      let group = (i..<n).filter { $0 == i || (reaches[i][$0] && reaches[$0][i]) }
      for member in group { grouped[member] = true }
      groups.append(group)
    }
    // Fewer states lie upstream of an upstream group than of anything it feeds.
    func upstream(_ group: [Int]) -> Int {
      (0..<n).filter { reaches[$0][group[0]] && !group.contains($0) }.count
    }
    return groups.enumerated()
      .sorted { (upstream($0.element), $0.offset) < (upstream($1.element), $1.offset) }
      .map(\.element)
  }

  /// The share of the total flow from one state to another, restricted to conserving links.
  package func exchangeRate(from: Int, to: Int) -> Double {
    links.filter { $0.from == from && $0.to == to }.reduce(0) { $0 + $1.rate }
  }
}
