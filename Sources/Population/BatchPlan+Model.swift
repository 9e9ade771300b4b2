public import Dosing
public import Kinetics
public import Quantities
internal import Simulation

extension BatchPlan {
  /// Lays out a batch for a model and a schedule of any one subject; the doses are the deliveries
  /// of the model's drug, in the schedule's order.
  ///
  /// `ownLags` are the routes whose lag differs between subjects; the lag that such a route has
  /// here is left aside.
  /// - Throws: ``PopulationFailure``; ``PopulationFailure/simulation(_:)`` for an unknown route.
  public init(
    model: BoundModel, schedule: Schedule, times: [Tick], horizon: Tick, metrics: [Metric] = [],
    changes: [Tick] = [], ownLags: Set<String> = []
  ) throws(PopulationFailure) {
    var inputs: [PlannedInput] = []
    for delivery in schedule.deliveries where delivery.drug == model.model.drug {
      let route = try model.entry(of: delivery)
      let hasOwnLag = ownLags.contains(route.name)
      let lag = hasOwnLag ? .zero : route.lag
      let manner: PlannedInput.Manner =
        switch delivery.manner {
        case .bolus: .jump
        case .finiteInfusion, .setRate: .rate(end: delivery.end + lag)
        }
      inputs.append(
        PlannedInput(
          state: route.state, manner, start: delivery.start + lag, dose: inputs.count,
          hasOwnLag: hasOwnLag))
    }
    try self.init(
      template: model.system, outputs: model.outputs, inputs: inputs, times: times,
      horizon: horizon, metrics: metrics, changes: changes)
  }

  /// Writes one subject, bound and scheduled by itself, into a lane.
  ///
  /// This binds and schedules nothing and compares structure and times with the plan's; sources
  /// that must be fast write columns directly.
  /// - Throws: ``PopulationFailure/differentStructure(_:)``.
  public func write(
    _ model: BoundModel, _ schedule: Schedule, to tile: SubjectTile, lane: Int
  ) throws(PopulationFailure) {
    let system = model.system
    guard system.hasSameShape(as: template) else {
      throw .differentStructure("the model has other states or links")
    }
    var next = 0
    var doses: [Double] = []
    var lags: [Tick] = []
    for delivery in schedule.deliveries where delivery.drug == model.model.drug {
      let route = try model.entry(of: delivery)
      guard next < inputs.count else { throw .differentStructure("there are more doses") }
      let planned = inputs[next]
      let lag = planned.hasOwnLag ? .zero : route.lag
      guard planned.state == route.state, planned.start == delivery.start + lag,
        planned.end == delivery.end + lag
      else { throw .differentStructure("dose \(next + 1) is given at another time or place") }
      switch (delivery.manner, planned.manner) {
      case (.bolus(let amount), .jump): doses.append(amount * route.bioavailability)
      case (.finiteInfusion(let rate), .rate), (.setRate(let rate), .rate):
        doses.append(rate * route.bioavailability)
      default: throw .differentStructure("dose \(next + 1) is given in another manner")
      }
      lags.append(route.lag)
      next += 1
    }
    guard next == inputs.count else { throw .differentStructure("there are fewer doses") }
    for (index, column) in columns.enumerated() {
      tile[index, lane] =
        switch column {
        case .rate(let link): system.firstOrder.links[link].rate
        case .yield(let link): system.firstOrder.links[link].yield
        case .maximumRate(let link): system.saturable[link].maximumRate
        case .halfSaturation(let link): system.saturable[link].halfSaturation
        case .saturableYield(let link): system.saturable[link].yield
        case .volume(let state): system.firstOrder.volume(of: state) ?? 1
        case .dose(let dose): doses[dose]
        case .lag(let dose): lags[dose].minutes
        }
    }
  }
}

extension BoundModel {
  /// The route by which a delivery enters.
  fileprivate func entry(of delivery: Delivery) throws(PopulationFailure) -> Route {
    let name = delivery.route ?? routes.first?.name ?? ""
    guard let route = routes.first(where: { $0.name == name }) else {
      throw .simulation(.unknownRoute(name, available: routes.map(\.name)))
    }
    return route
  }
}

extension LinearSystem {
  /// The volume of a state, L; nothing for an effect site and for a state without one.
  func volume(of state: Int) -> Double? {
    if case .amount(let volume) = states[state].content { volume } else { nil }
  }
}

extension CompartmentSystem {
  /// Whether two systems differ in numbers only.
  fileprivate func hasSameShape(as other: CompartmentSystem) -> Bool {
    let (links, others) = (firstOrder.links, other.firstOrder.links)
    return states.count == other.states.count && links.count == others.count
      && saturable.count == other.saturable.count
      && zip(links, others).allSatisfy {
        $0.from == $1.from && $0.to == $1.to && $0.drains == $1.drains
      } && zip(saturable, other.saturable).allSatisfy { $0.from == $1.from && $0.to == $1.to }
  }
}
