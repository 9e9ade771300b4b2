import Diagnostics
import Documents
import Dosing
import Patients
import Quantities
import Testing

@Suite("Phrases say the same as files")
struct PhraseReadingTests {
  @Test(
    "a phrase and the file with the same meaning are equal",
    arguments: [
      (
        "bolus 0.35 mg/kg over 1 min, then 0.1 mg/kg/h stepping up 0.05 mg/kg/h every 30 min to 0.3 mg/kg/h for 48 h",
        """
        steps:
          - {give: 0.35 mg/kg, over: 1 min}
          - escalate: {from: 0.1 mg/kg/h, to: 0.3 mg/kg/h, by: 0.05 mg/kg/h, every: 30 min, for: 48 h}
        """
      ),
      ("0.5 mg/kg over 40 min", "steps: [{give: 0.5 mg/kg, over: 40 min}]"),
      (
        "0.5 mg/kg (at most 40 mg) over 40 min",
        "steps: [{give: 0.5 mg/kg, over: 40 min, at most: 40 mg}]"
      ),
      (
        "0.5 mg/kg up to 40 mg over 40 min",
        "steps: [{give: 0.5 mg/kg, over: 40 min, at most: 40 mg}]"
      ),
      ("20 mg", "steps: [{give: 20 mg}]"),
      (
        "run at 7 mL/h of 1 mg/mL for 4 h",
        "concentration: 1 mg/mL\nsteps: [{set rate: 7 mL/h, for: 4 h}]"
      ),
      (
        "0.35 mg/kg/h at most 25 mg/h for 4 h, daily for 10 days",
        "steps: [{set rate: 0.35 mg/kg/h, at most: 25 mg/h, for: 4 h}]\ncourse: {sessions: 10, every: 1 d}"
      ),
      (
        "0.35mg/kg/h for 4h, at most 25 mg/h, 6 sessions every 2 d", ""
      ),
      (
        "20 mg, 6 sessions every 2 d, then 3 sessions every 4 wk after 3 wk scaled from 100 % to 50 %",
        "steps: [{give: 20 mg}]\ncourse: [{sessions: 6, every: 2 d}, {sessions: 3, every: 4 wk, after: 3 wk, scale: {from: 100 %, to: 50 %}}]"
      ),
      (
        "20 mg, on days 1,3, 5", "steps: [{give: 20 mg}]\ncourse: {on days: [1, 3, 5]}"
      ),
      (
        "bolus 20 mg repeat 3 times every 20 min",
        "steps: [{give: 20 mg, repeat: {times: 3, every: 20 min}}]"
      ),
      (
        "0.3 mg/kg/h for 1 h, hold 1 h, pause 10 min, then stepping down 0.05 mg/kg/h every 6 h to 0, wait 5 min, at 3 d bolus 20 mg",
        """
        steps:
          - {set rate: 0.3 mg/kg/h, for: 1 h}
          - {hold: 1 h}
          - {pause: 10 min}
          - {taper: {to: 0 mg/kg/h, by: 0.05 mg/kg/h, every: 6 h}}
          - {wait: 5 min}
          - {at: 3 d, give: 20 mg}
        """
      ),
      (
        "2 mg/h, wait 1 h, stop, at 3 h 4 mg/kg by im",
        "steps: [{set rate: 2 mg/h}, {wait: 1 h}, {stop: now}, {at: 3 h, give: 4 mg/kg, route: im}]"
      ),
      (
        "5 mg/h per 70 kg step up 5 mg/h/70 kg every 1 d to 20 mg/h per 70 kg for 100 h",
        "steps: [{escalate: {from: 5 mg/h per 70 kg, to: 20 mg/h per 70 kg, by: 5 mg/h per 70 kg, every: 1 d, for: 100 h}}]"
      ),
      ("0.5 mg/kg ideal over 40 min", "steps: [{give: 0.5 mg/kg ideal, over: 40 min}]"),
    ])
  func meaning(text: String, body: String) throws {
    guard !body.isEmpty else {
      // A bound belongs to its dose or rate; behind a comma a new step begins.
      #expect(findings { try phrase(text) }.first?.hasPrefix("T2033") ?? false)
      return
    }
    let expected = try yaml("drug: ketamine\n" + body)
    #expect(try phrase(text).content == expected.content)
  }

  @Test(
    "wording of the clinic means what the words of the grammar mean",
    arguments: [
      ("0.2 mg/kg/h for 7 days", "0.2 mg/kg/h for 7 d"),
      ("0.2 mg/kg/h for 7 day", "0.2 mg/kg/h for 7 d"),
      ("20 mg over 2 days", "20 mg over 2 d"),
      ("20 mg over 48 hours", "20 mg over 48 h"),
      ("20 mg, 6 sessions every 2 days", "20 mg, 6 sessions every 2 d"),
      ("20 mg, 6 sessions every other day", "20 mg, 6 sessions every 2 d"),
      ("20 mg, six sessions every day", "20 mg, 6 sessions every 1 d"),
      ("20 mg, twelve sessions weekly", "20 mg, 12 sessions every 1 wk"),
      ("20 mg, 6 sessions daily", "20 mg, daily for 6 days"),
      ("20 mg, daily for ten days", "20 mg, 10 sessions every 1 d"),
      ("20 mg, weekly for 6 weeks", "20 mg, 6 sessions every 1 wk"),
      ("20 mg, 3 sessions every other week", "20 mg, 3 sessions every 2 wk"),
      ("20 mg three times every 20 min", "20 mg repeat 3 times every 20 min"),
      ("0.3 mg/kg bolus, then infusion 0.2 mg/kg/h for 4 h", "0.3 mg/kg, then 0.2 mg/kg/h for 4 h"),
      ("infusion 0.5 mg/kg over 40 min", "0.5 mg/kg over 40 min"),
      ("0.5 mg/kg (max 40 mg) over 40 min", "0.5 mg/kg at most 40 mg over 40 min"),
      ("0.5 mg/kg max 40 mg IV over 40 min", "0.5 mg/kg at most 40 mg over 40 min"),
      ("0.2 mg/kg/h iv for 1 h", "0.2 mg/kg/h for 1 h"),
      ("0.5 mg per kg over 40 min", "0.5 mg/kg over 40 min"),
      ("0.1 mg per kg per h ideal for 1 h", "0.1 mg/kg/h ideal for 1 h"),
      ("0.5 mg / kg over 40 min", "0.5 mg/kg over 40 min"),
    ])
  func clinic(text: String, plain: String) throws {
    let patient = Patient(weight: try q("80 kg"), height: try q("180 cm"), sex: .male)
    let (a, b) = (try phrase(text), try phrase(plain))
    let (left, right) = (try a.schedule(for: patient), try b.schedule(for: patient))
    #expect(left.deliveries == right.deliveries)
    #expect(left.sessions == right.sessions)
  }

  @Test("a flow per kilogram needs the strength and the weight: 0.1 mL/kg/h of 10 mg/mL")
  func flowPerKilogram() throws {
    let schedule = try phrase("0.1 mL/kg/h of 10 mg/mL for 2 h").schedule(for: patient("80 kg"))
    #expect(schedule.lines.map(\.amount) == [160.0])
  }

  @Test("drugs are named before their first step and separated by semicolons")
  func drugs() throws {
    let text =
      "3 mg/kg/h for 1 d, then 4 mg/kg/h for 1 d, then 5 mg/kg/h for 1 d; midazolam 0.15 mg/kg/h for 3 d"
    let dosing = try phrase(text)
    #expect(dosing.drugs.map(\.drug) == ["ketamine", "midazolam"])
    #expect(dosing.drugs.map(\.steps.count) == [3, 1])
    let named = try ProtocolPhrase.read("ketamine " + text, drug: nil)
    #expect(named.content == dosing.content)
    let schedule = try dosing.schedule(for: patient("80 kg"))
    #expect(schedule.lines.map(\.amount).reduce(0, +) == 23904.0)
  }

  @Test("steps carry their columns")
  func columns() throws {
    let steps = try phrase("20 mg, then at 5 min 0.1 mg/kg/h for 1 h").drugs[0].steps
    #expect(steps.map(\.location.column) == [1, 22])
    #expect(steps.map(\.location.file) == ["<phrase>", "<phrase>"])
  }
}
