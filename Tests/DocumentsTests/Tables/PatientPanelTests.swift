import Diagnostics
import Documents
import Patients
import Testing

@Suite("Panels of patients")
struct PatientPanelTests {
  @Test("units stand in the cells")
  func cells() throws {
    let panel = PatientPanel(
      text: "\u{FEFF}Patient,Weight,age,height,sex,Dosing Weight,care_area,diagnosis,conditions\r\n"
        + "one,82 kg,45 y,178 cm,f,60 kg,icu,CRPS,none\r\n"
        + "two,181 lb,8 mo,,,,,,\"cystitis; stroke, recent\"\r\n"
        + "three,,,,,,,,\r\n", file: "p.csv")
    // An infant of 82 kg is worth a warning.
    #expect(panel.findings.map(\.code.id) == ["T3104"])
    #expect(panel.members.map(\.name) == ["one", "two", "three"])
    let one = panel.members[0]
    #expect(
      one.patient
        == (try Patient(
          parsingWeight: "82 kg", age: "45 y", height: "178 cm", sex: "f", dosingWeight: "60 kg")))
    #expect([one.careArea?.text, one.diagnosis?.text] == ["icu", "CRPS"])
    #expect(one.conditions == [])
    #expect(one.location.line == 2)
    let two = panel.members[1]
    #expect(two.conditions?.map(\.text) == ["cystitis", "stroke, recent"])
    #expect(two.conditions?.map(\.location.column) == [23, 33])
    #expect(panel.members[2].patient == Patient())
    #expect(panel.members[2].conditions == nil)
  }

  @Test("or in the names of the columns")
  func columns() throws {
    let panel = PatientPanel(
      text: "patient,weight_kg,age_y,height_cm,dosing_weight_kg\n1,82,45,178,60\n2,61.5,,,\n",
      file: "p.csv")
    #expect(panel.findings.isEmpty)
    #expect(
      panel.members[0].patient
        == (try Patient(
          parsingWeight: "82 kg", age: "45 y", height: "178 cm", dosingWeight: "60 kg")))
    #expect(panel.members[1].patient == (try Patient(parsingWeight: "61.5 kg")))
    let pounds = PatientPanel(text: "patient,Weight LB\n1,181\n", file: "p.csv")
    #expect(pounds.members.first?.patient == (try Patient(parsingWeight: "181 lb")))
  }

  @Test(
    "every fault has a code, a place and a remedy",
    arguments: [
      ("patient,weight\na,82\n", "T3003", "2:3", "unit"),
      ("patient,weight_kg\na,82 kg\n", "T2075", "2:3", "write the number alone"),
      ("patient,weight_kg\na,181 lb\n", "T2075", "2:3", "`weight`"),
      ("patient,weight_kg\na,\"82,5\"\n", "T3005", "2:4", "82.5"),
      ("patient,weight_kg\na,x\n", "T3001", "2:3", "number"),
      ("patient,weight_kg\na,820\n", "T3103", "2:3", "unit"),
      ("patient,height_cm\na,1.78\n", "T3103", "2:3", "1.78 m"),
      ("patient,age_kg\na,45\n", "T2002", "1:9", "correct its name"),
      ("patient,wieght\na,82 kg\n", "T2002", "1:9", "did you mean `weight`?"),
      ("patient,weight,weight_kg\na,82 kg,82\n", "T1015", "1:16", "remove or rename"),
      ("weight\n82 kg\n", "T2003", "1:1", "add the column"),
      ("patient,weight\n,82 kg\n", "T2003", "2:1", "name"),
      ("patient,weight\na,82 kg\na,60 kg\n", "T2076", "3:1", "of their own"),
      ("patient,sex\na,x\n", "T3105", "2:3", "`f`"),
      ("patient,conditions\na,none; stroke\n", "T2001", "2:3", "remove it"),
      ("patient,conditions\na,stroke;\n", "T2001", "2:10", "remove it"),
      ("patient;weight\na;82 kg\n", "T1011", "1:8", "comma"),
      ("patient,weight\na\n", "T2063", "2:1", "comma"),
      ("patient,weight\n,\n", "T2078", "1:1", "patients"),
      ("patient,weight\n", "T2078", "1:1", "patients"),
    ])
  func faults(text: String, code: String, place: String, remedy: String) {
    let found = PatientPanel(text: text, file: "p.csv").findings
    let firstCodes = Set(found.map(\.code.id))
    #expect(firstCodes == [code])
    #expect(found.first.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0)" } == place)
    #expect(found.contains { $0.remedy.contains(remedy) }, "\(found.map(\.remedy))")
  }

  @Test("one bad patient does not hide the others")
  func together() {
    let panel = PatientPanel(
      text: "patient,weight\na,82 kg\nb,82\nc\nd,60 kg\n,7\n", file: "p.csv")
    #expect(panel.members.map(\.name) == ["a", "d"])
    #expect(panel.findings.map(\.location?.line) == [3, 4, 6, 6])
  }
}
