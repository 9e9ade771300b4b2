import Diagnostics
import Documents
import Dosing
import Limits
import Quantities
import Testing

@Suite("Files of limits are read as they are written")
struct LimitReadingTests {
  private let set: LimitSet

  init() throws {
    set = try LimitDocument.read(text: GoodLimits.text, file: "good.yaml")
  }

  @Test("The head of the file")
  func head() throws {
    #expect(set.id == "exampline/demo" && set.drug == "exampline" && set.form == "base")
    #expect(set.title == "Invented limits" && set.summary == "No number in it means anything.")
    #expect(set.careArea == CareArea("demo ward"))
    #expect(set.selector.age?.description == "18..80 y")
    #expect(set.selector.weight?.description == "40..160 kg")
    #expect(set.selector.diagnoses == [Diagnosis("pain"), Diagnosis("sleep")])
    #expect(set.bolusWithin == (try q("15 min")))
    #expect(set.pump?.flowStep == (try q("0.1 mL/h")))
    #expect(set.pump?.volumeStep == (try q("0.5 mL")))
    #expect(set.leftOut == ["What nobody found."])
  }

  @Test("Sources keep their numbers; a PubMed number joins the reference")
  func sources() {
    #expect(set.sources.map(\.id) == ["demo", "own"])
    #expect(set.sources[0].text == "Nobody N. Nowhere 2020;1:1-2 PMID 123")
    #expect(set.sources[0].doi == "10.0000/demo")
    #expect(set.sources[1].evidence == .assumption)
  }

  @Test("Contraindications, in the order of the file")
  func contraindications() {
    #expect(set.contraindications.map(\.condition) == [.pregnancy, .cystitis])
    #expect(set.contraindications.map(\.severity) == [.soft, .hard])
    #expect(set.contraindications[0].advisory == "Ask.")
    #expect(set.contraindications[1].location?.line == 16)
  }

  @Test("A rule with everything that a rule can say")
  func rule() throws {
    let rule = try #require(set.rules.first)
    #expect(rule.id == "infusion-rate" && rule.measure == .rate)
    #expect(rule.lower == Thresholds(soft: [try q("2 mg/h")], hard: [try q("1 mg/h")]))
    #expect(
      rule.upper
        == Thresholds(
          soft: [try q("0.5 mg/kg/h")], hard: [try q("1 mg/kg/h"), try q("100 mg/h")]))
    #expect(rule.route == "iv" && rule.advisory == "Watch." && rule.note == "Nothing.")
    #expect(rule.selector.age?.description == "60..90 y")
    #expect(rule.selector.diagnoses == [Diagnosis("pain")])
    #expect(rule.source == "demo" && rule.evidence == .abstract)
    #expect(rule.location?.line == 18)
  }

  @Test("What stands beside the word of a measure")
  func measures() throws {
    #expect(
      set.rules.map(\.measure) == [
        .rate, .doseInWindow(try q("24 h")),
        .concentration(of: .plasma, settledAfter: try q("30 min")),
        .peakConcentration(of: .effectSite),
        .timeAbove(try q("640 ng/mL"), of: .output("norexampline")), .sessionCount, .pumpError,
        .bolusDose,
      ])
    #expect(set.rules[1].upper?.hard == [try q("5 mg/kg ideal")])
    #expect(set.rules[4].upper?.soft == [try q("0 min")])
    #expect(set.rules[5].upper?.soft == [Quantity(DecimalNumber(6), .one)])
    #expect(set.rules[6].upper?.soft.first?.canonical == 0.05)
  }

  @Test("Every word of a measure is read, with a bound of the kind it needs")
  func words() throws {
    let byBound: [(String, [String])] = [
      ("0.5 mg/kg", ["bolus dose", "loading dose", "session dose", "course dose"]),
      ("0.5 mg/kg/h", ["bolus rate", "rate", "rate increase", "rate decrease"]),
      (
        "40 min",
        [
          "bolus duration", "bolus interval", "loading duration", "session duration",
          "course duration", "time before increase", "time before decrease", "session interval",
        ]
      ),
      ("3", ["bolus count", "session count"]), ("2 mg/mL", ["bag concentration"]),
      ("200 mL/h", ["pump flow"]), ("5 %", ["pump error"]),
    ]
    var measures: Set<Measure> = []
    for (bound, words) in byBound {
      for word in words {
        let text = GoodLimits.text.replacing(
          "limit: bolus dose, upper: { soft: [0.35 mg/kg, 30 mg] }",
          with: "limit: \(word), upper: { soft: \(bound) }")
        let set = try LimitDocument.read(text: text, file: "word.yaml")
        measures.insert(try #require(set.rules.last?.measure))
      }
    }
    #expect(measures.count == 21)
  }

  @Test("An absolute bound beside one per kilogram is compared when a patient is judged, not here")
  func incomparable() throws {
    // 0.5 mg/kg/h is above 10 mg/h from 20 kg on, but the file does not know the patient.
    let text = GoodLimits.text.replacing("[1 mg/kg/h, 100 mg/h]", with: "10 mg/h")
    #expect(throws: Never.self) { try LimitDocument.read(text: text, file: "a.yaml") }
    let scalars = GoodLimits.text.replacing("[1 mg/kg/h, 100 mg/h]", with: "0.4 mg/kg/h ideal")
    #expect(throws: Never.self) { try LimitDocument.read(text: scalars, file: "a.yaml") }
  }

  @Test("Order within the file does not matter where nothing depends on it")
  func locationsDiffer() throws {
    let text = GoodLimits.text.replacing("form: base\n", with: "").replacing(
      "title: Inv", with: "form: base\ntitle: Inv")
    #expect(try LimitDocument.read(text: text, file: "good.yaml").form == "base")
  }
}
