import Dosing
import Kinetics
import Patients
import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("What a preview says beside its numbers")
struct PreviewDetailTests {
  private func report(
    _ schedule: Schedule, patient: Patient = Example.patient, landmarks: [Landmark] = [],
    effect: Bool = false
  ) throws -> PreviewReport {
    let drug = try SimulatedDrug(model: Example.bound(effect: effect), schedule: schedule)
    return PreviewReport(
      protocolID: "demo", protocolTitle: "Ketamine, invented", patient: patient,
      schedule: schedule, drugs: [drug], landmarks: landmarks)
  }

  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Boluses of 1 mg, so many minutes apart; zero puts all of them at one moment.
  private func boluses(_ count: Int, every minutes: Int) -> Schedule {
    var schedule = Schedule(deliveries: [])
    for index in 0..<count {
      let start = Example.minutes(index * minutes)
      schedule.deliveries.append(
        Delivery(drug: "ketamine", .bolus(amount: 1), start: start, end: start, line: index))
      schedule.lines.append(
        ScheduleLine(
          drug: "ketamine", kind: .bolus, session: 1, start: start, end: start,
          entered: Example.quantity("1 mg"), amount: 1))
    }
    schedule.sessions = [
      Schedule.Session(
        number: 1, start: .zero, end: Example.minutes(max(0, count - 1) * minutes))
    ]
    return schedule
  }

  @Test("A thousand boluses take not much more than ten times as long as a hundred")
  func nearLinear() throws {
    let clock = ContinuousClock()
    let small = try report(boluses(100, every: 1))
    let large = try report(boluses(1000, every: 1))
    var text = ""
    let short = try clock.measure { text = try small.text() }
    let long = try clock.measure { text = try large.text() }
    #expect(text.contains(" 1000 "))
    // Ten times the work; the square of it would be a hundred times, its cube a thousand.
    #expect(long < short * 40, "\(short) and \(long)")
  }

  @Test("A size that raises the dose above the actual weight's is a warning with the factor")
  func weightAboveActual() throws {
    var schedule = Example.infusions()
    schedule.lines[0].entered = Example.quantity("0.5 mg/kg ideal")
    let small = Patient(
      weight: Example.quantity("50 kg"), height: Example.quantity("190 cm"), sex: .male)
    // Devine: 50 + 2.3 × (190/2.54 - 60) = 84.05 kg, 1.68 times 50 kg.
    let text = flat(try report(schedule, patient: small).text())
    #expect(
      text.contains("warning the ideal weight (84.05 kg) is above the actual weight (50 kg)"))
    #expect(text.contains("doses per kg ideal are 1.68 times those per kg actual"))
    let large = Patient(
      weight: Example.quantity("95 kg"), height: Example.quantity("190 cm"), sex: .male)
    #expect(!flat(try report(schedule, patient: large).text()).contains("above the actual weight"))
    let unused = flat(try report(Example.infusions(), patient: small).text())
    #expect(!unused.contains("above the actual weight"))
  }

  @Test("A dosing weight that no dose refers to is said to have no effect")
  func unusedDosingWeight() throws {
    var patient = Example.patient
    patient.dosingWeight = Example.quantity("70 kg")
    var schedule = Example.infusions()
    let unused = flat(try report(schedule, patient: patient).text())
    #expect(unused.contains("dosing weight 70 kg; no effect: no dose is per dosing weight"))
    schedule.lines[0].entered = Example.quantity("0.5 mg/kg dosing")
    let used = flat(try report(schedule, patient: patient).text())
    #expect(used.contains("dosing weight 70 kg (stated for dosing)"))
    #expect(!used.contains("no effect"))
  }

  @Test("That nothing is checked against limits is said at the end")
  func limits() throws {
    let text = flat(try report(Example.infusions()).text())
    let (assumed, limits) = (
      text.firstRange(of: "Assumed and"), text.firstRange(of: "Limits: not checked.")
    )
    #expect(try #require(assumed).upperBound < #require(limits).lowerBound)
  }

  @Test("A drug without landmarks says so")
  func noLandmarks() throws {
    let text = flat(try report(Example.infusions()).text())
    #expect(
      text.contains("After the end (00:40) of ketamine no landmarks for ketamine in the library"))
  }

  @Test("At 80 columns landmarks stay a table, with one output's name in the heading")
  func landmarkTable() throws {
    let named = Landmark(
      name: "recovery of consciousness, threshold in children", analyte: "ketamine",
      concentration: 0.07, source: "Nobody 2020")
    let text = try report(Example.infusions(), landmarks: [named]).text(TextStyle(width: 80))
    let flat = flat(text)
    #expect(
      flat.contains("After the end (00:40): when ketamine plasma (arterial) falls below for good"))
    #expect(flat.contains("ng/mL landmark falls below at 70 recovery of"))
    let both = try report(Example.infusions(), landmarks: [named], effect: true)
      .text(TextStyle(width: 80))
    let heading = both.split(separator: "\n").first {
      $0.contains("landmark") && $0.contains("(arterial)") && $0.contains("(eeg)")
    }
    #expect(heading != nil, "\(both)")
    for line in both.split(separator: "\n") { #expect(line.count <= 80) }
  }

  @Test("Lines of two rows keep a heading for both, and no unit is torn at 60 columns")
  func narrowSchedule() throws {
    let middle = try report(Example.escalation()).text(TextStyle(width: 80))
    let lines = middle.split(separator: "\n").map { flat(String($0)) }
    let words = try #require(lines.firstIndex(of: "# start what as entered"))
    #expect(lines[words + 2].hasPrefix("mg mg/h"))
    let narrow = try report(Example.escalation()).text(TextStyle(width: 60))
    #expect(flat(narrow).contains("# start what as entered"))
    #expect(flat(narrow).contains("mg/kg/h 0.1"))
    #expect(!flat(narrow).contains("mg/kg /h"))
    #expect(!flat(narrow).contains("mcg/kg /min"))
  }

  @Test("The highest rate is also a flow when the strength is known")
  func highestFlow() throws {
    // 40 mg over 40 min from 1 mg/mL; 24 mg/h from 10 mg/mL.
    #expect(flat(try report(Example.infusions()).text()).contains("12.5 mcg/kg/min = 60 mL/h"))
    #expect(flat(try report(Example.escalation()).text()).contains("5 mcg/kg/min = 2.4 mL/h"))
    var unknown = Example.infusions()
    unknown.lines[0].strength = nil
    #expect(!flat(try report(unknown).text()).contains("mL/h"))
  }

  @Test("One hour is an hour; other lengths are as they were")
  func durations() {
    #expect(Example.minutes(60).words == "1 h")
    #expect(Example.minutes(1440).words == "24 h")
    #expect(Example.minutes(90).words == "90 min")
    #expect(Example.minutes(40).words == "40 min")
    #expect(Tick.roundedDuration(minutes: 60.2) == "1 h")
  }

  @Test("A taper that reaches zero ends with a bare stop")
  func stop() throws {
    var schedule = Example.infusions()
    let end = Example.minutes(40)
    schedule.lines.append(
      ScheduleLine(
        drug: "ketamine", kind: .stop, session: 1, start: end, end: end,
        entered: Example.quantity("0 mg/kg/h"), amount: 0, rate: 0, plannedEnd: end))
    let text = flat(try report(schedule).text())
    #expect(text.contains("2 00:40 stop 0 0 0"))
    #expect(!text.contains("0 mg/kg/h"))
    #expect(!text.contains("for 0 min"))
  }

  @Test("Boluses at one moment are counted line by line, and their levels stand once")
  func simultaneous() throws {
    var schedule = boluses(2, every: 0)
    schedule.deliveries[1].manner = .bolus(amount: 2)
    schedule.lines[1].amount = 2
    schedule.lines[1].entered = Example.quantity("2 mg")
    let text = flat(try report(schedule).text())
    // 3 mg in 28.5 L are 105 ng/mL; per 80 kg 0.0125 and 0.0375 mg/kg.
    #expect(text.contains("1 00:00 bolus 1 mg, together with line 2 1 1 0.0125 0 2 00:00"))
    #expect(text.contains("2 00:00 bolus 2 mg, together with line 1 2 3 0.0375 105*"))
    #expect(text.contains("Boluses at one moment are one jump"))
    let three = flat(try report(boluses(3, every: 0)).text())
    #expect(three.contains("1 mg, lines 1–3 together"))
    #expect(!flat(try report(boluses(2, every: 1)).text()).contains("together"))
  }

  @Test("A push of a minute is marked above the scale of the infusion it precedes")
  func spike() throws {
    var schedule = Example.infusions()
    schedule.deliveries.append(
      Delivery(
        drug: "ketamine", .finiteInfusion(rate: 28), start: .zero, end: Example.minutes(1), line: 0)
    )
    let drug = try SimulatedDrug(model: Example.bound(), schedule: schedule)
    let chart = TerminalChart(
      try ChartModel(drug: drug, until: Example.minutes(120)), style: TextStyle(width: 100))
    let lines = chart.lines()
    let strip = try #require(lines.lastIndex { $0.contains("┤") })
    #expect(lines[strip].hasPrefix("      60 ┤▲█"))
    #expect(lines[strip + 1].hasPrefix("    mg/h │██"))
    #expect(lines[strip + 2].hasSuffix("▲ above this scale, up to 1740 mg/h"))
    let plain = try SimulatedDrug(model: Example.bound(), schedule: Example.infusions())
    let without = TerminalChart(
      try ChartModel(drug: plain, until: Example.minutes(120)), style: TextStyle(width: 100))
    #expect(!without.lines().joined().contains("▲"))
  }

  @Test("The rate that lasts is found among steps of any shape")
  func sustainedRate() {
    func dose(_ steps: [(Int, Int, Double)]) -> DeliveredDose {
      DeliveredDose(
        steps.map {
          Delivery(
            drug: "x", .setRate(rate: $0.2), start: Example.minutes($0.0),
            end: Example.minutes($0.1), line: 0)
        })
    }
    let five = Example.minutes(5)
    #expect(dose([(0, 1, 9), (1, 60, 2)]).highestRate(lasting: five) == 2)
    #expect(dose([(0, 5, 9), (5, 60, 2)]).highestRate(lasting: five) == 2)
    #expect(dose([(0, 6, 9), (6, 60, 2)]).highestRate(lasting: five) == 9)
    // Levels of a minute each: above 5 for six minutes.
    let ramp = dose((0..<20).map { ($0, $0 + 1, Double($0)) })
    #expect(ramp.highestRate(lasting: five) == 14)
    #expect(dose([(0, 1, 9)]).highestRate(lasting: five) == 0)
  }

  @Test("In ASCII no sign turns into one of another meaning")
  func asciiMeaning() throws {
    var report = try report(Example.infusions())
    report.protocolSummary = "Keep ≤ 5 mg, ≥ 1 mg, 3 ± 1 → ∞"
    let text = try report.text(TextStyle(ascii: true))
    #expect(text.contains("Keep <= 5 mg, >= 1 mg, 3 +/- 1 -> inf"))
  }
}
