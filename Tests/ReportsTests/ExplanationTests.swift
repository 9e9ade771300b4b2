import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("One moment explained")
struct ExplanationTests {
  static let splits: [[Double]] = [
    [1.0 / 3, 1.0 / 3, 1.0 / 3], [46.94, 8.04, 20.16, 42.16], [1e-5, 2e-5, 0], [12_345.6, 7.7],
    [0.05, 0.05, 0.05, 0.05, 999.8], [100],
  ]

  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func explanation(at minutes: Int, sessions: Int = 1) throws -> (SimulatedDrug, String) {
    let schedule = sessions > 1 ? Example.infusions(sessions: sessions) : Example.escalation()
    let drug = try SimulatedDrug(model: Example.bound(effect: true), schedule: schedule)
    let preview = PreviewReport(
      protocolID: "demo", protocolTitle: "Invented", patient: Example.patient, schedule: schedule,
      drugs: [drug])
    return (drug, flat(try ExplanationReport(preview, at: Example.minutes(minutes)).text()))
  }

  @Test("Says what runs in every habit of writing it, how far it is, and what comes next")
  func running() throws {
    let (_, text) = try explanation(at: 40)
    // 0.15 mg/kg/h of 80 kg from 30 min on; 10 min of 12 mg/h are 2 mg.
    #expect(text.contains("12 mg/h = 0.15 mg/kg/h = 2.5 mcg/kg/min = 1.2 mL/h"))
    #expect(text.contains("running for 10 min of 30 min, 20 min left; 2 of 6 mg given"))
    #expect(text.contains("at 01:00, in 20 min ends line 3"))
    #expect(text.contains("starts line 4"))
    // 28 mg at once, 4 mg in the first half hour, 2 mg since.
    #expect(text.contains("ketamine given 34 of"))
  }

  @Test("Concentrations are the curve's")
  func concentrations() throws {
    let (drug, text) = try explanation(at: 40)
    let value = try drug.curve.concentration(of: drug.curve.outputs[0], at: Example.minutes(40))
    #expect(text.contains(" \(NumberFormat.plain(value * 1000, digits: 3)) "))
  }

  @Test("Before the first dose, between sessions and after the end it says so")
  func otherTimes() throws {
    let (_, gap) = try explanation(at: 600, sessions: 3)
    #expect(gap.contains("session 1 of 3, 10 h after its start, after its end"))
    #expect(gap.contains("nothing runs"))
    let (_, after) = try explanation(at: 7 * 1440, sessions: 3)
    #expect(after.contains("nothing: the course is over"))
  }

  @Test("Many doses are shown as the latest ones and one row for all before")
  func folding() throws {
    let (_, text) = try explanation(at: 49 * 2 * 1440, sessions: 50)
    #expect(text.contains("31 doses from 00:00 to D61 00:40"))
  }

  @Test(
    "Rounded parts add up to the rounded total, and each is within one last digit",
    arguments: splits)
  func apportionment(parts: [Double]) {
    let shown = Apportionment(parts)
    let decimals = shown.total.split(separator: ".").dropFirst().first?.count ?? 0
    let unit = ValueAxis.powerOfTen(-decimals)
    let whole = shown.parts.map { Int(((Double($0) ?? .nan) / unit).rounded()) }
    #expect(whole.reduce(0, +) == Int(((Double(shown.total) ?? .nan) / unit).rounded()))
    for (text, part) in zip(shown.parts, parts) {
      #expect(abs((Double(text) ?? .nan) - part) <= unit * 1.000001)
    }
    #expect(abs((Double(shown.total) ?? .nan) - parts.reduce(0, +)) <= unit * 0.500001)
  }
}
