internal import Diagnostics
internal import Kinetics
internal import Patients
internal import Quantities

/// A model's formulas for eight patients at once: what ``Model/bind(to:effectSite:)`` works out for
/// one.
struct LanewiseModel: Sendable {
  /// A link of first order: a clearance over the volume of a state, or a rate constant.
  struct Link: Sendable {
    var value: LanewiseExpression
    var isClearance: Bool
    var from: Int
    var yield = Yield()
  }

  /// A link that saturates.
  struct SaturableLink: Sendable {
    /// mg/min.
    var maximumRate: LanewiseExpression
    /// mg/L.
    var halfSaturation: LanewiseExpression
    var yield: Yield
  }

  /// What arrives per unit that leaves; one when nothing is stated.
  struct Yield: Sendable {
    var ratio: LanewiseExpression?
    var fraction: LanewiseExpression?

    /// The value; NaN where more than all of what leaves would be formed.
    func value(_ values: LanewiseExpression.Values) -> SIMD8<Double> {
      guard let ratio = ratio?.value(values) else { return SIMD8(repeating: 1) }
      guard let fraction = fraction?.value(values) else { return ratio }
      return ratio.replacing(with: .nan, where: fraction .> 1)
    }
  }

  /// What an effect site adds.
  struct Site: Sendable {
    var ke0: LanewiseExpression
    var driver: Int
  }

  let parameters: [LanewiseExpression]
  let parameterNames: [String]
  let covariates: [Covariate]
  let volumes: [LanewiseExpression?]
  /// In the order of the bound system's links of first order.
  let links: [Link]
  /// In the order of its links that saturate.
  let saturable: [SaturableLink]
  let site: Site?
  let bioavailabilities: [LanewiseExpression?]
  let lags: [LanewiseExpression?]
  let between: LanewiseEffects?
  let sessions: LanewiseEffects?
  let uncertainty: LanewiseEffects?

  /// Translates a model that was found to be right.
  init(
    _ model: Model, effectSite: String?, between: RandomEffects?, sessions: RandomEffects?,
    uncertainty: RandomEffects?
  ) throws(PopulationFailure) {
    let names = model.parameters.map(\.name)
    let covariates = model.covariates(effectSite: effectSite).map(\.covariate)
    func lanes(_ expression: Expression) -> LanewiseExpression {
      LanewiseExpression(expression, parameters: names, covariates: covariates)
    }
    var dimensions: [String: Dimension] = [:]
    for parameter in model.parameters {
      dimensions[parameter.name] = try? parameter.value.dimension(in: dimensions)
    }
    parameterNames = names
    self.covariates = covariates
    parameters = model.parameters.map { lanes($0.value) }
    volumes = model.compartments.map { $0.volume.map(lanes) }
    func state(_ name: String?) -> Int {
      model.compartments.firstIndex { $0.name == name } ?? 0
    }
    var links: [Link] = []
    var saturable: [SaturableLink] = []
    for flow in model.flows {
      let yield = Yield(ratio: flow.yield.map(lanes), fraction: flow.fraction.map(lanes))
      switch flow.kinetics {
      case .firstOrder(let formula):
        let isClearance = (try? formula.dimension(in: dimensions)) == .clearance
        let value = lanes(formula)
        links.append(
          Link(value: value, isClearance: isClearance, from: state(flow.from), yield: yield))
        if flow.bothWays {
          links.append(Link(value: value, isClearance: isClearance, from: state(flow.to)))
        }
      case .saturable(let maximumRate, let halfSaturation):
        saturable.append(
          SaturableLink(
            maximumRate: lanes(maximumRate), halfSaturation: lanes(halfSaturation), yield: yield))
      }
    }
    self.links = links
    self.saturable = saturable
    site = model.effectSites.first { $0.name == effectSite }
      .map { Site(ke0: lanes($0.ke0), driver: state($0.drivenBy)) }
    bioavailabilities = model.routes.map { $0.bioavailability.map(lanes) }
    lags = model.routes.map { $0.lag.map(lanes) }
    self.between = try between.map { (effects) throws(PopulationFailure) in
      try LanewiseEffects(effects, parameters: names, purpose: .betweenSubjects)
    }
    self.sessions = try sessions.map { (effects) throws(PopulationFailure) in
      try LanewiseEffects(effects, parameters: names, purpose: .betweenSessions)
    }
    self.uncertainty = try uncertainty.map { (effects) throws(PopulationFailure) in
      try LanewiseEffects(effects, parameters: names, purpose: .uncertainty)
    }
  }

  /// The parameters of eight subjects in each of some sessions.
  ///
  /// Each is individual as soon as it is worked out, so that those worked out from it follow. A
  /// subject's own value takes the place of the typical one for what a session does to it.
  func individuals(
    _ covariates: [SIMD8<Double>], at place: DrawPlace, sessions numbers: [Int]
  ) -> [LanewiseExpression.Values] {
    let shifts = uncertainty.map { ($0, $0.draw(at: place)) }
    let effects = between.map { ($0, $0.draw(at: place)) }
    return numbers.map { number in
      var values = LanewiseExpression.Values(parameters: [], covariates: covariates)
      values.parameters.reserveCapacity(parameters.count)
      let changes = sessions.map { ($0, $0.draw(at: place, session: number)) }
      for (index, parameter) in parameters.enumerated() {
        var value = parameter.value(values)
        for case let (block, drawn)? in [shifts, effects, changes] {
          value = block.apply(drawn, to: index, typical: value)
        }
        values.parameters.append(value)
      }
      return values
    }
  }

  /// The rate constant of a link of first order, 1/min, by its index in the bound system.
  func rate(_ link: Int, _ values: LanewiseExpression.Values) -> SIMD8<Double> {
    if link < links.count {
      let flow = links[link]
      let value = flow.value.value(values)
      return flow.isClearance ? value / volume(flow.from, values) : value
    }
    guard let site else { return SIMD8(repeating: .nan) }
    let ke0 = site.ke0.value(values)
    // First what drives the site, then what leaves it.
    return link == links.count ? ke0 / volume(site.driver, values) : ke0
  }

  /// The yield of a link of first order.
  func yield(_ link: Int, _ values: LanewiseExpression.Values) -> SIMD8<Double> {
    (links.indices.contains(link) ? links[link].yield : Yield()).value(values)
  }

  /// The share of a dose that arrives by a route, by its index; NaN where it would be more than all
  /// of it, nothing where it is all of it.
  func bioavailability(_ route: Int, _ values: LanewiseExpression.Values) -> SIMD8<Double>? {
    bioavailabilities[route].map { expression in
      let share = expression.value(values)
      return share.replacing(with: .nan, where: share .> 1)
    }
  }

  /// How long after a dose it arrives by a route, min, by the route's index.
  func lag(_ route: Int, _ values: LanewiseExpression.Values) -> SIMD8<Double> {
    lags[route]?.value(values) ?? SIMD8(repeating: 0)
  }

  /// The volume of a state, L.
  func volume(_ state: Int, _ values: LanewiseExpression.Values) -> SIMD8<Double> {
    let expression = volumes.indices.contains(state) ? volumes[state] : nil
    return expression?.value(values) ?? SIMD8(repeating: 1)
  }
}
