public import Dosing
public import Kinetics
internal import NumericalMethods
internal import Patients
internal import Quantities
internal import Simulation

/// Writes the subjects of one scenario, a model with a protocol, into the tiles of its batch.
public struct ScenarioSource: Sendable {
  /// The batch: what all subjects share.
  public let plan: BatchPlan
  /// The names of the model's parameters, in the order of `parameters(of:)`.
  public var parameterNames: [String] { model.parameterNames }

  /// The sessions with parameters of their own; nothing when a subject has one set of them.
  public var sessions: [Int]? { occasions?.sessions }

  private let model: LanewiseModel
  private let occasions: Occasions?
  private let patients: PatientSource
  private let philox: Philox
  private let replicates: Int
  private let laws: [DoseLaw]
  private let routes: [Int]

  /// Prepares a scenario.
  /// - Parameters:
  ///   - plan: A batch laid out for any one subject of the scenario.
  ///   - model: The model.
  ///   - effectSite: The effect site observed, if any.
  ///   - between: How subjects differ; nothing for typical subjects.
  ///   - sessions: How one subject differs from session to session, and when; the plan has the
  ///     changes of these occasions.
  ///   - uncertainty: How replicates differ; nothing where estimates are taken as exact.
  ///   - laws: The law of every delivery of the model's drug.
  ///   - routes: The route of every delivery, by its index in the model.
  ///   - patients: Where the patients come from.
  ///   - seed: The study's seed.
  ///   - replicates: How often each subject is drawn.
  public init(
    plan: BatchPlan, model: Model, effectSite: String?, between: RandomEffects?,
    sessions: (effects: RandomEffects, occasions: Occasions)? = nil, uncertainty: RandomEffects?,
    laws: [DoseLaw], routes: [Int], patients: PatientSource, seed: UInt64, replicates: Int
  ) throws(PopulationFailure) {
    occasions = sessions?.occasions
    guard occasions?.changes ?? [] == plan.changes,
      occasions.map({ $0.ofDelivery.count == laws.count }) ?? true
    else { throw .differentStructure("the sessions are not those of the plan") }
    self.plan = plan
    self.model = try LanewiseModel(
      model, effectSite: effectSite, between: between, sessions: sessions?.effects,
      uncertainty: uncertainty)
    self.laws = laws
    self.routes = routes
    self.patients = patients
    philox = Philox(seed: seed)
    self.replicates = replicates
  }

  /// Writes the subjects of a tile.
  /// - Throws: ``PopulationFailure/noPatientWithinBounds(_:)``.
  public func write(_ tile: SubjectTile) throws {
    let place = place(first: tile.first, count: tile.count)
    guard let people = patients.patients(at: place) else {
      throw PopulationFailure.noPatientWithinBounds(tile.first / replicates)
    }
    let values = model.individuals(
      covariates(of: people, count: tile.count), at: place, sessions: sessions ?? [1])
    /// Writes a column for the time before the first change and after each.
    func write(_ column: Int, _ number: (LanewiseExpression.Values) -> SIMD8<Double>) {
      for epoch in 0...plan.changes.count { tile[column, epoch: epoch] = number(values[epoch]) }
    }
    for (index, column) in plan.columns.enumerated() {
      switch column {
      case .rate(let link): write(index) { model.rate(link, $0) }
      case .yield(let link): write(index) { model.yield(link, $0) }
      case .maximumRate(let link): write(index) { model.saturable[link].maximumRate.value($0) }
      case .halfSaturation(let link):
        write(index) { model.saturable[link].halfSaturation.value($0) }
      case .saturableYield(let link): write(index) { model.saturable[link].yield.value($0) }
      case .volume(let state): write(index) { model.volume(state, $0) }
      case .dose(let dose):
        var amount = laws[dose].lanes { weight(of: people, $0, count: tile.count) }
        let session = values[occasions?.ofDelivery[dose] ?? 0]
        if let share = model.bioavailability(routes[dose], session) { amount *= share }
        tile[index] = amount
      case .lag(let dose):
        tile[index] = model.lag(routes[dose], values[occasions?.ofDelivery[dose] ?? 0])
      }
    }
  }

  /// What is known of up to eight consecutive subjects, and their individual parameters, in
  /// canonical units; those of the first session where sessions differ.
  public func subjects(
    first: Int, count: Int
  ) throws(PopulationFailure) -> (patients: PatientTile, parameters: [SIMD8<Double>]) {
    let (people, parameters) = try individuals(first: first, count: count)
    return (people, parameters[0])
  }

  /// What is known of up to eight consecutive subjects, and for each of the ``sessions`` their
  /// individual parameters, in canonical units; once where sessions do not differ.
  public func individuals(
    first: Int, count: Int
  ) throws(PopulationFailure) -> (patients: PatientTile, parameters: [[SIMD8<Double>]]) {
    let place = place(first: first, count: count)
    guard let people = patients.patients(at: place) else {
      throw .noPatientWithinBounds(first / replicates)
    }
    let values = model.individuals(
      covariates(of: people, count: count), at: place, sessions: sessions ?? [1])
    return (people, values.map(\.parameters))
  }

  /// What is known of up to eight consecutive subjects, and what is given to them: mg, or mg/min
  /// for what takes time, in the order of the plan's doses, before bioavailability.
  public func prescribed(
    first: Int, count: Int
  ) throws(PopulationFailure) -> (patients: PatientTile, doses: [SIMD8<Double>]) {
    guard let people = patients.patients(at: place(first: first, count: count)) else {
      throw .noPatientWithinBounds(first / replicates)
    }
    return (
      people, laws.map { law in law.lanes { weight(of: people, $0, count: count) } }
    )
  }

  /// The share of a dose that arrives by each of the model's routes, nothing where it is all of it,
  /// and how much later, min, where that differs between subjects.
  func entries(
    first: Int, count: Int
  ) throws(PopulationFailure) -> [(share: SIMD8<Double>?, lag: SIMD8<Double>?)] {
    let lagged = Set(plan.inputs.filter(\.hasOwnLag).map { routes[$0.dose] })
    guard !lagged.isEmpty || model.bioavailabilities.contains(where: { $0 != nil }) else {
      return model.bioavailabilities.map { _ in (nil, nil) }
    }
    let place = place(first: first, count: count)
    guard let people = patients.patients(at: place) else {
      throw .noPatientWithinBounds(first / replicates)
    }
    let values = model.individuals(
      covariates(of: people, count: count), at: place, sessions: [1])[0]
    return model.bioavailabilities.enumerated().map { route, share in
      (share?.value(values), lagged.contains(route) ? model.lag(route, values) : nil)
    }
  }

  private func place(first: Int, count: Int) -> DrawPlace {
    DrawPlace(philox: philox, first: first, count: count, replicates: replicates)
  }

  private func covariates(of people: PatientTile, count: Int) -> [SIMD8<Double>] {
    model.covariates.map { covariate in
      switch covariate {
      case .weight: people.weight
      case .age: people.age
      case .height: people.height
      case .female: people.female
      case .dosingWeight: people.dosingWeight
      default: people.derived(covariate, count: count)
      }
    }
  }

  private func weight(
    of people: PatientTile, _ scalar: WeightScalar, count: Int
  ) -> SIMD8<Double> {
    switch scalar {
    case .actual: people.weight
    case .dosing: people.dosingWeight
    case .ideal: people.derived(.idealWeight, count: count)
    case .lean: people.derived(.fatFreeMass, count: count)
    case .adjusted: people.derived(.adjustedWeight, count: count)
    }
  }
}

extension DoseLaw {
  /// The doses of eight patients; NaN where the bounds leave no room.
  fileprivate func lanes(_ weight: (WeightScalar) -> SIMD8<Double>) -> SIMD8<Double> {
    func lanes(_ term: Term) -> SIMD8<Double> {
      let coefficient = SIMD8<Double>(repeating: term.coefficient)
      return term.scalar.map { coefficient * weight($0) } ?? coefficient
    }
    var dose = lanes(prescribed)
    let most = atMost.map(lanes)
    let least = atLeast.map(lanes)
    if let least { dose.replace(with: least, where: dose .< least) }
    if let most { dose.replace(with: most, where: dose .> most) }
    if let most, let least { dose.replace(with: .nan, where: least .> most) }
    return dose
  }
}
