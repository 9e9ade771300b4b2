import Dosing
import Kinetics
import Quantities
import Reports
import Simulation
import Testing

@Suite("The preview of a protocol")
struct PreviewReportTests {
  private func report(
    _ schedule: Schedule, drugs: [SimulatedDrug]? = nil, metabolite: String? = nil
  ) throws -> PreviewReport {
    let own = try SimulatedDrug(
      model: Example.bound(effect: true, metabolite: metabolite), schedule: schedule)
    return PreviewReport(
      protocolID: "demo", protocolTitle: "Ketamine, invented", patient: Example.patient,
      schedule: schedule, drugs: drugs ?? [own], landmarks: Example.landmarks)
  }

  /// The text with runs of blanks as one, so that tests do not depend on widths of columns.
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func nanograms(_ value: Double) -> String { NumberFormat.plain(value * 1000, digits: 3) }

  @Test("Sections come in one order, the disclaimer second")
  func order() throws {
    let text = try report(Example.infusions()).text()
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "demo · Ketamine, invented")
    #expect(lines[1] == "Decision support for education and research; not a prescription.")
    let headings = ["Patient", "Model", "Schedule", "Peaks", "After the end", "Chart", "Assumed"]
    let places = try headings.map { heading in
      try #require(lines.firstIndex { $0.hasPrefix(heading) }, "\(heading)")
    }
    #expect(places == places.sorted())
  }

  @Test("Doses and rates are shown in every habit of writing them")
  func scheduleLine() throws {
    let text = flat(try report(Example.infusions()).text())
    let curve = try SimulatedDrug(model: Example.bound(), schedule: Example.infusions()).curve
    let end = try curve.concentration(of: curve.outputs[0], at: Example.minutes(40))
    #expect(
      text.contains(
        "1 00:00 infusion 0.5 mg/kg over 40 min 40 60 0.75 12.5 60 40 0.5 0 \(nanograms(end))"))
    #expect(text.contains("given in all 40 mg = 0.5 mg/kg"))
    #expect(text.contains("highest rate 60 mg/h = 0.75 mg/kg/h = 12.5 mcg/kg/min"))
    #expect(text.contains("in the bag ketamine 1 mg/mL"))
  }

  @Test("Peaks, areas and ends are the curve's, for every output")
  func peaks() throws {
    let schedule = Example.infusions()
    let report = try report(schedule, metabolite: "norketamine")
    let text = flat(try report.text())
    let curve = report.drugs[0].curve
    for output in curve.outputs {
      let peak = try curve.maximum(of: output, to: Example.minutes(6000))
      let area = try curve.cumulativeAUC(of: output, at: Example.minutes(60_000)) * 1000 / 60
      let end = try curve.concentration(of: output, at: Example.minutes(40))
      #expect(text.contains(" \(nanograms(peak.concentration)) "))
      #expect(text.contains("\(NumberFormat.plain(area)) \(nanograms(end))"))
    }
    #expect(text.contains("norketamine plasma (arterial)"))
    #expect(text.contains("ketamine effect site (eeg)"))
  }

  @Test("Landmarks are passed, never reached, or already behind")
  func landmarks() throws {
    let first = try report(Example.infusions())
    let output = first.drugs[0].curve.outputs[0]
    let minutes = try #require(
      try first.drugs[0].curve.fallsBelow(0.07, of: output, after: Example.minutes(40)))
    let text = flat(try first.text())
    let after = "\(NumberFormat.plain((minutes - 40).rounded())) min after"
    #expect(text.contains("70 analgesia 01:58, \(after) 02:02, 82 min after [1]"))
    #expect(text.contains("[1] Nobody 2020 (one transcription)"))
    #expect(text.contains("never reached: 640 ng/mL, awakening"))
    let bolus = flat(try report(Example.escalation()).text())
    #expect(bolus.contains("640 awakening already below never reached [2]"))
  }

  @Test("The instant of a bolus is marked and explained, with the peak from two minutes on")
  func bolus() throws {
    let report = try report(Example.escalation())
    let text = flat(try report.text())
    let curve = report.drugs[0].curve
    let later = try curve.maximum(
      of: curve.outputs[0], from: Example.minutes(2), to: Example.minutes(4000))
    #expect(text.contains("982* 00:00"))
    #expect(text.contains("28 28 0.35 0 982*"), "the bolus line ends with a marked value")
    #expect(text.contains("0.4 982* 164"), "the rate that starts with it starts at one")
    #expect(
      text.contains("highest plasma concentration is \(nanograms(later.concentration)) ng/mL"))
    #expect(text.contains("first 2 minutes after a bolus are not described"))
    let infusion = flat(try self.report(Example.infusions()).text())
    #expect(!infusion.contains("bolus"))
  }

  @Test("Folded sessions keep their starts, doses and peaks; unfolding writes every line")
  func folding() throws {
    var report = try report(Example.infusions(sessions: 6))
    let folded = flat(try report.text())
    #expect(
      folded.contains(
        "sessions 2–6: as session 1, starting D3 00:00, D5 00:00, D7 00:00, D9 00:00, D11 00:00"))
    let curve = report.drugs[0].curve
    for session in report.schedule.sessions {
      let peak = try curve.maximum(of: curve.outputs[0], from: session.start, to: session.end)
      #expect(
        folded.contains(
          "\(session.number) \(session.start.clock) 40 \(nanograms(peak.concentration)) "
            + session.end.clock))
    }
    report.allSteps = true
    let unfolded = flat(try report.text())
    for session in report.schedule.sessions {
      #expect(unfolded.contains("session \(session.number), from \(session.start.clock)"))
      #expect(unfolded.contains("\(session.number) \(session.start.clock) infusion 0.5 mg/kg"))
    }
  }

  @Test("A session that differs in anything is written out")
  func unlikeSessions() throws {
    var schedule = Example.infusions(sessions: 4)
    schedule.lines[2].scale = 0.8
    schedule.lines[2].amount = 32
    let text = flat(try report(schedule).text())
    #expect(text.contains("session 2: as session 1, starting D3 00:00"))
    #expect(text.contains("0.5 mg/kg over 40 min × 80 %"))
    #expect(text.contains("session 4: as session 1, starting D7 00:00"))
  }

  @Test("Bounds, cuts and continuations are named")
  func bounds() throws {
    var schedule = Example.escalation()
    schedule.lines[5].boundedBy = Example.quantity("22 mg/h")
    schedule.lines[5].rate = 22.0 / 60
    schedule.lines[2].cutBy = 3
    schedule.lines[2].plannedEnd = Example.minutes(90)
    schedule.lines[3].continues = 1
    let text = flat(try report(schedule).text())
    #expect(text.contains("at most 22 mg/h binds"))
    #expect(text.contains("cut short by line 4 (planned to 01:30)"))
    #expect(text.contains("going on with line 2"))
  }

  @Test("A drug without a model is listed, and that is said")
  func drugWithoutModel() throws {
    var schedule = Example.infusions()
    schedule.deliveries.append(
      Delivery(drug: "midazolam", .bolus(amount: 2), start: .zero, end: .zero, line: 1))
    schedule.lines.append(
      ScheduleLine(
        drug: "midazolam", kind: .bolus, session: 1, start: .zero, end: .zero,
        entered: Example.quantity("2 mg"), amount: 2))
    let text = flat(try report(schedule).text())
    #expect(text.contains("midazolam bolus 2 mg"))
    #expect(text.contains("No model was given for midazolam"))
  }

  @Test(
    "No line is wider than asked for, and nothing is lost on the way",
    arguments: [60, 72, 80, 100, 132], [false, true])
  func width(width: Int, ascii: Bool) throws {
    for schedule in [
      Example.infusions(), Example.infusions(sessions: 9, every: 3), Example.escalation(),
    ] {
      var report = try report(schedule, metabolite: "norketamine")
      report.drawsLandmarks = true
      let style = TextStyle(width: width, color: true, ascii: ascii)
      let text = plain(try report.text(style))
      for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
      for line in schedule.lines where schedule.sessions.count == 1 {
        let entered = try #require(line.entered)
        #expect(flat(text).contains("\(entered)"))
      }
      let foreign = text.filter { !$0.isASCII }
      if ascii { #expect(foreign == "") }
    }
  }

  /// The text without escape sequences; what is left fills one column per character.
  private func plain(_ text: String) -> String {
    text.replacing(/\u{1B}\[[0-9]+m/, with: "")
  }

  @Test("Colour changes nothing but colour")
  func color() throws {
    let report = try report(Example.escalation())
    let colored = try report.text(TextStyle(color: true))
    let plainText = try report.text(TextStyle())
    #expect(plain(colored) == plainText)
    #expect(!plainText.contains("\u{1B}"))
  }
}
