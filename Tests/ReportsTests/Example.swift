import Diagnostics
import Dosing
import Kinetics
import Patients
import Quantities
import Reports
import Simulation

/// Hand-made values of this module's tests; the numbers of the model are invented.
enum Example {
  static let place = SourceLocation(file: "<test>", line: 1, column: 1)
  static let patient = Patient(weight: quantity("80 kg"), age: quantity("45 y"), sex: .female)

  static func quantity(_ text: String) -> Quantity {
    do {
      return try Quantity(parsing: text, at: place)
    } catch {
      fatalError("\(error)")
    }
  }

  static func minutes(_ count: Int) -> Tick { Tick(flicks: Int64(count) * Tick.perMinute) }

  /// A model's text; its equations play no part here but in the model card.
  static func model(
    drug: String = "ketamine", sampling: Model.Sampling = .arterial, metabolite: String? = nil
  ) -> Model {
    func expression(_ name: String) -> Expression { Expression(.parameter(name), at: place) }
    func parameter(_ name: String, _ text: String, _ evidence: Evidence) -> Model.Parameter {
      Model.Parameter(
        name: name, value: Expression(.constant(quantity("1 L")), at: place), text: text,
        source: "demo", evidence: evidence, note: evidence == .assumption ? "chosen by hand" : nil)
    }
    var compartments = [("central", "V1"), ("rapid", "V2")].map {
      Model.Compartment(
        name: $0.0, volume: expression($0.1), analyte: drug, location: place)
    }
    var flows = [
      Model.Flow(
        from: "central", to: nil, bothWays: false, .firstOrder(expression("CL")), location: place),
      Model.Flow(
        from: "central", to: "rapid", bothWays: true, .firstOrder(expression("Q2")), location: place
      ),
    ]
    if let metabolite {
      compartments.append(
        Model.Compartment(
          name: metabolite, volume: expression("VM"), analyte: metabolite, location: place))
      flows.append(
        Model.Flow(
          from: "central", to: metabolite, bothWays: false, .firstOrder(expression("CLM")),
          location: place))
    }
    return Model(
      id: "\(drug)/demo", title: "Invented numbers", summary: "For tests only.", drug: drug,
      analytes: [Model.Analyte(name: drug, form: "base", molarMass: quantity("237.73 g/mol"))],
      sources: [
        Citation(
          id: "demo", text: "Nobody A. Journal 2020;1:1-2", doi: "10.0000/demo", evidence: .abstract
        )
      ],
      applicability: Model.Applicability(
        ranges: [
          Model.Applicability.Range(
            covariate: "weight", lower: quantity("45 kg"), upper: quantity("120 kg"))
        ], population: "nobody"),
      sampling: sampling,
      parameters: [
        parameter("V1", "28.5 L * (weight / 80 kg)", .twoSources),
        parameter("CL", "96 L/h * (weight / 80 kg)^0.75", .assumption),
        parameter("V2", "64 L", .oneSource), parameter("Q2", "180 L/h", .oneSource),
      ],
      compartments: compartments, flows: flows,
      routes: [Model.Route(name: "iv", into: "central", location: place)],
      effectSites: [
        Model.EffectSite(
          name: "eeg", drivenBy: "central", ke0: expression("ke0"), text: "0.24 1/min",
          endpoint: "slowing of the EEG", source: "demo", evidence: .oneSource)
      ],
      outputs: [Model.Output(name: "plasma", compartment: "central")],
      variability: Variability(text: "none published")
    )
  }

  /// Two compartments of 28.5 L and 64 L, CL 1.6 L/min, Q2 3 L/min; with an effect site of
  /// ke0 0.24/min and with a metabolite formed by half of the elimination where asked for.
  static func bound(
    drug: String = "ketamine", effect: Bool = false, metabolite: String? = nil,
    sampling: Model.Sampling = .arterial
  ) -> BoundModel {
    var system = LinearSystem.mammillary(
      volume: 28.5, clearance: 1.6, peripherals: [(volume: 64, clearance: 3)])
    system.states[1].name = "rapid"
    var outputs = [BoundModel.Output(name: "plasma", analyte: drug, state: 0)]
    if let metabolite {
      let state = system.addState(metabolite, .amount(volume: 100))
      system.links.append(LinearSystem.Link(from: 0, to: state, rate: 0.8 / 28.5))
      system.links[0].rate = 0.8 / 28.5
      system.links.append(LinearSystem.Link(from: state, to: nil, rate: 0.01))
      outputs.append(BoundModel.Output(name: "plasma", analyte: metabolite, state: state))
    }
    if effect {
      let state = system.addEffectSite(ke0: 0.24, drivenBy: 0, volume: 28.5)
      outputs.append(BoundModel.Output(name: "effect", analyte: drug, state: state))
    }
    return BoundModel(
      model: model(drug: drug, sampling: sampling, metabolite: metabolite), patient: patient,
      parameters: [
        BoundModel.Value(name: "V1", value: 28.5, dimension: .volume),
        BoundModel.Value(name: "CL", value: 1.6, dimension: .clearance),
        BoundModel.Value(name: "V2", value: 64, dimension: .volume),
        BoundModel.Value(name: "Q2", value: 3, dimension: .clearance),
      ], system: CompartmentSystem(system), routes: [BoundModel.Route(name: "iv", state: 0)],
      outputs: outputs,
      effectSite: effect ? "eeg" : nil)
  }

  /// 40 mg over 40 min, as often as wanted, so many days apart.
  static func infusions(sessions count: Int = 1, every days: Int = 2) -> Schedule {
    var schedule = Schedule(deliveries: [])
    for session in 0..<count {
      let start = minutes(session * days * 1440)
      let end = start + minutes(40)
      schedule.deliveries.append(
        Delivery(
          drug: "ketamine", .finiteInfusion(rate: 1), start: start, end: end, line: session))
      schedule.lines.append(
        ScheduleLine(
          drug: "ketamine", kind: .infusion, session: session + 1, start: start, end: end,
          entered: quantity("0.5 mg/kg"), amount: 40, rate: 1, strength: quantity("1 mg/mL")))
      schedule.sessions.append(Schedule.Session(number: session + 1, start: start, end: end))
    }
    return schedule
  }

  /// A bolus, then a rate that goes up step by step every half hour.
  static func escalation(drug: String = "ketamine", scale: Double = 1) -> Schedule {
    var schedule = Schedule(deliveries: [
      Delivery(drug: drug, .bolus(amount: 28 * scale), start: .zero, end: .zero, line: 0)
    ])
    schedule.lines = [
      ScheduleLine(
        drug: drug, kind: .bolus, session: 1, start: .zero, end: .zero,
        entered: quantity("0.35 mg/kg"), amount: 28 * scale, strength: quantity("10 mg/mL"))
    ]
    for (index, perHour) in [8.0, 12, 16, 20, 24].enumerated() {
      let start = minutes(index * 30)
      let end = index == 4 ? minutes(48 * 60) : minutes(index * 30 + 30)
      let rate = perHour * scale / 60
      schedule.deliveries.append(
        Delivery(drug: drug, .setRate(rate: rate), start: start, end: end, line: index + 1))
      schedule.lines.append(
        ScheduleLine(
          drug: drug, kind: .setRate, session: 1, start: start, end: end,
          entered: quantity("0.\(index == 0 ? "1" : "\(10 + 5 * index)") mg/kg/h"),
          amount: rate * (end - start).minutes, rate: rate, strength: quantity("10 mg/mL")))
    }
    schedule.sessions = [Schedule.Session(number: 1, start: .zero, end: minutes(48 * 60))]
    return schedule
  }

  static let landmarks = [
    Landmark(
      name: "analgesia", analyte: "ketamine", concentration: 0.07, source: "Nobody 2020",
      evidence: .oneSource),
    Landmark(name: "awakening", analyte: "ketamine", concentration: 0.64, source: "Nobody 2021"),
  ]
}
