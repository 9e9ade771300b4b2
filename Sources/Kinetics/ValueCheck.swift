internal import Diagnostics
internal import Quantities

/// A formula whose value has bounds, and whether it keeps them.
struct ValueCheck {
  let expression: Expression
  /// Whether the value is a share, at most all of something.
  var isShare = false
  /// Works the value out with a binder's numbers.
  let check: (ModelBinder) throws(Diagnostic) -> Void
}

extension Model {
  /// Every formula of the model whose value has bounds, in the order of the file.
  /// - Parameter effectSites: The effect sites that count.
  func valueChecks(effectSites: [EffectSite]) -> [ValueCheck] {
    var checks: [ValueCheck] = []
    for compartment in compartments {
      guard let volume = compartment.volume else { continue }
      checks.append(
        ValueCheck(expression: volume) { (binder) throws(Diagnostic) in
          _ = try binder.volume(volume, of: compartment)
        })
    }
    for flow in flows { checks += flow.valueChecks }
    for route in routes {
      if let share = route.bioavailability {
        checks.append(
          ValueCheck(expression: share, isShare: true) { (binder) throws(Diagnostic) in
            _ = try binder.bioavailability(share, of: route.name)
          })
      }
      if let lag = route.lag {
        checks.append(
          ValueCheck(expression: lag) { (binder) throws(Diagnostic) in
            _ = try binder.lag(lag, of: route.name)
          })
      }
    }
    for site in effectSites {
      checks.append(
        ValueCheck(expression: site.ke0) { (binder) throws(Diagnostic) in
          _ = try binder.ke0(of: site)
        })
    }
    return checks
  }
}

extension Model.Flow {
  fileprivate var valueChecks: [ValueCheck] {
    var checks: [ValueCheck]
    switch kinetics {
    case .firstOrder(let value):
      checks = [
        ValueCheck(expression: value) { (binder) throws(Diagnostic) in
          let isClearance = try value.dimension(in: binder.dimensions) == .clearance
          _ = try binder.rate(value, of: self, isClearance: isClearance)
        }
      ]
    case .saturable(let maximumRate, let halfSaturation):
      checks = [
        ValueCheck(expression: maximumRate) { (binder) throws(Diagnostic) in
          _ = try binder.maximumRate(maximumRate, of: self)
        },
        ValueCheck(expression: halfSaturation) { (binder) throws(Diagnostic) in
          _ = try binder.halfSaturation(halfSaturation, of: self)
        },
      ]
    }
    if let fraction {
      checks.append(
        ValueCheck(expression: fraction, isShare: true) { (binder) throws(Diagnostic) in
          _ = try binder.fraction(fraction)
        })
    }
    if let ratio = yield {
      checks.append(
        ValueCheck(expression: ratio) { (binder) throws(Diagnostic) in
          // The yield contains the fraction: a fault of the latter is reported once.
          if let fraction, (try? binder.fraction(fraction)) == nil { return }
          _ = try binder.massRatio(ratio)
        })
    }
    return checks
  }
}
