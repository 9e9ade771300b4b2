import Dosing
import Limits
import Quantities
import Testing

@Suite("Accepted findings and the load of alarms")
struct AcceptanceTests {
  private func judgement() throws -> Judgement {
    let schedule = try dosing([Step.bolus("20 mg")]).schedule(for: patient("80 kg"))
    return try limits([
      rule(.bolusDose, softUpper: ["10 mg"], id: "soft"),
      rule(.bolusDose, hardUpper: ["10 mg"], id: "hard"),
      rule(.courseDose, hardUpper: ["30 mg"], id: "kept"),
      rule(.courseDose, softUpper: ["10 mg"], evidence: .oneSource, id: "weak"),
      rule(.pumpFlow, softUpper: ["10 mL/h"], id: "unknown"),
    ]).judgement(of: JudgedCase(patient: patient("80 kg"), schedule: schedule), strongOnly: true)
  }

  private func acceptance(_ rule: String, until: String, patient: String? = nil) throws
    -> Acceptance
  {
    Acceptance(
      rule: rule, patient: patient, reason: "intended", by: "Dr Nobody",
      until: try #require(CalendarDay(until)))
  }

  @Test("a soft finding is accepted up to and on the last day; a hard one never is")
  func lastDay() throws {
    let accepted = try ["soft", "hard", "kept"].map { try acceptance($0, until: "2026-11-27") }
    let day = try #require(CalendarDay("2026-11-27"))
    let next = try #require(CalendarDay("2026-11-28"))
    let on = try judgement().accepting(accepted, on: day)
    #expect(on.verdicts.map { $0.acceptance != nil } == [true, false, false, false, false])
    #expect(on.worst == .hard)
    let after = on.accepting(accepted, on: next)
    #expect(after.verdicts.allSatisfy { $0.acceptance == nil })
  }

  @Test("an acceptance for somebody else does not count")
  func otherPatient() throws {
    let day = try #require(CalendarDay("2026-01-01"))
    let accepted = [try acceptance("soft", until: "2026-11-27", patient: "A")]
    #expect(
      try judgement().accepting(accepted, patient: "A", on: day).verdicts[0].acceptance != nil)
    #expect(
      try judgement().accepting(accepted, patient: "B", on: day).verdicts[0].acceptance == nil)
  }
}
