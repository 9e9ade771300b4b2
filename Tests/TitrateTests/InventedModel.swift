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

  /// The model with a block of variability, its lines indented by two.
  static func read(_ variability: String) throws -> Model {
    try ModelDocument.read(
      text: text.replacing("VARIABILITY", with: variability), file: "invented.yaml")
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
    _ model: Model, given dosing: String = "100 mg over 40 min",
    at minutes: [Double] = [20, 40, 90],
    seed: UInt64 = 5, replicates: Int = 1
  ) throws -> ScenarioSource {
    let dosing = try ProtocolPhrase.read(dosing, drug: model.drug)
    let weight = PatientDistributions.Shape.fixed(try StudyExample.quantity("70 kg"))
    let patients = PatientSource.drawn(
      try PatientSampler(
        PatientDistributions(
          femaleShare: nil, margins: [.init(.weight, female: weight, male: weight)])))
    let first = try patients.patient(0, seed: seed, replicates: replicates)
    let times = minutes.compactMap { Tick(minutes: $0) }
    let schedule = try dosing.schedule(for: first)
    let plan = try BatchPlan(
      model: model.bind(to: first), schedule: schedule, times: times,
      horizon: times[times.count - 1])
    return try ScenarioSource(
      plan: plan, model: model, effectSite: nil, between: model.variability.betweenSubjects,
      uncertainty: model.variability.uncertainty, laws: dosing.doseLaws(of: model.drug),
      routes: schedule.deliveries.map { _ in 0 }, patients: patients, seed: seed,
      replicates: replicates)
  }
}
