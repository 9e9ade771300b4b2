internal import Dosing
internal import Patients
internal import Quantities
internal import Simulation

/// A column of numbers in the schedule.
enum ScheduleColumn: CaseIterable {
  case dose, rate, ratePerKilogram, microgramRate, flow, given, givenPerKilogram, before, after

  /// The heading, with the unit.
  var heading: [String] {
    switch self {
    case .dose: ["dose", "mg"]
    case .rate: ["rate", "mg/h"]
    case .ratePerKilogram: ["mg/kg", "/h"]
    case .microgramRate: ["mcg/kg", "/min"]
    case .flow: ["mL/h"]
    case .given: ["given", "mg"]
    case .givenPerKilogram: ["given", "mg/kg"]
    case .before: ["ng/mL", "start"]
    case .after: ["ng/mL", "end"]
    }
  }

  /// Whether a wider gap sets it off from the column before it.
  var startsGroup: Bool {
    switch self {
    case .dose, .rate, .given, .before: true
    case .ratePerKilogram, .microgramRate, .flow, .givenPerKilogram, .after: false
    }
  }

  /// Whether it needs the actual weight.
  var isPerKilogram: Bool {
    switch self {
    case .ratePerKilogram, .microgramRate, .givenPerKilogram: true
    case .dose, .rate, .flow, .given, .before, .after: false
    }
  }
}

/// Works through the lines of a schedule with what their numbers need at hand.
struct ScheduleCells {
  private let weight: Double
  private let drugs: [SimulatedDrug]
  private let doses: [String: DeliveredDose]
  private let bolusStarts: [String: Set<Tick>]
  private let together: SimultaneousBoluses
  private let lines: [ScheduleLine]

  init(_ report: PreviewReport) throws(SimulationFailure) {
    weight = report.patient.weight?.canonical ?? .nan
    drugs = report.drugs
    lines = report.schedule.lines
    together = SimultaneousBoluses(lines)
    bolusStarts = Dictionary(grouping: report.schedule.deliveries.filter(\.isBolus), by: \.drug)
      .mapValues { Set($0.map(\.start)) }
    doses = Dictionary(grouping: report.schedule.deliveries, by: \.drug)
      .mapValues(DeliveredDose.init)
  }

  /// A cell; empty where a line has no such number.
  func text(
    _ column: ScheduleColumn, ofLine index: Int
  ) throws(SimulationFailure) -> String {
    let line = lines[index]
    let place = together[index]
    let rate = line.kind == .stop ? 0 : line.rate
    let hourly = rate.map { $0 * Scale.perHour }
    let given = doses[line.drug].map { dose in
      // Of boluses at one moment each line counts those above it.
      if let place { return dose.amount(before: line.start) + place.givenSoFar }
      // What starts at the moment at which a line ends belongs to the next line.
      return line.end > line.start ? dose.amount(before: line.end) : dose.amount(by: line.end)
    }
    switch column {
    case .dose: return line.kind == .stop ? "" : NumberFormat.plain(line.amount)
    case .rate: return text(hourly)
    case .ratePerKilogram: return text(hourly.map { $0 / weight })
    case .microgramRate: return text(rate.map { $0 * 1000 / weight })
    case .flow:
      guard let hourly, let strength = line.concentration else { return "" }
      return text(hourly / strength)
    case .given: return text(given)
    case .givenPerKilogram: return text(given.map { $0 / weight })
    case .before:
      if let place, !place.isFirst(index) { return "" }
      if line.kind == .bolus { return try concentration(line, at: line.start, .before) }
      // What starts together with a bolus starts at the value of its instant.
      let isInstant = bolusStarts[line.drug]?.contains(line.start) == true
      let text = try concentration(line, at: line.start, .after)
      return isInstant && !text.isEmpty ? text + "*" : text
    case .after:
      if let place, !place.isLast(index) { return "" }
      let text = try concentration(line, at: line.end, line.end > line.start ? .before : .after)
      return line.kind == .bolus && !text.isEmpty ? text + "*" : text
    }
  }

  private func text(_ value: Double?) -> String { value.map { NumberFormat.plain($0) } ?? "" }

  private func concentration(
    _ line: ScheduleLine, at moment: Tick, _ side: Curve.Side
  ) throws(SimulationFailure) -> String {
    guard let drug = drugs.first(where: { $0.name == line.drug }),
      let plasma = drug.curve.outputs.first
    else { return "" }
    let value = try drug.curve.concentration(of: plasma, at: moment, side)
    return SimulatedDrug.text(concentration: value)
  }
}
