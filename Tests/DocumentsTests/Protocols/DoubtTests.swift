import Diagnostics
import Documents
import Dosing
import Kinetics
import Limits
import Patients
import Quantities
import Testing

@Suite("What can be read and may have been meant otherwise is warned of")
struct DoubtTests {
  private func doubts(_ dosing: DosingProtocol) throws -> [Diagnostic] {
    let found = try dosing.schedule(for: patient("80 kg")).plausibility(weight: 80)
    #expect(found.allSatisfy { $0.severity == .warning && !$0.remedy.isEmpty })
    return found
  }

  @Test(
    "a point with three digits behind it, the last of them zero, may mark thousands",
    arguments: [
      ("1.000 mg", "read as 1 mg", "`1 mg`, or `1000 mg`", 1),
      ("bolus 2.500 mg", "read as 2.5 mg", "`2.5 mg`, or `2500 mg`", 7),
      ("100.000 mcg over 1 min", "read as 100 mcg", "`100 mcg`, or `100000 mcg`", 1),
      ("20 mg at most 1.250 mg", "read as 1.25 mg", "`1.25 mg`, or `1250 mg`", 15),
    ])
  func thousands(text: String, message: String, remedy: String, column: Int) throws {
    let found = try doubts(phrase(text))
    #expect(found.map(\.code.id) == ["T2131"])
    #expect(found.first?.location?.column == column)
    #expect(found.first?.message.contains(message) == true)
    #expect(found.first?.remedy.contains(remedy) == true, "\(found.first?.remedy ?? "")")
  }

  @Test(
    "other decimals are plain",
    arguments: [
      "1.0 mg", "1.00 mg", "0.500 mg", "1.125 mg", "1.0000 mg", "1000.000 mg",
      "20 mg over 40.000 min",
    ])
  func plain(text: String) throws {
    #expect(try doubts(phrase(text)) == [])
  }

  @Test("files and tables are warned of at their place, once for all sessions")
  func file() throws {
    let dosing = try yaml(
      "drug: ketamine\nsteps:\n  - {give: 1.000 mg}\n  - {at: 1 h, give: 1 mg}\n"
        + "course: {sessions: 3, every: 1 d}")
    let found = try doubts(dosing)
    #expect(found.map(\.code.id) == ["T2131"])
    #expect(found.first?.location?.line == dosing.drugs[0].steps[0].location.line)
  }

  @Test("a bolus over more than any set of limits allows it is said to be taken for an infusion")
  func bolus() throws {
    for (text, column) in [
      ("bolus 0.5 mg/kg over 40 min", 1), ("0.5 mg/kg bolus over 40 min", 11),
      ("0.5 mg/kg over 16 min bolus", 23),
    ] {
      let found = try doubts(phrase(text))
      #expect(found.map(\.code.id) == ["T2132"], "\(text)")
      #expect(found.first?.location?.column == column)
      #expect(found.first?.message.contains("taken for an infusion") == true)
      #expect(found.first?.remedy.contains("write `infusion`") == true)
    }
    for text in [
      "bolus 0.35 mg/kg over 1 min", "bolus 0.35 mg/kg over 15 min", "20 mg over 40 min",
    ] {
      #expect(try doubts(phrase(text)) == [])
    }
  }

  @Test("the longest bolus is that of the limits that come with titrate")
  func longest() throws {
    let longest = try ShippedLimits.ids.compactMap { try ShippedLimits.set($0).bolusWithin }
      .map(\.canonical).max()
    #expect(longest == ProtocolStep.Action.longestBolus)
  }

  @Test("no model that comes with titrate has another route than the vein, as the advice says")
  func routes() throws {
    for id in ShippedModels.ids {
      #expect(try ShippedModels.model(id).routes.map(\.name) == ["iv"], "\(id)")
    }
  }
}
