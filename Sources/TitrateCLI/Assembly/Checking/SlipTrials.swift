internal import Titrate

/// Tries every known slip on protocols, and finds out which of them their limits notice.
struct SlipTrials {
  private let judge: CaseJudge
  private let person: JudgedPerson

  init(_ judge: CaseJudge, for person: JudgedPerson) {
    self.judge = judge
    self.person = person
  }

  /// The trials of one protocol; nothing when no set of limits concerns it.
  /// - Throws: What keeps the protocol as meant from being judged.
  func row(
    of dosing: DosingProtocol, assuming assumptions: String
  ) throws(DiagnosticError) -> SlipReport.Row? {
    let sets = judge.limits.sets(for: dosing)
    guard !sets.isEmpty else { return nil }
    let meant = try findings(in: dosing, person)
    let warned = Set(try warnings(in: dosing, person))
    let bolusMinutes = sets.compactMap { $0.bolusWithin?.canonical }.max() ?? 0
    let trials = Slip.allCases.map { slip in
      SlipReport.Trial(
        slip,
        outcome(of: slip, in: dosing, bolusMinutes: bolusMinutes, meant: meant, warned: warned))
    }
    return SlipReport.Row(
      protocolID: dosing.id, limitSets: sets.map(\.id), asMeant: meant.values.max(),
      assumptions: assumptions, trials: trials)
  }

  private func outcome(
    of slip: Slip, in dosing: DosingProtocol, bolusMinutes: Double,
    meant: [String: LimitSeverity], warned: Set<DiagnosticCode>
  ) -> SlipReport.Outcome {
    var (wrong, whom) = (dosing, person)
    if slip == .poundsAsKilograms {
      guard let heavier = person.weighingPoundsAsKilograms else {
        return .impossible("no weight is stated")
      }
      whom = heavier
    } else {
      guard let changed = slip.applied(to: dosing, bolusMinutes: bolusMinutes) else {
        return .impossible(slip.need)
      }
      wrong = changed
    }
    do throws(DiagnosticError) {
      let found = try findings(in: wrong, whom)
      let worse = found.filter { rule, severity in meant[rule].map { $0 < severity } ?? true }
      if let severity = worse.values.max() {
        return .caught(severity, rules: worse.filter { $0.value == severity }.keys.sorted())
      }
      if let code = try warnings(in: wrong, whom).first(where: { !warned.contains($0) }) {
        return .warned(code)
      }
      return .missed
    } catch {
      return .refused(error.diagnostics[0].code)
    }
  }

  /// The severity of every rule that is broken, by its name.
  private func findings(
    in dosing: DosingProtocol, _ person: JudgedPerson
  ) throws(DiagnosticError) -> [String: LimitSeverity] {
    var found: [String: LimitSeverity] = [:]
    let schedule = try dosing.schedule(for: person.patient)
    for set in judge.limits.sets(for: dosing) {
      let judgement = try judge.judgement(by: set, dosing.id, person, schedule)
      for verdict in judgement.verdicts where verdict.counts {
        guard case .broken(let severity) = verdict.outcome else { continue }
        found[set.name(of: verdict.subject)] = severity
      }
    }
    return found
  }

  private func warnings(
    in dosing: DosingProtocol, _ person: JudgedPerson
  ) throws(DiagnosticError) -> [DiagnosticCode] {
    let schedule = try dosing.schedule(for: person.patient)
    return
      (person.patient.plausibility()
      + schedule.plausibility(weight: person.patient.weight?.canonical)).map(\.code)
  }
}

extension Slip {
  /// What a protocol lacks to which the slip cannot happen.
  fileprivate var need: String {
    switch self {
    case .tenfold, .microgramsAsMilligrams: "no dose by mass"
    case .flowAsRate, .rateAsFlow: "no rate by mass in a bag of stated strength"
    case .poundsAsKilograms: "no weight is stated"
    case .perMinuteAsPerHour: "no rate per minute"
    case .perHourAsPerMinute: "no rate per hour"
    case .tenfoldConcentration: "no strength is stated"
    case .repeatedBolus: "no bolus"
    case .lostDecimalPoint: "no decimal point"
    }
  }
}

extension JudgedPerson {
  /// The same person with the number of pounds taken for kilograms.
  fileprivate var weighingPoundsAsKilograms: JudgedPerson? {
    guard let weight = patient.weight, let pounds = Quantity(pounds: weight) else { return nil }
    var patient = patient
    patient.weight = pounds
    return JudgedPerson(name: name, patient: patient, context: context)
  }
}

extension Quantity {
  /// As many kilograms as a weight has pounds, to the nearest whole one.
  fileprivate init?(pounds weight: Quantity) {
    guard weight.dimension == .body else { return nil }
    self.init(DecimalNumber(Int((weight.canonical / 0.453_592_37).rounded())), .kilogram)
  }
}
