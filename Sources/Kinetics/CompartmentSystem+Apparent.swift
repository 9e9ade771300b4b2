extension CompartmentSystem.SaturableLink {
  /// The clearance far below Km, Vmax/Km, L/min.
  public var intrinsicClearance: Double { maximumRate / halfSaturation }
}

extension CompartmentSystem {
  /// The linear system whose clearances are those that the saturable links have at one
  /// concentration: `maximumRate / (halfSaturation + C)`.
  ///
  /// With zero it is what this system comes close to far below every Km. Below `multiple` times Km
  /// it is nowhere faster than this system.
  /// - Parameter multiple: The concentration in each origin, as a multiple of the link's Km.
  public func linearized(atKmTimes multiple: Double = 0) -> LinearSystem {
    var system = firstOrder
    for link in saturable {
      guard case .amount(let volume?) = system.states[link.from].content else { continue }
      system.links.append(
        LinearSystem.Link(
          from: link.from, to: link.to,
          rate: link.intrinsicClearance / (1 + multiple) / volume, yield: link.yield))
    }
    return system
  }
}
