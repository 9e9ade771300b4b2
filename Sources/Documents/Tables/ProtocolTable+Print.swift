internal import Diagnostics
public import Dosing
internal import Limits
internal import Patients
internal import Quantities

extension ProtocolTable {
  /// Prints protocols, their patients and expected verdicts as a table; reading it back gives
  /// equal ones.
  ///
  /// Only columns that hold something are printed. Sources have no place in a table.
  /// - Returns: The table, or nothing when a table cannot say what a protocol says: two equal
  ///   phases of a course, or the same protocol, drug or patient twice.
  public static func print(_ entries: [Entry]) -> String? {
    guard Set(entries.map(\.dosing.id)).count == entries.count else { return nil }
    var rows: [PrintedRow] = []
    for entry in entries {
      guard let printed = entry.rows else { return nil }
      rows += printed
    }
    let columns = TableColumn.allCases.filter { column in rows.contains { $0[column] != nil } }
    guard !rows.isEmpty else { return nil }
    var table = CSVText()
    table.add(columns.map(\.rawValue))
    for row in rows { table.add(columns.map { row[$0] ?? "" }) }
    return table.text
  }

  /// Prints protocols without patients.
  public static func print(_ protocols: [DosingProtocol]) -> String? {
    let place = SourceLocation(file: "", line: 1, column: 1)
    return print(protocols.map { Entry(dosing: $0, location: place) })
  }
}

/// The cells of a row that hold something.
private struct PrintedRow {
  private var cells: [TableColumn: String] = [:]

  subscript(column: TableColumn) -> String? { cells[column] }

  mutating func set(_ column: TableColumn, _ text: String?) {
    if let text, !text.isEmpty { cells[column] = text }
  }

  mutating func set(_ column: TableColumn, _ quantity: Quantity?) {
    set(column, quantity?.description)
  }
}

extension ProtocolTable.Entry {
  /// Steps, phases and patients, each from the first row on.
  fileprivate var rows: [PrintedRow]? {
    let phases = dosing.course?.phases ?? []
    let people = subjects.map(\.patient)
    guard dosing.drugs.allSatisfy({ !$0.steps.isEmpty }), !dosing.drugs.isEmpty,
      dosing.course == nil || !phases.isEmpty, Set(people).count == people.count,
      Set(dosing.drugs.map(\.drug)).count == dosing.drugs.count
    else { return nil }
    var rows: [PrintedRow] = []
    for plan in dosing.drugs {
      for (index, step) in plan.steps.enumerated() {
        var row = PrintedRow()
        if index == 0 {
          row.set(.drug, plan.drug)
          row.set(.concentration, plan.concentration)
        }
        row.set(step)
        rows.append(row)
      }
    }
    while rows.count < max(phases.count, people.count) { rows.append(PrintedRow()) }
    var said: Set<[TableColumn: String]> = []
    for (index, phase) in phases.enumerated() {
      var alone = PrintedRow()
      alone.set(phase)
      guard said.insert(alone.all).inserted else { return nil }
      rows[index].set(phase)
    }
    for (index, subject) in subjects.enumerated() { rows[index].set(subject) }
    rows[0].set(.title, dosing.title == dosing.id ? nil : dosing.title)
    rows[0].set(.summary, dosing.summary)
    rows[0].set(.limits, dosing.limitSets.isEmpty ? nil : dosing.limitSets.joined(separator: "; "))
    if subjects.isEmpty { rows[0].set(.expected, expected?.verdict.rawValue) }
    for index in rows.indices { rows[index].set(.id, dosing.id) }
    return rows
  }
}

extension PrintedRow {
  fileprivate var all: [TableColumn: String] { cells }

  fileprivate mutating func set(_ step: ProtocolStep) {
    set(.at, step.at)
    switch step.action {
    case .bolus(let dose, let route):
      set(.give, dose)
      set(.route, route)
    case .infusion(let infusion):
      set(.give, infusion.dose)
      set(.over, infusion.duration)
      set(.route, infusion.route)
    case .setRate(let setting):
      set(.setRate, setting.rate)
      set(.for, setting.duration)
    case .ramp(let ramp):
      let isUp = ramp.direction == .up
      set(isUp ? .escalateFrom : .taperFrom, ramp.from)
      set(isUp ? .escalateTo : .taperTo, ramp.to)
      set(isUp ? .escalateBy : .taperBy, ramp.by)
      set(isUp ? .escalateEvery : .taperEvery, ramp.every)
      set(.for, ramp.total)
      set(.atMost, ramp.atMost)
    case .hold(let duration): set(.hold, duration)
    case .pause(let duration): set(.pause, duration)
    case .wait(let duration): set(.wait, duration)
    case .stop: set(.stop, "now")
    }
    if let repetition = step.repetition {
      set(.repeatTimes, "\(repetition.times)")
      set(.repeatEvery, repetition.every)
    }
  }

  private mutating func set(_ column: TableColumn, _ bounded: ProtocolStep.BoundedQuantity) {
    set(column, bounded.quantity)
    set(.atMost, bounded.atMost)
    set(.atLeast, bounded.atLeast)
  }

  fileprivate mutating func set(_ phase: Course.Phase) {
    set(.phase, phase.name)
    switch phase.timing {
    case .every(let sessions, let interval):
      set(.sessions, "\(sessions)")
      set(.every, interval)
    case .onDays(let days): set(.onDays, days.map(String.init).joined(separator: "; "))
    }
    set(.after, phase.after)
    if phase.scaleTo == nil {
      set(.scale, phase.scaleFrom)
    } else {
      set(.scaleFrom, phase.scaleFrom)
      set(.scaleTo, phase.scaleTo)
    }
  }

  fileprivate mutating func set(_ subject: ProtocolTable.Subject) {
    let patient = subject.patient
    set(.weight, patient.weight)
    set(.age, patient.age)
    set(.height, patient.height)
    set(.sex, patient.sex?.rawValue)
    set(.dosingWeight, patient.dosingWeight)
    set(.expected, subject.expected?.verdict.rawValue)
  }
}
