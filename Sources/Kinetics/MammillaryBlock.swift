internal import NumericalMethods

/// A center with peripherals that exchange drug with it and with nothing else.
struct MammillaryBlock: Sendable {
  /// The state in the middle.
  let center: Int
  /// The peripherals.
  let leaves: [Int]
  /// From the center to each peripheral, 1/min.
  let out: [Double]
  /// From each peripheral to the center, 1/min.
  let back: [Double]
  /// Rate constants and weights seen from the center.
  let spectrum: MammillarySpectrum
}

extension LinearSystem {
  /// An exchange group of two or more states as a star; nothing when it is not one.
  func mammillaryBlock(_ group: [Int]) -> MammillaryBlock? {
    let inside = links.filter { link in
      link.rate > 0 && group.contains(link.from) && link.to.map(group.contains) == true
    }
    guard inside.allSatisfy({ $0.drains && $0.yield == 1 && $0.from != $0.to }),
      let center = group.first(where: { candidate in
        inside.allSatisfy { $0.from == candidate || $0.to == candidate }
      })
    else { return nil }
    let leaves = group.filter { $0 != center }
    let out = leaves.map { exchangeRate(from: center, to: $0) }
    let back = leaves.map { exchangeRate(from: $0, to: center) }
    let spectrum = MammillarySpectrum(
      exit: exitRate(of: center, besides: leaves), toLeaf: out, fromLeaf: back,
      leafExit: leaves.map { exitRate(of: $0, besides: [center]) })
    return MammillaryBlock(
      center: center, leaves: leaves, out: out, back: back, spectrum: spectrum)
  }

  /// The rate at which a state loses drug other than to the states named.
  private func exitRate(of state: Int, besides: [Int]) -> Double {
    links.filter { link in
      link.from == state && link.drains && link.to.map(besides.contains) != true
    }.reduce(0) { $0 + $1.rate }
  }
}
