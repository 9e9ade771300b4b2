import Dosing
import Kinetics
import Patients
import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("Numbers that are shown agree with each other")
struct AgreeingNumbersTests {
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("Sessions with the same peak to the digits shown are named together")
  func sessions() throws {
    func report(_ schedule: Schedule) throws -> PreviewReport {
      PreviewReport(
        protocolID: "demo", protocolTitle: "Invented", patient: Example.patient,
        schedule: schedule, drugs: [try SimulatedDrug(model: Example.bound(), schedule: schedule)])
    }
    let six = try report(Example.infusions(sessions: 6))
    let plasma = six.drugs[0].curve.outputs[0]
    let peaks = try six.sessionPeaks(of: plasma, six.drugs[0]).map {
      NumberFormat.plain($0.concentration * 1000, digits: 3)
    }
    let highest = try #require(peaks.max())
    let alike = zip(1..., peaks).filter { $1 == highest }.map(\.0)
    #expect(alike.count > 1)
    let whose = alike.count == 6 ? "every session" : "sessions \(alike[0])–6"
    let sentence =
      "The highest peak, \(highest) ng/mL, is the same in \(whose) to the digits shown."
    #expect(flat(try six.text()).contains(sentence))
    let charts = try six.charts()
    #expect(charts.count == 2)
    #expect(charts[0].notes == [sentence])
    #expect(charts[1].notes.count == 1 && charts[1].notes[0].hasSuffix(" is shown."))
    #expect(try !report(Example.infusions()).text().contains("to the digits shown"))
  }

  @Test("Every model that is drawn has its peak in the text, with the range of all")
  func models() throws {
    let schedule = Example.infusions()
    let one = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    var other = Example.bound(sampling: .notStated)
    other.model.id = "ketamine/wide"
    other.system.states[0].content = .amount(volume: 57)
    let two = try SimulatedDrug(model: other, schedule: schedule)
    var report = PreviewReport(
      protocolID: "demo", protocolTitle: "Invented", patient: Example.patient,
      schedule: schedule, drugs: [one])
    #expect(try !report.text().contains("under all"))
    report.alternatives = [two]
    let text = flat(try report.text())
    #expect(text.contains("The same under all 2 models: ketamine"))
    let peaks = try [one, two].map {
      try $0.curve.maximum(of: $0.curve.outputs[0], to: Example.minutes(240)).concentration * 1000
    }
    let words = peaks.map { NumberFormat.plain($0, digits: 3) }
    #expect(text.contains("ketamine/demo \(words[0]) 00:40"))
    #expect(text.contains("ketamine/wide \(words[1]) 00:40"))
    #expect(text.contains("Peaks range from \(words[1]) to \(words[0]) ng/mL"))
  }

  @Test("With a height the body mass index stands with its formula, without one it does not")
  func bodyMassIndex() throws {
    let schedule = Example.infusions()
    var patient = Patient(
      weight: Example.quantity("100 kg"), height: Example.quantity("200 cm"), sex: .male)
    func text() throws -> String {
      flat(
        try PreviewReport(
          protocolID: "demo", protocolTitle: "Invented", patient: patient, schedule: schedule,
          drugs: []
        ).text())
    }
    #expect(try text().contains("body mass index 25 kg/m^2 (actual weight / height^2)"))
    patient.height = nil
    #expect(try !text().contains("body mass index"))
  }
}
