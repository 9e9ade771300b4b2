internal import NumericalMethods

/// The balance of states whose contents no longer change, solved without a subtraction.
///
/// With what moves and what leaves given per unit of each state, all zero or more, it is
/// `x[i] (exits[i] + Σ moved[k][i]) = input[i] + Σ moved[i][k] x[k]`. Elimination in the manner of
/// Grassmann, Taksar and Heyman (1985) forms every pivot as a sum, so the amounts keep full relative
/// precision however stiff the system is or however little leaves; and a system that nothing leaves
/// is recognised as such exactly, not by a small number.
struct StationaryBalance {
  /// `moved[i][k]`: what state i receives per unit of state k; the diagonal is not looked at.
  var moved: [[Double]]
  /// What leaves for good per unit of each state.
  var exits: [Double]

  /// The amounts; nothing when input has no way out.
  func solve(_ input: [Double]) -> [Double]? {
    var (moved, exits, input) = (moved, exits, input)
    let n = exits.count
    var emptying = exits
    for k in stride(from: n - 1, through: 0, by: -1) {
      emptying[k] = (0..<k).reduce(exits[k]) { $0 + moved[$1][k] }
      if emptying[k] == 0 {
        guard input[k] == 0, (0..<k).allSatisfy({ moved[k][$0] == 0 }) else { return nil }
        continue
      }
      for i in 0..<k {
        let share = moved[i][k] / emptying[k]
        input[i] += share * input[k]
        for j in 0..<k where j != i { moved[i][j] += share * moved[k][j] }
      }
      for j in 0..<k { exits[j] += exits[k] / emptying[k] * moved[k][j] }
    }
    var amounts = Array(repeating: 0.0, count: n)
    for k in 0..<n where emptying[k] > 0 {
      let supplied = (0..<k).reduce(input[k]) { $0 + moved[k][$1] * amounts[$1] }
      amounts[k] = supplied / emptying[k]
    }
    return amounts
  }
}

extension LinearSystem {
  /// What leaves a group of states for good per minute and unit of each of its states; nothing when
  /// a link inside the group brings more than it takes, so that mass can grow.
  func groupExits(_ group: [Int]) -> [Double]? {
    var exits = group.map { _ in 0.0 }
    for link in links where link.rate > 0 {
      guard let index = group.firstIndex(of: link.from) else { continue }
      let staysInside = link.to.map(group.contains) ?? false
      if staysInside {
        guard link.drains, link.yield <= 1 else { return nil }
        exits[index] += link.rate * (1 - link.yield)
      } else if link.drains {
        exits[index] += link.rate
      }
    }
    return exits
  }
}
