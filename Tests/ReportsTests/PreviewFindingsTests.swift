import Dosing
import Foundation
import Kinetics
import Limits
import Quantities
import Reports
import Simulation
import Testing

@Suite("The preview of a protocol that limits were held against")
struct PreviewFindingsTests {
  private func report(_ judgements: [Judgement]?) throws -> PreviewReport {
    let schedule = Example.infusions()
    let own = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    return PreviewReport(
      protocolID: "demo", protocolTitle: "Ketamine, invented", patient: Example.patient,
      schedule: schedule, drugs: [own], judgements: judgements)
  }

  private var judgement: Judgement {
    let rate = Breach(
      worst: Measurement(
        value: 1, limit: 0.4, bound: CheckExample.quantity("0.3 mg/kg/h"), severity: .soft,
        side: .upper, minutes: 0, line: 0, session: 1),
      first: 0, firstLine: 0, duration: 40)
    return Judgement(
      limits: CheckExample.set,
      verdicts: [
        Verdict(.rule(0), .broken(.soft), worst: rate.worst, breaches: [rate]),
        Verdict(.rule(1), .notChecked(.nothingToMeasure("nothing is given"))),
        Verdict(
          .rule(3), .pass,
          worst: Measurement(
            value: 0.1, limit: 0.2, bound: CheckExample.quantity("200 ng/mL"), severity: .soft,
            side: .upper)),
      ])
  }

  @Test("without limits the last section says that none were checked")
  func none() throws {
    for judgements in [nil, []] as [[Judgement]?] {
      let text = try report(judgements).text()
      #expect(text.flat.contains("Limits: not checked. No dose, rate or concentration here"))
      #expect(!text.contains("Findings"))
    }
  }

  @Test("findings stand between the schedule and the peaks, with everything a check says")
  func section() throws {
    let text = try report([judgement]).text()
    let places = try ["Schedule", "Findings", "Peaks"].map { heading in
      try #require(text.range(of: "\n\(heading)")?.lowerBound)
    }
    #expect(places == places.sorted())
    let flat = text.flat
    #expect(
      flat.contains(
        "ketamine/acute-pain (Acute pain): soft 1 · pass 1 · not checked 1 (nearest: plasma-max, "
          + "50 % left)"))
    // 1 mg/min of 80 kg is 0.75 mg/kg/h.
    #expect(
      flat.contains(
        "soft rate-max: rate 0.75 mg/kg/h, allowed at most 0.3 mg/kg/h: 150 % above 60 mg/h where "
          + "24 mg/h is the bound"))
    #expect(flat.contains("not checked by ketamine/acute-pain: - day-max: nothing is given"))
    #expect(flat.contains("Limits: those of ketamine/acute-pain and no others."))
    #expect(!flat.contains("Limits: not checked"))
  }

  @Test("the step that causes a finding names it in the table")
  func marks() throws {
    let flat = try report([judgement]).text().flat
    #expect(flat.contains("0.5 mg/kg over 40 min, [soft rate-max]"))
    var accepted = judgement
    accepted.verdicts[0].acceptance = CheckExample.acceptance
    #expect(try report([accepted]).text().flat.contains("[soft rate-max (accepted)]"))
  }

  @Test("a session that causes a finding is written out where those before it did not")
  func folds() throws {
    let schedule = Example.infusions(sessions: 4)
    var course = CheckExample.day
    course.firstLine = 2
    let judgement = Judgement(
      limits: CheckExample.set, verdicts: [Verdict(.rule(1), .broken(.hard), breaches: [course])])
    let own = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    func text(_ judgements: [Judgement]?) throws -> String {
      try PreviewReport(
        protocolID: "demo", protocolTitle: "Invented", patient: Example.patient,
        schedule: schedule, drugs: [own], judgements: judgements
      ).text().flat
    }
    #expect(try text(nil).contains("sessions 2–4: as session 1"))
    let marked = try text([judgement])
    #expect(marked.contains("session 2: as session 1"))
    #expect(marked.contains("0.5 mg/kg over 40 min, [HARD day-max]"))
    #expect(marked.contains("session 4: as session 1"))
  }

  @Test(
    "bounds of concentrations are lines of the chart, named below it, unless they concern others")
  func lines() throws {
    let name = "200 ng/mL, plasma-max, ketamine/acute-pain"
    #expect(try report([judgement]).text().flat.contains("╌ ╌ soft limit \(name)"))
    let ascii = try report([judgement]).text(TextStyle(ascii: true))
    #expect(ascii.flat.contains("- - soft limit \(name)"))
    let chart = try #require(try report([judgement]).charts().first)
    #expect(chart.rules.map(\.value) == [200])
    // 0.4 mg/min, the bound of the rate for this patient.
    #expect(chart.dosing.rules.map(\.value) == [24])
    #expect(ascii.utf8.allSatisfy { $0 < 128 })
    var others = judgement
    others.verdicts[2].outcome = .notChecked(.notConcerned("for children"))
    #expect(try !report([others]).text().contains("soft limit 200"))
  }

  @Test("no line is wider than asked for", arguments: [60, 80, 120])
  func widths(width: Int) throws {
    let text = try report([judgement]).text(TextStyle(width: width))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
  }
}
