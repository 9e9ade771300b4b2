import Diagnostics
import Dosing
import Patients
import Quantities
import Testing

@Suite("The laws of doses are the schedule for every weight")
struct DoseLawTests {
  private let place = SourceLocation(file: "test", line: 1, column: 1)

  private func quantity(_ text: String) throws -> Quantity {
    try Quantity(parsing: text, at: place)
  }

  /// Boluses, bounded infusions, a ramp, volumes, and a course whose doses shrink.
  private func dosing() throws -> DosingProtocol {
    let steps = [
      ProtocolStep(
        .bolus(
          .init(try quantity("0.3 mg/kg"), atMost: try quantity("20 mg")), route: nil),
        location: place),
      ProtocolStep(
        .infusion(
          .init(
            dose: .init(try quantity("0.05 mL/kg"), atLeast: try quantity("30 mg")),
            over: try quantity("40 min"))), location: place),
      ProtocolStep(
        .ramp(
          .init(
            .up, from: try quantity("0.1 mg/kg/h"), to: try quantity("0.3 mg/kg/h"),
            by: try quantity("0.1 mg/kg/h"), every: try quantity("1 h"))), location: place),
    ]
    return DosingProtocol(
      id: "test", title: "test",
      drugs: [DrugPlan(drug: "x", concentration: try quantity("10 mg/mL"), steps: steps)])
  }

  @Test("Amounts and rates agree to rounding", arguments: ["3 kg", "41.7 kg", "82 kg", "200 kg"])
  func agree(weight: String) throws {
    let dosing = try dosing()
    let patient = Patient(weight: try quantity(weight))
    let schedule = try dosing.schedule(for: patient)
    let laws = try dosing.doseLaws(of: "x")
    #expect(laws.count == schedule.deliveries.count && laws.count == 5)
    let kilograms = try #require(patient.weight).canonical
    for (law, delivery) in zip(laws, schedule.deliveries) {
      var expected: Double
      switch delivery.manner {
      case .bolus(let amount): expected = amount
      case .finiteInfusion(let rate), .setRate(let rate): expected = rate
      }
      var dose = law.prescribed.value { _ in kilograms }
      if let least = law.atLeast { dose = max(dose, least.value { _ in kilograms }) }
      if let most = law.atMost { dose = min(dose, most.value { _ in kilograms }) }
      expected = abs(expected)
      #expect(abs(dose - expected) <= 4 * expected.ulp, "\(law)")
    }
  }
}
