import Diagnostics
import Dosing
import Limits
import Patients
import Quantities
import Reports

/// Hand-made judgements of every kind; the limits are invented.
enum CheckExample {
  static func quantity(_ text: String) -> Quantity { Example.quantity(text) }

  static func place(_ line: Int, _ column: Int = 1, file: String = "ward.csv") -> SourceLocation {
    SourceLocation(
      file: file, line: line, column: column, length: 4,
      lineText: "ward-a,1,rate,0.42 mg/kg/h,4 h")
  }

  /// Two bounds on one rule, a per-kg one and an absolute one; a window; a duration; a level; one
  /// of weak evidence; two contraindications.
  static let set = LimitSet(
    id: "ketamine/acute-pain", title: "Acute pain", drug: "ketamine", form: "racemic base",
    careArea: CareArea("acute pain"),
    sources: [
      Citation(
        id: "schwenk", text: "Schwenk ES, et al. 2018", doi: "10.1097/AAP.0000000000000806",
        evidence: .abstract)
    ],
    rules: [
      LimitRule(
        id: "rate-max", measure: .rate,
        upper: Thresholds(
          soft: [quantity("0.3 mg/kg/h"), quantity("30 mg/h")], hard: [quantity("0.5 mg/kg/h")]),
        advisory: "Watch the patient closely.", source: "schwenk", evidence: .abstract,
        location: place(12, 5, file: "limits.yaml")),
      LimitRule(
        id: "day-max", measure: .doseInWindow(quantity("24 h")),
        upper: Thresholds(hard: [quantity("400 mg")]), source: "schwenk", evidence: .twoSources),
      LimitRule(
        id: "bolus-time", measure: .bolusDuration,
        lower: Thresholds(soft: [quantity("60 s")]), source: "schwenk", evidence: .abstract),
      LimitRule(
        id: "plasma-max", measure: .concentration(of: .plasma, settledAfter: nil),
        upper: Thresholds(soft: [quantity("200 ng/mL")]), source: "schwenk", evidence: .oneSource,
        note: "Seen in volunteers."),
      LimitRule(
        id: "sessions", measure: .sessionCount, upper: Thresholds(hard: [quantity("10 mg")]),
        source: "nowhere", evidence: .assumption),
    ],
    contraindications: [
      Contraindication(
        .recentStroke, severity: .hard, advisory: "Do not give.", source: "schwenk",
        evidence: .abstract),
      Contraindication(.cystitis, severity: .soft, source: "schwenk", evidence: .oneSource),
    ])

  static let lines: [ScheduleLine] = [
    ScheduleLine(
      drug: "ketamine", kind: .bolus, session: 1, start: .zero, end: .zero,
      entered: quantity("0.3 mg/kg"), amount: 24.6, location: place(2)),
    ScheduleLine(
      drug: "ketamine", kind: .setRate, session: 1, start: .zero, end: Example.minutes(30),
      entered: quantity("0.2 mg/kg/h"), amount: 8.2, rate: 16.4 / 60,
      plannedEnd: Example.minutes(30), location: place(3)),
    ScheduleLine(
      drug: "ketamine", kind: .setRate, session: 1, start: Example.minutes(30),
      end: Example.minutes(270), entered: quantity("0.42 mg/kg/h"), amount: 137.76,
      rate: 34.44 / 60, plannedEnd: Example.minutes(270), location: place(4)),
  ]

  /// The rate of 0.42 mg/kg/h for 82 kg against 0.3 mg/kg/h.
  static func rate(basis: Basis = .intended, scale: Double = 1) -> Breach {
    Breach(
      worst: Measurement(
        value: 34.44 / 60 * scale, limit: 24.6 / 60, bound: quantity("0.3 mg/kg/h"),
        severity: .soft, side: .upper, minutes: 30, line: 2, session: 1, basis: basis),
      first: 30, firstLine: 2, duration: 240)
  }

  static let day = Breach(
    worst: Measurement(
      value: 500, limit: 400, bound: quantity("400 mg"), severity: .hard, side: .upper,
      minutes: 1500, line: 2, session: 2),
    first: 1440.5, firstLine: 2, duration: 59.5, occurrences: 2)

  static let acceptance = Acceptance(
    rule: "rate-max", reason: "burn unit, monitored", by: "Dr. A", until: day("2027-03-31"),
    location: place(3, file: "accepted.yaml"))

  static func day(_ text: String) -> CalendarDay {
    guard let day = CalendarDay(text) else { fatalError(text) }
    return day
  }

  /// A verdict of every outcome, in the order of a judgement.
  static func judgement(
    accepted: Bool = false, set: LimitSet = set, strongOnly: Bool = false
  ) -> Judgement {
    Judgement(
      limits: set,
      verdicts: [
        Verdict(.contraindication(0), .pass),
        Verdict(.contraindication(1), .broken(.soft), counts: !strongOnly),
        Verdict(
          .rule(0), .broken(.soft), worst: rate().worst,
          breaches: [rate(), rate(basis: .deliverable, scale: 34 / 34.44)],
          acceptance: accepted ? acceptance : nil),
        Verdict(.rule(1), .broken(.hard), worst: day.worst, breaches: [day]),
        Verdict(
          .rule(2), .pass,
          worst: Measurement(
            value: 1.12, limit: 1, bound: quantity("60 s"), severity: .soft, side: .lower)),
        Verdict(.rule(3), .notChecked(.unknown("there is no model", remedy: "name one"))),
        Verdict(.rule(4), .notChecked(.notConcerned("for patients of 65 y and more"))),
      ],
      differences: [
        Pump.Difference(
          line: 1, intended: 16.4 / 60, deliverable: 16 / 60.0, outcome: .rounded,
          setting: 0.016 / 60,
          share: Rational([-4], over: [164])),
        Pump.Difference(
          line: 2, intended: 34.44 / 60, deliverable: 34 / 60.0, outcome: .rounded,
          setting: 0.034 / 60,
          share: Rational([-44], over: [3444])),
      ])
  }

  static func aCase(
    _ protocolID: String = "ward-a", name: String? = nil, weight: String = "82 kg",
    judgements: [Judgement] = [judgement()], expected: ExpectedVerdict? = nil, line: Int = 2,
    ranges: [WeightRange] = []
  ) -> CheckedCase {
    CheckedCase(
      protocolID: protocolID, location: place(line), patientName: name,
      patient: Patient(weight: quantity(weight)), lines: lines, judgements: judgements,
      expected: expected, weightRanges: ranges)
  }

  /// A judgement in which every rule is kept.
  static let passing = Judgement(
    limits: set,
    verdicts: [
      Verdict(.contraindication(0), .pass), Verdict(.contraindication(1), .pass),
      Verdict(
        .rule(0), .pass,
        worst: Measurement(
          value: 0.41, limit: 0.41, bound: quantity("0.3 mg/kg/h"), severity: .soft, side: .upper)),
    ])

  static let unused = Judgement(
    limits: set,
    verdicts: [
      Verdict(.rule(0), .notChecked(.unknown("the weight is not known", remedy: "say it")))
    ]
  )

  static let fault = Diagnostic(
    DiagnosticCode("T3004", "a unit does not fit"), at: place(7, 3, file: "broken.yaml"),
    "`0.2 mg/kg` is an amount", expected: "a rate", remedy: "write it per time")

  /// Files, cases and outcomes of every kind.
  static func report(_ cases: [CheckedCase]? = nil, failOn: LimitSeverity = .hard) -> CheckReport {
    var report = CheckReport(version: "0.1.0", failOn: failOn, date: day("2026-11-27"))
    report.add(CheckedFile(path: "ward.csv", kind: "table"))
    for one in cases ?? everyKind { report.add(one, toFile: "ward.csv") }
    return report
  }

  static var everyKind: [CheckedCase] {
    [
      aCase(), aCase("ward-b", judgements: [judgement(accepted: true)], line: 5),
      aCase("ward-c", name: "p-007", judgements: [passing], expected: .soft, line: 6),
      aCase("ward-d", judgements: [unused], line: 7),
      aCase("ward-e", judgements: [judgement(strongOnly: true)], expected: .hard, line: 8),
    ]
  }
}

extension String {
  /// The text with runs of blanks as one, so that tests do not depend on where lines break.
  var flat: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
