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
      // Its absence would read as no finding.
      #expect(
        text.flat.contains(
          "Findings not checked ketamine: no set of limits was named for it, so no dose, rate or "
            + "concentration of it is compared with a safe or usual maximum; help: name one with "
            + "`--limits`; see `titrate list limits`"))
    }
  }

  @Test("few sets of the library are named, many are counted, and none is said to be none")
  func unasked() throws {
    for (sets, words) in [
      (["ketamine/a", "ketamine/b"], "help: name one with `--limits`: ketamine/a, ketamine/b"),
      ((1...10).map { "ketamine/\($0)" }, "help: name one of the 10 sets for ketamine with"),
      ([], "help: the library has no set for ketamine; name a file of your own"),
    ] {
      var report = try report(nil)
      report.unasked = [UnaskedLimits(drug: "ketamine", sets: sets)]
      #expect(try report.text().flat.contains(words))
      #expect(try report.content().html().flat.contains("no set of limits was named for it"))
    }
  }

  @Test("what is declared stands with the patient, also that there is nothing")
  func declared() throws {
    for (context, words) in [
      (ClinicalContext(conditions: []), "declared no conditions"),
      (ClinicalContext(conditions: [.pregnancy, .seizures]), "declared pregnancy, seizures"),
      (
        ClinicalContext(
          careArea: CareArea("icu"), diagnosis: Diagnosis("pain"), conditions: [.cystitis]),
        "declared cystitis · care area icu · diagnosis pain"
      ),
    ] {
      var report = try report([judgement])
      report.context = context
      let text = try report.text().flat
      #expect(text.contains(words))
      #expect(!text.contains("declared `"))
    }
    #expect(try !report([judgement]).text().contains("  declared "))
  }

  @Test("a declared condition that no rule judges is named, with who would judge it")
  func unjudged() throws {
    var judgement = judgement
    judgement.unjudged = [
      UnjudgedCondition(.pregnancy, judges: ["ketamine/a", "ketamine/b", "ketamine/c"]),
      UnjudgedCondition(.cystitis, judges: ["ketamine/a"]), UnjudgedCondition(.seizures),
    ]
    let text = try report([judgement]).text().flat
    #expect(text.contains("not checked 1 · declared, not judged 3"))
    #expect(
      text.contains(
        "not checked by ketamine/acute-pain: - declared `pregnancy`: no rule of this set judges it; "
          + "ketamine/a, ketamine/b and ketamine/c do - declared `cystitis`: no rule of this set "
          + "judges it; ketamine/a does - declared `seizures`: no rule of this set judges it - "))
    var report = try report(nil)
    report.context = ClinicalContext(conditions: [.pregnancy])
    #expect(try report.text().flat.contains("declared `pregnancy`: no set was asked about it"))
  }

  @Test("where nothing at all could be checked a line among the findings says so")
  func idle() throws {
    #expect(
      try report([CheckExample.unused]).text().flat.contains(
        "not checked 1 not checked nothing at all was checked by this set, which is no pass"))
    #expect(try !report([judgement]).text().contains("nothing at all"))
  }

  @Test("a drug without a curve is shown with its doses and why, and everything else is there")
  func withoutCurve() throws {
    var report = try report([judgement])
    report.drugs = []
    report.missingCurves = [MissingCurve(drug: "ketamine", reason: "it is given by an odd route")]
    let text = try report.text().flat
    #expect(
      text.contains(
        "No curve for ketamine ketamine has no curve: it is given by an odd route. Its doses are "
          + "shown and judged, its concentrations are not"))
    #expect(text.contains("soft rate-max: rate 0.75 mg/kg/h"))
    // 40 mg for 80 kg over 40 min.
    #expect(text.contains("given in all 40 mg = 0.5 mg/kg"))
    #expect(!text.contains("Chart") && !text.contains("ng/mL start"))
    #expect(try report.charts().isEmpty)
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
        "ketamine/acute-pain (Acute pain): soft 1 · pass 1 · not checked 1 soft rate-max"))
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
