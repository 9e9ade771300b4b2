import Titrate

/// A model of one compartment with variability of one's choice, and studies of it.
enum InventedModel {
  private static let text = """
    titrate: model/1
    id: exampline/demo-2020
    title: Invented model
    drug: exampline
    analytes:
      - { name: exampline, form: base, molar mass: 200 g/mol }
    sources:
      - { id: demo, cite: "Nobody N. Nowhere 2020;1:1-2", doi: 10.0000/demo }
    applies to:
      weight: 45..120 kg
      evidence: assumption
      sampling: venous
      population: nobody at all
    parameters:
      V1: { value: 10 L * (weight / 70 kg), from: demo, evidence: assumption }
      CL: { value: 6 L/h, from: demo, evidence: assumption }
    compartments: { central: V1 }
    flows:
      - central -> out: CL
    routes: { iv: central }
    variability:
    VARIABILITY
    outputs: { plasma: central }

    """

  /// The model with a block of variability, its lines indented by two, and other texts replaced.
  static func read(
    _ variability: String, changing replacements: [(String, String)] = []
  ) throws -> Model {
    var text = text.replacing("VARIABILITY", with: variability)
    for (old, new) in replacements { text = text.replacing(old, with: new) }
    return try ModelDocument.read(text: text, file: "invented.yaml")
  }

  static func residualError(_ error: String) throws -> Model {
    try read(
      """
        residual error:
          from: demo
          evidence: assumption
          outputs: { plasma: { \(error) } }
      """)
  }

  /// The model in patients of 70 kg, as published, observed at some minutes.
  static func scenario(
    _ model: Model, given phrase: String = "100 mg over 40 min",
    at minutes: [Double] = [20, 40, 90],
    metrics: [Metric] = [], seed: UInt64 = 5, replicates: Int = 1
  ) throws -> ScenarioSource {
    try scenario(
      model, ProtocolPhrase.read(phrase, drug: model.drug), at: minutes, metrics: metrics,
      seed: seed, replicates: replicates)
  }

  /// The same for any protocol.
  static func scenario(
    _ model: Model, _ dosing: DosingProtocol, at minutes: [Double], metrics: [Metric] = [],
    seed: UInt64 = 5, replicates: Int = 1, ownLags: Set<String> = []
  ) throws -> ScenarioSource {
    let weight = PatientDistributions.Shape.fixed(try StudyExample.quantity("70 kg"))
    let patients = PatientSource.drawn(
      try PatientSampler(
        PatientDistributions(
          femaleShare: nil, margins: [.init(.weight, female: weight, male: weight)])))
    let first = try patients.patient(0, seed: seed, replicates: replicates)
    let times = minutes.compactMap { Tick(minutes: $0) }
    let schedule = try dosing.schedule(for: first)
    let bound = try model.bind(to: first)
    let occasions = Occasions(schedule, drug: model.drug)
    let sessions = model.variability.betweenSessions
    let plan = try BatchPlan(
      model: bound, schedule: schedule, times: times, horizon: times[times.count - 1],
      metrics: metrics, changes: sessions == nil ? [] : occasions.changes,
      ownLags: ownLags)
    return try ScenarioSource(
      plan: plan, model: model, effectSite: nil, between: model.variability.betweenSubjects,
      sessions: sessions.map { ($0, occasions) }, uncertainty: model.variability.uncertainty,
      laws: dosing.doseLaws(of: model.drug),
      routes: schedule.deliveries.map { delivery in
        bound.routes.firstIndex { $0.name == delivery.route } ?? 0
      }, patients: patients, seed: seed, replicates: replicates)
  }

  /// The parameters of some rows, by row, then by session.
  static func drawn(_ source: ScenarioSource, _ rows: Range<Int>) throws -> [[[Double]]] {
    try stride(from: rows.lowerBound, to: rows.upperBound, by: 8).flatMap { first in
      let count = min(8, rows.upperBound - first)
      let sets = try source.individuals(first: first, count: count).parameters
      return (0..<count).map { lane in sets.map { set in set.map { $0[lane] } } }
    }
  }
}
