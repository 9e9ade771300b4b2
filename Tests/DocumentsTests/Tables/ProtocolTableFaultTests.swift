import Diagnostics
import Documents
import Dosing
import Testing

@Suite("Faults of a protocol table")
struct ProtocolTableFaultTests {
  @Test(
    "every fault has a code, a place and a remedy",
    arguments: [
      // The columns.
      ("drug,give\nk,1 mg\n", ["T2003 1:1"], "add the column"),
      ("protocol,drgu,give\na,k,1 mg\n", ["T2002 1:10"], "did you mean `drug`?"),
      ("protocol,drug,give,weight_kg\na,k,1 mg,82\n", ["T2002 1:20"], "did you mean `weight`?"),
      ("protocol,drug,give,colour\na,k,1 mg,red\n", ["T2002 1:20"], "`note`"),
      ("protocol,drug,give,\na,k,1 mg,\n", ["T1014 1:20"], "delete it"),
      ("protocol,drug,set rate,Set_Rate\na,k,,\n", ["T1015 1:24"], "remove or rename"),
      ("protocol;drug;give\na;k;1,5 mg\n", ["T1011 1:9"], "CSV UTF-8 (Comma delimited)"),
      ("protocol,drug,give\n", ["T2078 1:1"], "steps"),
      ("protocol,drug,give\n,,\n", ["T2078 1:1"], "steps"),
      ("", ["T2001 1:1"], "names of the columns"),
      // Rows and their protocols.
      ("protocol,drug,give\n,k,1 mg\n", ["T2071 2:2"], "id of the row's protocol"),
      (
        "protocol,drug,give\na,k,1 mg\nb,k,1 mg\na,k,1 mg\n", ["T2072 4:1"], "move these rows up"
      ),
      ("protocol,drug,give\nA b,k,1 mg\n", ["T2028 2:1"], "small letters"),
      (
        "protocol,title,drug,give\na,One,k,1 mg\na,Two,k,1 mg\n", ["T2073 3:3"],
        "in the first of these rows"
      ),
      (
        "protocol,drug,concentration,give\na,k,1 mg/mL,1 mg\na,k,2 mg/mL,1 mg\n", ["T2073 3:5"],
        "write it once"
      ),
      // Steps.
      ("protocol,drug,give\na,,1 mg\n", ["T2003 2:1"], "drug"),
      ("protocol,drug,give\na,k,\n", ["T2021 2:1", "T2021 2:1"], "`give`"),
      ("protocol,drug,give,over\na,k,,40 min\n", ["T2021 2:6"], "give"),
      ("protocol,drug,give\na,k,0.5\n", ["T3003 2:5"], "unit"),
      ("protocol,drug,give\na,k,\"0,5 mg\"\n", ["T3005 2:6"], "0.5"),
      ("protocol,drug,give\na,k,0,5 mg\n", ["T2063 2:7"], "decimal point"),
      ("protocol,drug,give,set rate\na,k,1 mg,2 mg/h\n", ["T2020 2:10"], "two steps"),
      ("protocol,drug,set rate,over\na,k,2 mg/h,1 h\n", ["T2020 2:12"], "`for`"),
      ("protocol,drug,set rate,for\na,k,0.2 mg/kg,4 h\n", ["T3004 2:5"], "per time"),
      ("protocol,drug,stop,give\na,k,yes,\na,k,,1 mg\n", ["T2005 2:5"], "stop: now"),
      ("protocol,drug,escalate to,at most\na,k,1 mg/h,2 mg/h\n", ["T2003 2:5", "T2003 2:5"], "by"),
      ("protocol,drug,give\na,k,$dose\n", ["T2022 2:5"], "a table has no settings"),
      (
        "protocol,drug,give,repeat times,repeat every\na,k,1 mg,0,1 h\n", ["T2027 2:10"],
        "from 1 upwards"
      ),
      // Sessions.
      ("protocol,drug,give,sessions\na,k,1 mg,6\n", ["T2003 2:10"], "every"),
      (
        "protocol,drug,give,on days,sessions\na,k,1 mg,1;3,6\n", ["T2020 2:14"], "one of the two"
      ),
      ("protocol,drug,give,on days\na,k,1 mg,1;x\n", ["T2027 2:12"], "digits"),
      (
        "protocol,drug,give,sessions,every,scale,scale to\na,k,1 mg,6,2 d,80 %,50 %\n",
        ["T2020 2:21"], "leave one of the two out"
      ),
      // Phrases.
      ("protocol,drug,phrase\na,k,1 mg ovr 4 min\n", ["T2033 2:10"], "over"),
      ("protocol,phrase\na,1 mg over 4 min\n", ["T2035 2:3"], "drug"),
      ("protocol,phrase,give\na,k 1 mg,2 mg\n", ["T2020 2:10"], "phrase"),
      ("protocol,phrase\na,k 1 mg\na,k 2 mg\n", ["T2020 3:3"], "phrase"),
      (
        "protocol,phrase,concentration\na,k 1 mg of 1 mg/mL,2 mg/mL\n", ["T2036 2:21"],
        "one of the two"
      ),
      (
        "protocol,phrase,concentration\na,k 1 mg; m 1 mg,2 mg/mL\n", ["T2036 2:18"],
        "`of 2 mg/mL`"
      ),
      // Patients and verdicts.
      ("protocol,drug,give,weight\na,k,1 mg,82\n", ["T3003 2:10"], "unit"),
      ("protocol,drug,give,weight\na,k,1 mg,60 kg;;82 kg\n", ["T3001 2:16"], "number"),
      ("protocol,drug,give,weight\na,k,1 mg,60 kg; 820 kg\n", ["T3103 2:17"], "unit"),
      ("protocol,drug,give,weight\na,k,1 mg,60 kg; 60 kg\n", ["T2076 2:17"], "remove"),
      ("protocol,drug,give,height\na,k,1 mg,1.78 cm\n", ["T3103 2:10"], "1.78 m"),
      ("protocol,drug,give,sex\na,k,1 mg,fem\n", ["T3105 2:10"], "`f`"),
      ("protocol,drug,give,expected\na,k,1 mg,sofft\n", ["T2005 2:10"], "`soft`"),
      (
        "protocol,drug,give,expected\na,k,1 mg,soft\na,k,1 mg,hard\n", ["T2073 3:10"],
        "write it once"
      ),
      (
        "protocol,drug,give,weight,expected\na,k,1 mg,9 kg,soft\na,k,1 mg,9 kg,hard\n",
        ["T2073 3:15"], "write it once"
      ),
      (
        "protocol,drug,give,weight,expected\na,k,1 mg,9 kg,\na,k,1 mg,9 kg,hard\n",
        ["T2073 3:15"], "line 2"
      ),
    ])
  func faults(text: String, wanted: [String], remedy: String) {
    let table = ProtocolTable(text: text, file: "t.csv")
    let found = table.findings
    #expect(
      found.map { "\($0.code) \($0.location?.line ?? 0):\($0.location?.column ?? 0)" } == wanted)
    #expect(found.contains { $0.remedy.contains(remedy) }, "\(found.map(\.remedy))")
    #expect(found.allSatisfy { $0.severity == .error && $0.location?.file == "t.csv" })
    #expect(found.allSatisfy { $0.location?.lineText != nil || text.isEmpty })
  }

  @Test("one bad protocol does not hide the others, and all faults are reported at once")
  func together() {
    let table = ProtocolTable(
      text: """
        protocol,drug,give,weight
        a,k,1 mg,82 kg
        b,k,1,60
        ,,2 mh,
        c,k,1 mg,
        d,k,1 mg,900 kg
        """, file: "t.csv")
    #expect(table.entries.map(\.dosing.id) == ["a", "c"])
    #expect(table.findings.map(\.location?.line) == [3, 3, 4, 6])
    #expect(table.findings.map(\.code.id) == ["T3003", "T3003", "T3002", "T3103"])
  }

  @Test("a protocol beside a row that cannot be read may lack a step: it is not read")
  func lostRows() {
    let table = ProtocolTable(
      text: """
        protocol,drug,give
        a,k,1 mg
        b,k,1 mg
        b,k,1,5 mg
        ,k,2 mg
        c,k,1 mg
        d,k,1 mg
        """, file: "t.csv")
    #expect(table.entries.map(\.dosing.id) == ["a", "d"])
    #expect(table.findings.map(\.code.id) == ["T2063"])
  }

  @Test("an unusual patient is a warning, and the protocol is read")
  func warnings() {
    let table = ProtocolTable(
      text: "protocol,drug,give,weight,age\na,k,1 mg,20 kg,45 y\n", file: "t.csv")
    #expect(table.findings.map(\.code.id) == ["T3104"])
    #expect(table.findings.map(\.severity) == [.warning])
    #expect(table.findings.map(\.location?.column) == [10])
    #expect(table.entries.count == 1)
  }

  @Test("a table of faults ends, and says so")
  func bounded() {
    let rows = (0..<5000).map { "p\($0),k,1\n" }.joined()
    let table = ProtocolTable(text: "protocol,drug,give\n" + rows, file: "t.csv")
    #expect(table.findings.count == 1001)
    #expect(table.findings.last?.code.id == "T1017")
  }
}
