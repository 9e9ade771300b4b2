import Diagnostics
import Documents
import Dosing
import Foundation
import Quantities
import Testing

/// A shipped protocol with values for its settings and the totals worked out by hand.
struct Shipped: CustomTestStringConvertible, Sendable {
  let path: String
  let settings: [String: String]
  /// The amount of the first drug in all, mg, for 45, 82 and 120 kg.
  let totals: [Double]
  let sessions: Int
  /// When the last delivery ends, h.
  let end: Double

  init(
    _ path: String, _ settings: [String: String] = [:], totals: [Double], sessions: Int = 1,
    end: Double
  ) {
    self.path = path
    self.settings = settings
    self.totals = totals
    self.sessions = sessions
    self.end = end
  }

  var testDescription: String { path }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("models/protocols")

  func text() throws -> String {
    try String(
      contentsOf: Shipped.folder.appendingPathComponent(path + ".yaml"), encoding: .utf8)
  }

  /// A single session's dose and duration, for the files that leave both open.
  static let session = ["dose": "0.5 mg/kg", "duration": "40 min"]

  static let all = [
    Shipped("ketamine/depression-40-min", totals: [22.5, 41, 60], end: 2.0 / 3),
    Shipped(
      "ketamine/depression-dose-finding", ["dose": "1 mg/kg"], totals: [45, 82, 120], end: 2.0 / 3),
    // 45 kg: 15.75 mg/h for 4 h on 10 days; above 71.4 kg, 25 mg/h binds: 100 mg a day.
    Shipped(
      "ketamine/crps-outpatient-schwartzman-2009", totals: [630, 1000, 1000], sessions: 10,
      end: 9 * 24 + 4),
    // 24 h each at 10, 20, 30, then 48 h at 40 mg/h.
    Shipped(
      "ketamine/crps-five-day-goldberg-2010", ["step": "10 mg/h", "interval": "24 h"],
      totals: [3360, 3360, 3360], end: 120),
    // Ketamine (3 + 4 + 5) mg/kg/h for 24 h each: 288 mg/kg.
    Shipped(
      "ketamine/anaesthetic-three-day-kiefer-2002", totals: [12960, 23616, 34560], end: 72),
    Shipped(
      "ketamine/icu-koppel-1990", ["rate": "1.2 mg/kg/h"], totals: [3888, 7084.8, 10368], end: 72),
    // 0.5 mg/kg, then 1.5 mcg/kg/min for 48 h: 4.32 mg/kg.
    Shipped(
      "ketamine/icu-adjunct-padis-2018", ["rate": "1.5 mcg/kg/min", "duration": "48 h"],
      totals: [216.9, 395.24, 578.4], end: 48),
    // Twice 0.3 mg/kg: 13.5 mg, 24.6 mg, and 36 mg held at 25.
    Shipped(
      "ketamine/ed-subdissociative", ["dose": "0.3 mg/kg", "doses": "2"], totals: [27, 49.2, 50],
      end: 35.0 / 60),
    Shipped(
      "ketamine/label-iv-induction", ["dose": "2 mg/kg"], totals: [90, 164, 240], end: 1.0 / 60),
    Shipped(
      "ketamine/label-iv-slow-induction", ["duration": "2 min"], totals: [45, 82, 120],
      end: 2.0 / 60),
    // 0.4 mg/kg: 18 mg is raised to 20, 32.8 mg stands, 48 mg is held at 35.
    Shipped(
      "ketamine/awake-low-dose", ["dose": "0.4 mg/kg", "duration": "40 min"],
      totals: [20, 32.8, 35], end: 2.0 / 3),
    // (0.1 + 0.15 + 0.2 + 0.25) mg/kg/h for half an hour each, 0.3 for 46 h: 14.15 mg/kg.
    Shipped(
      "ketamine/escalating-drip",
      [
        "start": "0.1 mg/kg/h", "step": "0.05 mg/kg/h", "interval": "30 min", "top": "0.3 mg/kg/h",
        "duration": "48 h",
      ], totals: [636.75, 1160.3, 1698], end: 48),
    Shipped(
      "ketamine/session-40-to-180-min", ["dose": "1.0 mg/kg", "duration": "180 min"],
      totals: [45, 82, 120], end: 3),
    Shipped(
      "ketamine/six-infusions-two-weeks", session, totals: [135, 246, 360], sessions: 6,
      end: 240 + 2.0 / 3),
    Shipped(
      "ketamine/six-infusions-three-weeks", session, totals: [135, 246, 360], sessions: 6,
      end: 384 + 2.0 / 3),
    Shipped(
      "ketamine/six-infusions-then-boosters",
      session.merging(["boosters": "3", "interval": "4 wk"]) { $1 }, totals: [202.5, 369, 540],
      sessions: 9, end: 240 + 3 * 672 + 2.0 / 3),
    // 100, 90, 80, 70, 60, 50 % of 0.5 mg/kg: 2.25 mg/kg.
    Shipped(
      "ketamine/outpatient-taper-series",
      session.merging(["sessions": "6", "interval": "7 d", "share": "50 %"]) { $1 },
      totals: [101.25, 184.5, 270], sessions: 6, end: 5 * 168 + 2.0 / 3),
    Shipped(
      "ketamine/prolonged-continuous", ["rate": "0.2 mg/kg/h", "days": "10 d"],
      totals: [2160, 3936, 5760], end: 240),
    Shipped(
      "ketamine/anaesthetic-dose-week", ["rate": "600 mg/h", "days": "7 d"],
      totals: [100_800, 100_800, 100_800], end: 168),
    // 24 h each at 5, 10, 15, then 28 h at 20 mg/h per 70 kg: 1280 mg per 70 kg.
    Shipped(
      "esketamine/crps-esketamine-sigtermans-2009",
      ["step": "5 mg/h per 70 kg", "interval": "24 h"],
      totals: [1280.0 * 45 / 70, 1280.0 * 82 / 70, 1280.0 * 120 / 70], end: 100),
  ]
}

@Suite("The shipped protocols")
struct BuiltInProtocolTests {
  @Test("every shipped file is in the table, and only those")
  func complete() throws {
    let files = try #require(FileManager.default.enumerator(atPath: Shipped.folder.path))
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
    #expect(files.sorted() == Shipped.all.map(\.path).sorted())
  }

  @Test("totals are those worked out by hand from the publication", arguments: Shipped.all)
  func totals(shipped: Shipped) throws {
    let dosing = try ProtocolDocument.read(
      text: shipped.text(), file: shipped.path, settings: shipped.settings)
    #expect(shipped.path.hasSuffix("/" + dosing.id))
    #expect(!dosing.sources.isEmpty && dosing.sources.allSatisfy { $0.evidence != nil })
    #expect(!dosing.summary.isEmpty)
    for (weight, total) in zip(["45 kg", "82 kg", "120 kg"], shipped.totals) {
      let schedule = try dosing.schedule(for: patient(weight))
      let given = schedule.lines.filter { $0.drug == dosing.drugs[0].drug }.map(\.amount)
        .reduce(0, +)
      #expect(abs(given - total) <= 4e-15 * total * Double(given > 0 ? schedule.lines.count : 1))
      #expect(schedule.sessions.count == shipped.sessions)
      #expect(abs(schedule.end.minutes / 60 - shipped.end) < 1e-12)
    }
  }

  @Test("the files of settings ask for each of them", arguments: Shipped.all)
  func settings(shipped: Shipped) throws {
    let summary = try ProtocolDocument.summary(text: shipped.text(), file: shipped.path)
    #expect(Set(summary.settings.map(\.name)) == Set(shipped.settings.keys))
    guard !shipped.settings.isEmpty else { return }
    let error = #expect(throws: DiagnosticError.self) {
      try ProtocolDocument.read(text: shipped.text(), file: shipped.path)
    }
    let missing = try #require(error?.diagnostics.first)
    #expect(error?.diagnostics.count == 1 && missing.code.id == "T2023")
    for name in shipped.settings.keys {
      #expect(missing.message.contains("`\(name)`: "))
      #expect(missing.remedy.contains("--set \(name)="))
    }
  }

  @Test("Schwartzman 2009: 21 mg/h and 84 mg a day at 60 kg; 25 mg/h and 100 mg at 82 kg")
  func schwartzman() throws {
    let text = try #require(Shipped.all.first { $0.path.contains("schwartzman") }).text()
    let dosing = try ProtocolDocument.read(text: text, file: "schwartzman")
    let light = try dosing.schedule(for: patient("60 kg"))
    #expect(light.lines.map(\.amount) == Array(repeating: 84, count: 10))
    #expect(light.lines.allSatisfy { $0.boundedBy == nil })
    let heavy = try dosing.schedule(for: patient("82 kg"))
    #expect(heavy.lines.map(\.amount) == Array(repeating: 100, count: 10))
    #expect(heavy.lines.allSatisfy { $0.boundedBy?.description == "25 mg/h" })
  }

  @Test("Kiefer 2002: midazolam 0.15 mg/kg/h runs beside ketamine for 3 days")
  func kiefer() throws {
    let text = try #require(Shipped.all.first { $0.path.contains("kiefer") }).text()
    let schedule = try ProtocolDocument.read(text: text, file: "kiefer")
      .schedule(for: patient("80 kg"))
    #expect(schedule.lines.filter { $0.drug == "midazolam" }.map(\.amount) == [864])
  }
}
