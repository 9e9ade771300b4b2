import Dosing
import Kinetics
import Quantities
import Reports
import Simulation
import Testing

@Suite("Curves as tables")
struct CurveTableTests {
  private func table(
    _ drugs: [SimulatedDrug], _ times: SampleTimes, _ columns: Set<ColumnSet>,
    unit: TimeUnit = .minutes
  ) throws -> (columns: [String], rows: [[Double]]) {
    let table = try CurveTable(drugs: drugs, times: times, columns: columns, timeUnit: unit)
    let lines = try csv(table).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "", "the last row ends with a line break")
    let rows = try lines.dropFirst().dropLast().map { line in
      try line.split(separator: ",").map { try #require(Double($0)) }
    }
    return (lines[0].split(separator: ",").map(String.init), rows)
  }

  private func csv(_ table: CurveTable) throws -> String {
    var bytes: [UInt8] = []
    try table.writeCSV { (part) throws(OutputFailure) in bytes += part }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func ketamine(
    _ schedule: Schedule = Example.escalation(), metabolite: String? = nil
  ) throws -> SimulatedDrug {
    try SimulatedDrug(
      model: Example.bound(effect: true, metabolite: metabolite), schedule: schedule)
  }

  @Test("Every cell is the curve's own number, bit for bit")
  func cellsEqualTheCurve() throws {
    let drug = try ketamine(metabolite: "norketamine")
    let times = SampleTimes.every(Example.minutes(7), until: Example.minutes(600))
    let (columns, rows) = try table([drug], times, [.all])
    #expect(
      columns == [
        "time_min", "ketamine_plasma_ng_per_mL", "norketamine_plasma_ng_per_mL",
        "ketamine_effect_ng_per_mL", "ketamine_central_ng_per_mL", "ketamine_rapid_ng_per_mL",
        "norketamine_ng_per_mL", "ketamine_plasma_auc_ng_h_per_mL",
        "norketamine_plasma_auc_ng_h_per_mL", "ketamine_effect_auc_ng_h_per_mL", "rate_mg_per_h",
        "cumulative_mg", "central_mg", "rapid_mg", "norketamine_mg", "eliminated_mg",
      ])
    #expect(rows.count == 86)
    for (row, moment) in zip(rows, times) {
      #expect(row[0] == moment.minutes)
      for (column, output) in drug.curve.outputs.enumerated() {
        let value = try drug.curve.concentration(of: output, at: moment)
        #expect(row[1 + column] == value * 1000)
        let area = try drug.curve.cumulativeAUC(of: output, at: moment)
        #expect(row[7 + column] == area * (1000.0 / 60))
      }
      let states = try drug.curve.states(at: moment)
      #expect(Array(row[12...14]) == Array(states[0...2]))
      #expect(row[15] == (try drug.curve.balance(at: moment).eliminated))
    }
  }

  @Test("A bolus's own instant is the value after it, and the rate is that of the pump")
  func bolusInstant() throws {
    let (_, rows) = try table([ketamine()], .at([.zero]), [.plasma, .rate])
    #expect(abs(rows[0][1] - 28 / 28.5 * 1000) < 1e-9)
    #expect(rows[0][2] == 8)
    #expect(rows[0][3] == 28)
  }

  @Test("What was given adds up, also in the middle of a step")
  func cumulative() throws {
    let (_, rows) = try table(
      [ketamine()], .at([15, 30, 45, 120, 3000].map(Example.minutes)), [.rate])
    let given = rows.map { $0[2] }
    for (amount, expected) in zip(given, [30.0, 32, 35, 56, 1160]) {
      #expect(abs(amount - expected) < 1e-9)
    }
    #expect(rows.map { ($0[1] * 1e9).rounded() / 1e9 } == [8, 12, 12, 24, 0])
  }

  @Test("Two drugs stand side by side, each with its own columns")
  func twoDrugs() throws {
    var schedule = Example.escalation()
    let other = Example.escalation(drug: "midazolam", scale: 0.1)
    schedule.deliveries += other.deliveries
    schedule.lines += other.lines
    let drugs = [
      try SimulatedDrug(model: Example.bound(), schedule: schedule),
      try SimulatedDrug(model: Example.bound(drug: "midazolam"), schedule: schedule),
    ]
    let (columns, rows) = try table(
      drugs, .every(Example.minutes(30), until: Example.minutes(180)), [.plasma, .rate, .amounts])
    #expect(
      columns == [
        "time_min", "ketamine_plasma_ng_per_mL", "ketamine_rate_mg_per_h",
        "ketamine_cumulative_mg", "ketamine_central_mg", "ketamine_rapid_mg",
        "ketamine_eliminated_mg", "midazolam_plasma_ng_per_mL", "midazolam_rate_mg_per_h",
        "midazolam_cumulative_mg", "midazolam_central_mg", "midazolam_rapid_mg",
        "midazolam_eliminated_mg",
      ])
    for row in rows { #expect(abs(row[7] - row[1] / 10) <= 1e-12 * row[1]) }
  }

  @Test(
    "The time column is in the unit of its name",
    arguments: zip(TimeUnit.allCases, [90, 1.5, 0.0625]))
  func timeUnits(unit: TimeUnit, expected: Double) throws {
    let (columns, rows) = try table([ketamine()], .at([Example.minutes(90)]), [.plasma], unit: unit)
    #expect(columns[0] == "time_\(unit.rawValue)")
    #expect(rows[0][0] == expected)
  }

  @Test("Names of columns hold letters, digits and underscores, so no spreadsheet runs them")
  func namesAreHarmless() throws {
    let model = Example.bound(drug: "=cmd|' /C calc'!A0, \"x\"\n")
    let drug = try SimulatedDrug(model: model, schedule: Schedule(deliveries: []))
    let table = try CurveTable(drugs: [drug], times: .at([]), columns: [.all])
    for name in table.columnNames {
      #expect(name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }, "\(name)")
    }
  }

  @Test("The same table as JSON has the same names and numbers")
  func json() throws {
    let table = try CurveTable(
      drugs: [ketamine()], times: .every(Example.minutes(60), until: Example.minutes(120)),
      columns: [.plasma])
    var bytes: [UInt8] = []
    try table.writeJSON { (part) throws(OutputFailure) in bytes += part }
    let rows = try csv(table).split(separator: "\n").dropFirst().map { "[\($0)]" }
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "{\"schema\":\"titrate/curve-1\",\"columns\":[\"time_min\",\"ketamine_plasma_ng_per_mL\"],"
        + "\"rows\":[\(rows.joined(separator: ",\n"))]}\n")
  }

  @Test("However long the table, the sink gets it in pieces of bounded size")
  func memoryIsBounded() throws {
    let table = try CurveTable(
      drugs: [ketamine()], times: .every(Example.minutes(1), until: Example.minutes(20_000)),
      columns: [.plasma, .effect])
    var sizes: [Int] = []
    try table.writeCSV { (part) throws(OutputFailure) in sizes.append(part.count) }
    #expect(sizes.count > 5)
    #expect(sizes.allSatisfy { $0 < 70_000 })
  }
}
