import Diagnostics
import Dosing
import Quantities
import Testing

@Suite("Doses that no drug is given in are warned of")
struct PlausibilityTests {
  func warnings(
    _ actions: [ProtocolStep.Action], concentration: String? = nil, weight: Double? = 80,
    course: Course? = nil
  ) throws -> [String] {
    let dosing = try Make.plan(actions, concentration: concentration, course: course)
    let found = try dosing.schedule(for: patient("80 kg")).plausibility(weight: weight)
    #expect(found.allSatisfy { $0.severity == .warning && $0.code.id == "T5021" })
    #expect(found.allSatisfy { $0.location != nil && !$0.remedy.isEmpty })
    return found.compactMap(\.expected)
  }

  @Test("ordinary doses are not")
  func ordinary() throws {
    #expect(try warnings([Make.infusion("0.5 mg/kg", over: "40 min")]).isEmpty)
    #expect(try warnings([Make.rate("7 mL/h", for: "4 h")], concentration: "1 mg/mL").isEmpty)
    #expect(try warnings([Make.bolus("1000 mg/kg")]).isEmpty)
    #expect(try warnings([Make.rate("10 L/h", for: "1 h")], concentration: "1 mg/mL").isEmpty)
  }

  @Test("grams written for milligrams are, per kilogram, per minute and in all")
  func slips() throws {
    #expect(try warnings([Make.bolus("1.001 g/kg")]) == ["at most 1000 mg/kg"])
    #expect(try warnings([Make.bolus("1.001 g/kg")], weight: nil).isEmpty)
    #expect(try warnings([Make.rate("1.001 g/kg/h", for: "1 h")]) == ["at most 1000 mg/kg/h"])
    #expect(
      try warnings([Make.infusion("11 g", over: "1 min")]) == ["at most 10 g/min"])
    #expect(
      try warnings([Make.rate("10.1 L/h", for: "1 h")], concentration: "1 mg/mL")
        == ["at most 10 L/h"])
    #expect(
      try warnings([Make.infusion("1001 g", over: "1000 h")], weight: nil)
        == ["at most 1 kg of a drug in all"])
  }

  @Test("the sessions of one step are warned of once")
  func once() throws {
    let course = Course(phases: [
      .init(timing: .every(sessions: 6, interval: try q("2 d")), location: place(9))
    ])
    #expect(
      try warnings([Make.bolus("2 g/kg")], course: course) == [
        "at most 1000 mg/kg"
      ])
  }
}
