import Diagnostics
import Documents
import Dosing
import Limits
import Patients
import Quantities
import Testing

/// A table that has nothing wrong with it.
func table(_ text: String) throws -> ProtocolTable {
  let table = ProtocolTable(text: text, file: "t.csv")
  if let error = DiagnosticError(table.findings) { throw error }
  return table
}

@Suite("Protocols in a table")
struct ProtocolTableReadingTests {
  @Test(
    "a table says the same as a file",
    arguments: [
      (
        "protocol,drug,give,over\ntest,ketamine,0.5 mg/kg,40 min\n",
        "drug: ketamine\nsteps: [{give: 0.5 mg/kg, over: 40 min}]"
      ),
      (
        """
        protocol,title,drug,concentration,at,give,over,at most,at least,route
        test,Test,ketamine,1 mg/mL,,0.35 mg/kg,1 min,30 mg,20 mg,
        ,,,,10 min,20 mg,,,,im
        """,
        """
        drug: ketamine
        concentration: 1 mg/mL
        steps:
          - {give: 0.35 mg/kg, over: 1 min, at most: 30 mg, at least: 20 mg}
          - {at: 10 min, give: 20 mg, route: im}
        """
      ),
      (
        """
        protocol,drug,escalate from,escalate to,escalate by,escalate every,taper to,taper by,taper every,for,at most
        test,ketamine,0.1 mg/kg/h,0.3 mg/kg/h,0.05 mg/kg/h,30 min,,,,48 h,25 mg/h
        test,ketamine,,,,,0 mg/kg/h,0.1 mg/kg/h,6 h,,
        """,
        """
        drug: ketamine
        steps:
          - escalate: {from: 0.1 mg/kg/h, to: 0.3 mg/kg/h, by: 0.05 mg/kg/h, every: 30 min, for: 48 h, at most: 25 mg/h}
          - taper: {to: 0 mg/kg/h, by: 0.1 mg/kg/h, every: 6 h}
        """
      ),
      (
        """
        protocol,drug,set rate,for,hold,pause,wait,stop,give,repeat times,repeat every
        test,ketamine,0.2 mg/kg/h,4 h,,,,,,,
        ,,0.1 mg/kg/h,,,,,,,,
        ,,,,1 h,,,,,,
        ,,,,,10 min,,,,,
        ,,,,,,5 min,,,,
        ,,,,,,,now,,,
        ,,,,,,,,10 mg,3,20 min
        """,
        """
        drug: ketamine
        steps:
          - {set rate: 0.2 mg/kg/h, for: 4 h}
          - {set rate: 0.1 mg/kg/h}
          - {hold: 1 h}
          - {pause: 10 min}
          - {wait: 5 min}
          - {stop: now}
          - {give: 10 mg, repeat: {times: 3, every: 20 min}}
        """
      ),
      (
        """
        protocol,drug,concentration,give,over,sessions,every,after,phase,scale from,scale to,scale,on days
        test,ketamine,1 mg/mL,0.5 mg/kg,40 min,3,2 d,,,,,,
        test,midazolam,,1 mg,,2,7 d,7 d,boosters,100 %,50 %,,
        test,ketamine,,0.1 mg/kg,,,,10 d,,,,80 %,1; 3 ;8
        """,
        """
        drugs:
          - {drug: ketamine, concentration: 1 mg/mL, steps: [{give: 0.5 mg/kg, over: 40 min}, {give: 0.1 mg/kg}]}
          - {drug: midazolam, steps: [{give: 1 mg}]}
        course:
          - {sessions: 3, every: 2 d}
          - {name: boosters, sessions: 2, every: 7 d, after: 7 d, scale: {from: 100 %, to: 50 %}}
          - {on days: [1, 3, 8], after: 10 d, scale: 80 %}
        """
      ),
    ])
  func sameAsFile(csv: String, body: String) throws {
    let read = try #require(try table(csv).entries.first).dosing
    var wanted = try yaml(body)
    wanted.title = read.title
    #expect(read.withoutLocations == wanted.withoutLocations)
    let person = try patient("82 kg")
    #expect(
      try read.schedule(for: person).withoutLocations
        == wanted.schedule(for: person).withoutLocations)
  }

  @Test("a table names the limits that its protocols are meant for, as a file does")
  func limits() throws {
    let read = try table(
      "protocol,limits,phrase\na,one; two/three,k 1 mg\nb,one,k 1 mg\nc,,k 1 mg\n"
    ).entries
    #expect(read.map(\.dosing.limitSets) == [["one", "two/three"], ["one"], []])
  }

  @Test("a phrase in a cell says the same as on the command line, and knows its place")
  func phrases() throws {
    let text = "0.35 mg/kg over 1 min, then 0.1 mg/kg/h for 4 h, 6 sessions every 2 d"
    let read = try table(
      "protocol,drug,concentration,phrase\na,ketamine,10 mg/mL,\"\(text)\"\nb,,,ketamine 1 mg\n")
    var wanted = try phrase(text)
    wanted.drugs[0].concentration = try q("10 mg/mL")
    #expect(read.entries[0].dosing.content == wanted.content)
    let steps = read.entries[0].dosing.drugs[0].steps
    #expect(steps.map(\.location.file) == ["t.csv", "t.csv"])
    #expect(steps.map(\.location.line) == [2, 2])
    // `a,ketamine,10 mg/mL,"` are 21 columns.
    #expect(steps.map(\.location.column) == [22, 22 + 28])
    #expect(read.entries[1].dosing.content == (try phrase("1 mg")).content)
    #expect(read.entries.map(\.dosing.title) == ["a", "b"])
  }

  @Test("what Excel writes is read: mark, line ends, quotes, empty rows, other spellings")
  func excel() throws {
    let text =
      "\u{FEFF}Protocol,Title,DRUG,Set_Rate,For,Dosing Weight,weight,Expected\r\n"
      + "a,\"Drip, \"\"slow\"\"\r\nand long\",ketamine,5 \u{B5}g/kg/min dosing,\" 4 h\",60 kg,82 kg,pass\r\n"
      + ",,,10 \u{3BC}g/kg/min dosing,1 h,,,\r\n,,,,,,,\r\n"
      + "b,,midazolam,1 mg/h,1 h,,,\r\n"
    let read = try table(text)
    #expect(read.entries.map(\.dosing.id) == ["a", "b"])
    #expect(read.entries[0].dosing.title == "Drip, \"slow\"\r\nand long")
    let wanted = try yaml(
      """
      drug: ketamine
      steps:
        - {set rate: 5 mcg/kg/min dosing, for: 4 h}
        - {set rate: 10 mcg/kg/min dosing, for: 1 h}
      """)
    let person = read.entries[0].subjects[0].patient
    #expect(
      try read.entries[0].dosing.schedule(for: person).lines.map(\.amount)
        == wanted.schedule(for: person).lines.map(\.amount))
    #expect(read.entries[0].dosing.drugs[0].steps.map(\.location.line) == [3, 4])
  }

  @Test("patients and expected verdicts stand beside the steps")
  func subjects() throws {
    let read = try table(
      """
      protocol,drug,give,weight,age,height,sex,expected,note
      a,ketamine,20 mg,60 kg; 181 lb,45 y,178 cm,f,soft,first
      a,ketamine,10 mg,60 kg; 181 lb,45 y,178 cm,f,soft,filled down
      a,,,110 kg,45 y,178 cm,f,hard,
      b,ketamine,20 mg,,,,,pass,
      c,ketamine,20 mg,70 kg,,,,,
      c,,,80 kg,,,,hard,
      c,,,,,,,soft,
      """)
    #expect(read.entries.map(\.dosing.drugs[0].steps.count) == [2, 1, 1])
    let a = read.entries[0]
    #expect(a.subjects.map(\.patient.weight?.description) == ["60 kg", "181 lb", "110 kg"])
    #expect(a.subjects.map(\.expected?.verdict) == [.soft, .soft, .hard])
    #expect(a.subjects.map(\.location.line) == [2, 2, 4])
    #expect(a.subjects.map(\.location.column) == [18, 25, 5])
    #expect(a.subjects.map(\.location.length) == [5, 6, 6])
    #expect(a.subjects.allSatisfy { $0.patient.sex == .female && $0.patient.height != nil })
    #expect(a.expected == nil)
    #expect(a.subjects[0].expected?.location.column == 46)
    let b = read.entries[1]
    #expect(b.subjects.isEmpty)
    #expect(b.expected?.verdict == .pass)
    #expect(b.location.line == 5)
    #expect(read.entries[2].subjects.map(\.expected?.verdict) == [.soft, .hard])
  }
}
