import Diagnostics
import Dosing
import Limits
import Quantities
import Reports
import Testing

@Suite("Cards of limits")
struct LimitCardTests {
  private static func q(_ text: String) throws -> Quantity {
    try Quantity(parsing: text, at: .init(file: "test", line: 1, column: 1))
  }

  private static func set() throws -> LimitSet {
    LimitSet(
      id: "exampline/demo", title: "Invented limits", summary: "For tests.", drug: "exampline",
      form: "base", careArea: CareArea("demo ward"),
      selector: Selector(age: QuantityRange(try q("18 y"), try q("80 y"))),
      bolusWithin: try q("15 min"),
      pump: Pump(
        flowStep: try q("0.1 mL/h"), lowestFlow: try q("0.2 mL/h"),
        highestFlow: try q("1200 mL/h")),
      sources: [Citation(id: "demo", text: "Nobody N. 2020", doi: "10.0000/demo")],
      rules: [
        LimitRule(
          id: "infusion-rate", measure: .rate,
          upper: Thresholds(
            soft: [try q("0.5 mg/kg/h")], hard: [try q("1 mg/kg/h"), try q("100 mg/h")]),
          lower: Thresholds(soft: [try q("2 mg/h")], hard: [try q("1 mg/h")]),
          selector: Selector(diagnoses: [Diagnosis("pain")]), route: "iv",
          advisory: "Watch the patient.", source: "demo", evidence: .abstract),
        LimitRule(
          id: "day", measure: .doseInWindow(try q("24 h")),
          upper: Thresholds(soft: [try q("5 mg/kg ideal")]), source: "demo",
          evidence: .oneSource, note: "Seen once."),
      ],
      contraindications: [
        Contraindication(
          .pregnancy, severity: .soft, advisory: "Ask.", source: "demo", evidence: .abstract)
      ], leftOut: ["What nobody found."])
  }

  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("The table has the four bounds of each rule in the order of a pump's library")
  func table() throws {
    let text = LimitCard(try Self.set()).text()
    let lines = text.split(separator: "\n").map { self.flat(String($0)) }
    #expect(lines.contains("rule hard soft soft hard evidence"))
    #expect(
      lines.contains(
        "infusion-rate 1 mg/h 2 mg/h 0.5 mg/kg/h 1 mg/kg/h, 100 mg/h abstract"))
    #expect(lines.contains("day 5 mg/kg ideal one source, weak"))
  }

  @Test("Each rule says whom it concerns, what to do, and where its number comes from")
  func rules() throws {
    let text = flat(LimitCard(try Self.set()).text())
    #expect(
      text.contains(
        "infusion-rate: rate only for diagnosis pain, route iv Watch the patient. "
          + "seen in the abstract or label · source demo"))
    #expect(text.contains("day: dose in any 24 h Seen once. one transcription · source demo"))
  }

  @Test("The scope, the contraindications, what is missing, and the sources")
  func surroundings() throws {
    let text = flat(LimitCard(try Self.set()).text())
    for part in [
      "drug exampline, as base", "care area demo ward", "population age 18..80 y",
      "bolus a dose given within 15 min", "pump 0.2 mL/h to 1200 mL/h in steps of 0.1 mL/h",
      "soft pregnancy Ask.", "What is not here - What nobody found.",
      "demo Nobody N. 2020. https://doi.org/10.0000/demo",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test("No line is wider than asked for, and nothing is cut", arguments: [60, 80, 100])
  func width(width: Int) throws {
    let text = LimitCard(try Self.set()).text(TextStyle(width: width))
    for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
    #expect(text.contains("100 mg/h"))
    #expect(text.contains("one source, weak"))
  }
}
