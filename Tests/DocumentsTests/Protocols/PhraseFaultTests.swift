import Diagnostics
import Documents
import Dosing
import Testing

@Suite("Every fault of a phrase is reported at its word")
struct PhraseFaultTests {
  @Test(
    "faults of phrases about ketamine",
    arguments: [
      Fault("", "T2034 1:1"),
      Fault("bolsu 20 mg", "T2033 1:1"),
      Fault("Bolus 20 mg", "T2033 1:1"),
      Fault("20 mg ovr 40 min", "T2033 1:7"),
      Fault("20 mg over", "T2034 1:11"),
      Fault("20 mg over 40", "T3003 1:12"),
      Fault("20 mg over 0 min", "T2031 1:12"),
      Fault("20", "T3003 1:1"),
      Fault("0,5 mg/kg", "T3005 1:1"),
      Fault(".5 mg/kg", "T3001 1:1"),
      Fault("-5 mg", "T3007 1:1"),
      Fault("0 mg", "T3007 1:1"),
      Fault("20 mgs", "T3008 1:4"),
      Fault("20 mg/kg idael", "T2033 1:10"),
      Fault("bolus 20 mg/h", "T3004 1:7"),
      Fault("run at 20 mg", "T3004 1:8"),
      Fault("20 mg for 1 h", "T2020 1:7"),
      Fault("20 mg/h over 1 h", "T2020 1:9"),
      Fault("20 mg over 1 h over 2 h", "T2020 1:16"),
      Fault("20 mg (at most 40 mg over 1 h", "T2033 1:22"),
      Fault("20 mg at most 40 mg/kg/h", "T3004 1:15"),
      Fault("20 mg/h", "T5001 1:1"),
      Fault("20 mg/h for 1 h,", "T2034 1:17"),
      Fault("20 mg/h for 1 h then", "T2034 1:21"),
      Fault("20 mg/h stepping 1 mg/h every 1 h to 30 mg/h", "T2033 1:18"),
      Fault("20 mg/h stepping up 1 mg/h to 30 mg/h", "T2033 1:28"),
      Fault("20 mg/h stepping up 7 mg/h every 1 h to 30 mg/h", "T5003 1:1"),
      Fault("20 mg/h stepping down 1 mg/h every 1 h to 30 mg/h", "T5005 1:1"),
      Fault("stepping down 1 mg/h every 1 h to 0", "T5002 1:1"),
      Fault("20 mg, 6 sessions", "T2034 1:18"),
      Fault("20 mg, 6 sesions every 2 d", "T3002 1:10"),
      Fault("20 mg over 1 h, 6 sessions every 30 min", "T5011 1:17"),
      Fault("20 mg, daily for thirteen days", "T2033 1:18"),
      Fault("20 mg, on days 3, 1", "T5012 1:8"),
      Fault("20 mg repeat 0 times every 1 h", "T2027 1:14"),
      Fault("20 mL/h of 1 mg/mL for 1 h, then 2 mg of 2 mg/mL", "T2036 1:42"),
      Fault("7 mL/h for 4 h", "T5009 1:1"),
      Fault("20 mg; ", "T2034 1:8"),
      Fault("20 mg; ketamine 20 mg", "T5018 1:17"),
      Fault("at 5 min", "T2034 1:9"),
      Fault("pause 10 min", "T5002 1:1"),
      Fault("20 mg/h for 1 h, hold", "T2034 1:22"),
      Fault("20 mg by 5", "T2033 1:10"),
      Fault("4 mg/kg im", "T2033 1:9"),
      Fault("0.1 mg/kg ideal/h for 1 h", "T3006 1:16"),
      Fault("0.5 mg/kg ibw", "T3006 1:11"),
      Fault("20 mg, 1000000000 sessions every 2 d", "T2027 1:8"),
      Fault("20 mg, 3 sessions every 1 mo", "T3008 1:25"),
      Fault("20 mg IV by im", "T2020 1:10"),
      Fault("20 mg/h bolus for 1 h", "T2033 1:9"),
      Fault("infusion 20 mg", "T2034 1:1"),
      Fault("six sessions every 2 d", "T2034 1:1"),
      Fault("1000000000 sessions every 2 d", "T2034 1:1"),
      Fault("20 mg, then -5 mg", "T3007 1:13"),
      Fault("\u{2212}0.5 mg/kg over 40 min", "T3007 1:1"),
      Fault("20 mg, then \u{2212}5 mg", "T3007 1:13"),
      Fault("20 mg over 40 min at 24:00", "T2033 1:19"),
      Fault("20 mg over 40 min at 30 min", "T2033 1:19"),
      Fault("20 mg over 40 min on 2026-11-27", "T2033 1:19"),
      Fault("at 08:00 20 mg", "T3001 1:4"),
      Fault("at 2026-11-27 20 mg", "T3001 1:4"),
      Fault("six infusions of 20 mg over 40 min", "T2034 1:1"),
      Fault("3 boluses of 20 mg", "T2034 1:1"),
      Fault("20 mg over 40 min, 6 times, every 48 h", "T2034 1:20"),
    ])
  func phrases(fault: Fault) {
    #expect(findings { try phrase(fault.text) } == fault.found)
  }

  @Test("a phrase without a drug asks for one")
  func noDrug() {
    #expect(findings { try ProtocolPhrase.read("20 mg", drug: nil) } == ["T2035 1:1"])
    // This one names its drug, in a place where no drug is looked for.
    let text = "six infusions of ketamine 0.5 mg/kg over 40 min"
    #expect(findings { try ProtocolPhrase.read(text, drug: nil) } == ["T2034 1:1"])
  }

  @Test("a keyword that is nearly right is proposed")
  func didYouMean() throws {
    let error = #expect(throws: DiagnosticError.self) { try phrase("20 mg ovr 40 min") }
    #expect(error?.diagnostics.first?.remedy == "did you mean `over`?")
  }

  @Test(
    "a word that clinicians use gets the words to write, and never the advice to drop it",
    arguments: [
      ("4 mg/kg im", "`by im`"), ("4 mg/kg IM", "`by im`"),
      ("7 mL/h of 1 mg/mL until 4 h", "`for 4 h`"), ("0.5 mg/kg in 40 min", "`over 40 min`"),
      ("0.5 mg/kg maximum 40 mg", "`at most 40 mg`"), ("0.5 mg/kg min 5 mg", "`at least 5 mg`"),
      ("200 mg / 20 mL", "`7 mL/h of 10 mg/mL`"), ("20 mg every 20 min", "`3 times every 20 min`"),
      ("20 mg q20 min", "`3 times every 20 min`"), ("20 mg twice daily", "sessions every 12 h"),
      ("start at 0.1 mg/kg/h", "stepping up"),
      ("0.1 mg/kg/h increase by 0.1 mg/kg/h", "stepping up"),
      ("20 mg over 40 min zzzzzz", "the words of the grammar"),
      ("20 mg by im 5", "the words of the grammar"), ("ketamine iv 20 mg", "behind the dose"),
      ("1 mg/kg IN", "`by nasal`"), ("1 mg/kg io", "`by io`"), ("1 mg/kg pr", "`by rectal`"),
      ("4 mg/kg IM", "needs a model that has it"), ("4 mg/kg nasal", "doses into a vein only"),
      ("20 mg over 40 min at 08:00", "no times of day and no dates"),
      ("20 mg over 40 min at 30 min", "`at 30 min 0.5 mg/kg over 40 min`"),
      ("20 mg over 40 min tomorrow", "no times of day and no dates"),
      ("20 mg over 40 min on 2026-11-27", "`, on days 1, 3, 5`"),
      ("at 24:00 20 mg", "`24 h`"), ("-20 mg", "write a positive dose"),
      ("\u{2212}20 mg", "write a positive dose"),
      ("six infusions of ketamine 20 mg", "six sessions every 2 d`"),
      ("6 doses of 20 mg", "`ketamine 20 mg 6 times every 20 min`"),
      ("20 mg over 40 min, 6 times, every 48 h", "`, 6 sessions every 2 d` for sessions"),
      ("20 mg over 40 min, 6 times every 48 h", "`, 6 sessions every 2 d` for sessions"),
    ])
  func clinicalWords(text: String, remedy: String) {
    let error = #expect(throws: DiagnosticError.self) {
      try ProtocolPhrase.read(text, drug: "ketamine")
    }
    let found = error?.diagnostics.first?.remedy ?? ""
    #expect(found.contains(remedy), "\(found)")
    #expect(!found.contains("leave"), "\(found)")
  }

  @Test("a phrase beyond any length is refused, and no prefix of a long one traps")
  func hostile() {
    #expect(findings { try phrase(String(repeating: "(", count: 20_000)) } == ["T1004 1:1"])
    let text =
      "ketamine bolus 0.35 mg/kg ideal (up to 40 mg) over 1 min, then at 2 h 5 mg/h per 70 kg stepping up 1 mg/h/70 kg every 30 min to 7 mg/h/70 kg for 48 h; midazolam 1 mg, 6 sessions every 4 d scaled to 50 %"
    for end in text.indices {
      _ = try? ProtocolPhrase.read(String(text[..<end]), drug: nil)
      _ = try? ProtocolPhrase.read(String(text[end...]), drug: nil)
    }
  }
}
