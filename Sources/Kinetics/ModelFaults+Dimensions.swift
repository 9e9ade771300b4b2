internal import Diagnostics
internal import Quantities

extension ModelFaults {
  /// What the formulas of a flow measure.
  mutating func checkValue(of flow: Model.Flow) {
    let place = "the flow out of `\(flow.from)`"
    switch flow.kinetics {
    case .firstOrder(let value):
      switch statedFlows[flow.location] ?? (flow.bothWays ? .clearance : .none) {
      case .clearance:
        require(value, [.clearance], "a clearance", for: place, isBothWays: flow.bothWays)
      case .frequency: require(value, [.frequency], "a rate constant", for: place)
      default:
        require(value, [.clearance, .frequency], "a clearance or a rate constant", for: place)
      }
    case .saturable(let maximumRate, let halfSaturation):
      let mass = molarMass(of: flow)
      require(maximumRate, [.drug / .time], "a mass per time", for: "`Vmax` of \(place)") {
        Self.remedy(forMaximumRate: $0, mass: mass)
      }
      require(halfSaturation, [.concentration], "a concentration", for: "`Km` of \(place)") {
        Self.remedy(forHalfSaturation: $0, mass: mass)
      }
    }
  }

  /// The molar mass of what leaves, in words: as the file states it, or as something to be stated.
  private func molarMass(of flow: Model.Flow) -> String {
    let analyte = model.compartments.first { $0.name == flow.from }?.analyte
    let mass = model.analytes.first { $0.name == analyte }?.molarMass
    return mass.map { "\($0)" } ?? "237.73 g/mol"
  }

  private static func remedy(forMaximumRate found: Dimension, mass: String) -> String? {
    let example = "`Vmax: { value: 24 mg/h, from: ..., evidence: ... }`"
    return switch found {
    case .none: "define a parameter such as \(example), and name it here"
    case .frequency: "write `rate` for a rate constant; Vmax is such as `24 mg/h`"
    case .clearance:
      "write `clearance` for a clearance; Vmax is the clearance at low levels times Km"
    case .concentration: "put it after `Km` if the two were exchanged; Vmax is such as `24 mg/h`"
    case .drug: "write it per time, such as `24 mg/h`"
    case .drug / .body: "write it per time and multiply by `weight`, such as `0.4 mg/kg/h * weight`"
    case .body, .body / .time:
      "`kg` and `lb` are the patient's weight; write a mass of drug per time, such as `24 mg/h`"
    case .substance / .time, .substance / .time / .body: molarRemedy(mass)
    default: nil
    }
  }

  private static func remedy(forHalfSaturation found: Dimension, mass: String) -> String? {
    let example = "`Km: { value: 500 ng/mL, from: ..., evidence: ... }`"
    return switch found {
    case .none: "define a parameter such as \(example), and name it here"
    case .drug / .time: "put it after `Vmax` if the two were exchanged; Km is such as `500 ng/mL`"
    case .body, .body / .volume:
      "`kg` and `lb` are the patient's weight; write a mass of drug per volume, such as `500 ng/mL`"
    case .substance / .volume: molarRemedy(mass)
    default: nil
    }
  }

  /// Molecules are never turned into a mass without being told to.
  private static func molarRemedy(_ mass: String) -> String {
    "multiply by the molar mass of what leaves, a parameter such as "
      + "`M: { value: \(mass), from: ..., evidence: ... }`"
  }

  /// What an expression measures; nothing where it cannot be told or is not to be.
  mutating func dimension(of expression: Expression) -> Dimension? {
    // An expression over something that was not understood has been reported already.
    guard expression.parameterNames.allSatisfy({ dimensions[$0] != nil || !exists($0) }) else {
      return nil
    }
    do {
      return try expression.dimension(in: dimensions)
    } catch {
      found.append(error)
      return nil
    }
  }

  private func exists(_ parameter: String) -> Bool {
    unreadParameters.contains(parameter) || model.parameters.contains { $0.name == parameter }
  }

  /// Reports an expression that measures something else than its place needs.
  mutating func require(
    _ expression: Expression, _ needed: [Dimension], _ what: String, for place: String,
    isBothWays: Bool = false, remedy: (Dimension) -> String? = { _ in nil }
  ) {
    guard let dimension = dimension(of: expression), !needed.contains(dimension),
      let first = needed.first
    else { return }
    let isRateBothWays = isBothWays && dimension == .frequency
    found.append(
      Diagnostic(
        .wrongExpressionDimension, at: expression.location,
        "\(expression.excerpt) is \(dimension), where \(what) is needed for \(place)",
        expected: what
          + (first == .none ? "" : " (\(needed.map(\.description).joined(separator: " or ")))"),
        remedy: isRateBothWays
          ? "write two flows, one for each way: their rate constants differ"
          : remedy(dimension) ?? Dimension.remedy(found: dimension, needed: first)))
  }
}
