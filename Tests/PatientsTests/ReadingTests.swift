import Diagnostics
import Patients
import Quantities
import Testing

@Suite("A patient is read as stated, and everything wrong is said at once")
struct ReadingTests {
  @Test("all findings come together, each named after its option")
  func together() throws {
    let error = #expect(throws: DiagnosticError.self) {
      _ = try Patient(
        parsingWeight: "82", age: "45 kg", height: "3 m", sex: "x", dosingWeight: "70 kgg")
    }
    let found = try #require(error).diagnostics
    #expect(found.map(\.code.id) == ["T3003", "T3004", "T3103", "T3002", "T3105"])
    #expect(
      found.map { $0.location?.file } == [
        "--weight", "--age", "--height", "--dosing-weight", "--sex",
      ])
    #expect(found.map { $0.location?.column } == [1, 1, 1, 4, 1])
    #expect(
      found[3].description == """
        --dosing-weight:1:4: error[T3002]: unknown unit `kgg`
           1 | 70 kgg
             |    ^^^
          expected: \(found[3].expected ?? "")
          help: did you mean `kg`?
        """)
  }

  @Test(
    "sexes",
    arguments: [
      ("f", .female), ("female", .female), ("m", .male), ("male", .male),
    ] as [(String, Patient.Sex)])
  func sexes(text: String, sex: Patient.Sex) {
    #expect(body(sex: text).sex == sex)
  }

  @Test(
    "other words for a sex are refused",
    arguments: [
      ("F", "did you mean `f`?"), ("Male", "did you mean `male`?"), ("femal", "`female`?"),
      ("w", "write `f` or `m`"), ("", "write `f` or `m`"), ("1", "write `f` or `m`"),
    ])
  func otherWords(text: String, remedy: String) {
    let found = finding { () throws(Diagnostic) in
      _ = try Patient.Sex(
        parsing: text, at: SourceLocation(file: "--sex", line: 1, column: 1, lineText: text))
    }
    #expect(found?.code == .unknownSex)
    #expect(found?.remedy.contains(remedy) == true, "\(found?.remedy ?? "")")
  }

  @Test(
    "hard bounds include their ends",
    arguments: [
      (.weight, "0.2 kg", nil), (.weight, "650 kg", nil), (.weight, "0.19 kg", "decimal point"),
      (.weight, "650.0000000000001 kg", "decimal point"), (.weight, "1434 lb", "decimal point"),
      (.weight, "7 kg", nil), (.weight, "70 kg", nil), (.weight, "700 kg", "decimal point"),
      (.dosingWeight, "651 kg", "decimal point"), (.age, "0 d", nil), (.age, "130 y", nil),
      (.age, "131 y", "decimal point"), (.height, "20 cm", nil), (.height, "275 cm", nil),
      (.height, "1.78 cm", "did you mean `1.78 m`?"), (.height, "178 m", "did you mean `178 cm`?"),
      (.height, "70 m", "did you mean `70 in`?"), (.height, "2 cm", "did you mean `2 m`?"),
      (.height, "9.5 m", "decimal point"),
    ] as [(Patient.Measure, String, String?)])
  func bounds(measure: Patient.Measure, text: String, remedy: String?) {
    let place = SourceLocation(file: measure.option, line: 1, column: 1, lineText: text)
    let found = finding { () throws(Diagnostic) in _ = try measure.read(text, at: place) }
    #expect(found?.code == (remedy == nil ? nil : .impossibleMeasure))
    if let remedy, let found {
      #expect(found.message.hasPrefix("\(measure == .age ? "an" : "a") \(measure.name) of `"))
      #expect(found.remedy.contains(remedy), "\(found.remedy)")
      #expect(found.location?.length == text.count)
    }
  }
}

@Suite("The codes of the module are stable")
struct PatientCodeTests {
  @Test("codes and their meanings")
  func codes() {
    #expect(
      DiagnosticCode.patientCodes.map { "\($0.id) \($0.title)" } == [
        "T3101 something about the patient is missing", "T3102 size formula not defined here",
        "T3103 not a human measure", "T3104 implausible measure", "T3105 unknown sex",
      ])
  }

  @Test(
    "no text traps",
    arguments: ["", " ", "0 kg", "-1 kg", "1e-99 kg", "1e99 y", "\u{0}", "1e99 cm"])
  func hostile(text: String) {
    let place = SourceLocation(file: "x", line: 1, column: 1, lineText: text)
    for measure in Patient.Measure.allCases {
      #expect(finding { () throws(Diagnostic) in _ = try measure.read(text, at: place) } != nil)
      // Whoever sets a measure without reading it gets a finding or a number, and never a trap.
      guard let odd = try? Quantity(parsing: text, at: place) else { continue }
      let patient = Patient(weight: odd, age: odd, height: odd, sex: .male, dosingWeight: odd)
      for covariate in Covariate.allCases {
        _ = finding { () throws(Diagnostic) in
          let value = try patient.value(covariate)
          #expect(value.isFinite)
        }
      }
      #expect(patient.plausibility().isEmpty)
    }
  }
}

@Suite("A possible but unlikely patient is warned about, not refused")
struct PlausibilityTests {
  @Test(
    "ordinary patients are silent",
    arguments: [
      body(weight: "70 kg", age: "35 y", height: "170 cm", sex: "m"),
      body(weight: "3.5 kg", age: "0 d", height: "50 cm", sex: "f"),
      body(weight: "45 kg", age: "90 y", height: "150 cm", dosingWeight: "45 kg"),
      body(weight: "165 kg", age: "40 y", height: "168 cm", dosingWeight: "80 kg"),
      body(weight: "25 kg", age: "8 y", height: "127 cm"), body(weight: "7 kg"), body(),
    ])
  func silent(patient: Patient) {
    #expect(patient.plausibility() == [])
  }

  static let odd: [(Patient, [String], String)] = [
    (body(weight: "251 kg"), ["a weight of `251 kg` is very high"], "check the number"),
    (body(weight: "2.4 kg"), ["a weight of `2.4 kg` is very low"], "check the number"),
    (
      body(weight: "181 kg", height: "170 cm"),
      ["a weight of `181 kg` at a height of `170 cm` is a body mass index of 62.6 kg/m²"],
      "did you mean `181 lb`?"
    ),
    (
      body(weight: "399 lb", height: "170 cm"), [], ""
    ),
    (
      body(weight: "24 kg", height: "178 cm"), ["is a body mass index of 7.6 kg/m²"],
      "check weight and height"
    ),
    (
      body(weight: "7 kg", age: "40 y"), ["a weight of `7 kg` is unusual at an age of `40 y`"],
      "check weight and age"
    ),
    (
      body(weight: "82 kg", age: "4 y"), ["a weight of `82 kg` is unusual at an age of `4 y`"],
      "check weight and age"
    ),
    (
      body(age: "3 mo", height: "178 cm"), ["a height of `178 cm` is unusual"],
      "check height and age"
    ),
    (
      body(weight: "70 kg", dosingWeight: "82 kg"), ["`82 kg` is above the actual weight `70 kg`"],
      "check both"
    ),
    (
      body(weight: "70 kg", dosingWeight: "7 kg"), ["is less than a fifth of the actual weight"],
      "check both"
    ),
    (
      body(weight: "600 kg", age: "2 y", height: "60 cm"),
      ["very high", "body mass index of 1666.7", "unusual at an age of `2 y`"], "check the number"
    ),
  ]

  @Test("unlikely patients are warned about", arguments: odd)
  func warned(patient: Patient, messages: [String], remedy: String) {
    let found = patient.plausibility()
    #expect(found.count == messages.count)
    for (finding, message) in zip(found, messages) {
      #expect(finding.severity == .warning && finding.code == .implausibleMeasure)
      #expect(finding.message.contains(message), "\(finding.message)")
      #expect(finding.expected != nil)
    }
    #expect(messages.isEmpty || found.first?.remedy.contains(remedy) == true)
  }

  @Test("bounds are printed as people write them")
  func printed() {
    #expect(body(weight: "7 kg", age: "40 y").plausibility().first?.expected == "25 kg or more")
    #expect(body(weight: "82 kg", age: "4 y").plausibility().first?.expected == "4 to 45 kg")
    #expect(body(weight: "21 kg", age: "2 d").plausibility().first?.expected == "0.2 to 20 kg")
  }
}
