import Diagnostics
import Documents
import Testing

@Suite("A table as text")
struct CSVReaderTests {
  private func rows(_ text: String) throws -> [[String]] {
    var reader = try CSVReader(text, file: "t.csv")
    var rows = [reader.header.cells.map(\.text)]
    while let row = reader.next() { rows.append(row.cells.map(\.text)) }
    try reader.findings.throwIfErrors()
    return rows
  }

  @Test(
    "RFC 4180 and what Excel writes is read",
    arguments: [
      // RFC 4180 section 2, rules 1, 2, 5, 6 and 7.
      ("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
      ("aaa,bbb\nzzz,yyy", [["aaa", "bbb"], ["zzz", "yyy"]]),
      ("\"aaa\",\"b\r\nbb\"\r\nzzz,yyy\r\n", [["aaa", "b\r\nbb"], ["zzz", "yyy"]]),
      ("\"aaa\",\"b\"\"bb\"\n1,\"a,b\"\n", [["aaa", "b\"bb"], ["1", "a,b"]]),
      // Excel: a byte-order mark, a line that names the separator, empty cells, empty lines.
      ("\u{FEFF}a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
      ("sep=,\r\na,b\r\n1,\r\n", [["a", "b"], ["1", ""]]),
      ("\u{FEFF}\"sep=,\"\r\na\r\n1\r\n", [["a"], ["1"]]),
      ("a,b\n\n,\n\r\n1,2\n\n", [["a", "b"], ["", ""], ["1", "2"]]),
      // Blanks around a cell are not part of it, those in quotes are.
      (" a , \" b \" \n µg ,ä\t\n", [["a", " b "], ["µg", "ä\t"]]),
      ("a\n\"\"\n", [["a"], [""]]),
      ("a\r", [["a"]]),
    ])
  func reads(text: String, wanted: [[String]]) throws {
    #expect(try rows(text) == wanted)
  }

  @Test("A cell knows its place, behind quotes, line ends and other alphabets")
  func places() throws {
    var reader = try CSVReader(
      "\u{FEFF}name,note, dose\r\nÄgir,\"two\r\nlines\",  5 µg \r\n", file: "t.csv")
    #expect(reader.header[2].location.column == 12)
    let next = reader.next()
    let row = try #require(next)
    #expect(row.line == 2)
    let places = row.cells.map { [$0.location.line, $0.location.column, $0.location.length] }
    #expect(places == [[2, 1, 4], [2, 7, 3], [3, 10, 4]])
    #expect(row[0].location.lineText == "Ägir,\"two")
    #expect(row[2].location.lineText == "lines\",  5 µg ")
    #expect(reader.next() == nil)
  }

  @Test(
    "What is no table is refused with a code, a place and a remedy",
    arguments: [
      ("a;b\n1,5;2\n", "T1011", 1, 2, "list separator"),
      ("a\tb\n1\t2\n", "T1011", 1, 2, "list separator"),
      ("sep=;\na;b\n", "T1011", 1, 1, "comma"),
      ("a,b\n1,\"2\n3,4\n", "T1012", 2, 3, "close the quote"),
      ("\"a,b\n1,2\n", "T1012", 1, 1, "close the quote"),
      ("a,b\n1,2\"3\n", "T1013", 2, 4, "whole cell"),
      ("a,b\n1,\"2\" 3\n", "T1013", 2, 7, "whole cell"),
      ("a,b\r1,2\r", "T1016", 1, 4, "Macintosh"),
      ("a,b\n1,\u{0}\n", "T1016", 2, 3, "blank"),
      ("a,b\n1\n", "T2063", 2, 1, "decimal point"),
      ("a,b\n1,2,3,4\n", "T2063", 2, 5, "decimal point"),
      ("", "T2001", 1, 1, "names of the columns"),
      ("\n\n", "T2001", 1, 1, "names of the columns"),
    ])
  func refuses(text: String, code: String, line: Int, column: Int, remedy: String) throws {
    let found = faults(text)
    try #require(found.count == 1)
    #expect(found[0].code.id == code)
    #expect([found[0].location?.line, found[0].location?.column] == [line, column])
    #expect(found[0].remedy.contains(remedy))
  }

  private func faults(_ text: String) -> [Diagnostic] {
    do {
      _ = try rows(text)
      return []
    } catch {
      return (error as? DiagnosticError)?.diagnostics ?? [error as? Diagnostic].compactMap { $0 }
    }
  }

  @Test("Every bad row is reported, and the good ones between them are read")
  func everyRow() throws {
    var reader = try CSVReader("a,b\n1\n1,2\n1,\"2\"x\n3,4\n1,2,3\n", file: "t.csv")
    var read: [String] = []
    while let row = reader.next() { read.append(row[0].text) }
    #expect(read == ["1", "3"])
    #expect(reader.findings.diagnostics.map(\.location?.line) == [2, 4, 6])
  }

  @Test("Columns without a name, and names that occur twice, are faults where they matter")
  func header() throws {
    let reader = try CSVReader("a,,At_most,at most\n", file: "t.csv")
    #expect(reader.headerFaults().map(\.code.id) == ["T1014"])
    let faults = reader.headerFaults { $0.lowercased().replacing("_", with: " ") }
    #expect(faults.map(\.code.id) == ["T1014", "T1015"])
    #expect(faults.map(\.location?.column) == [3, 12])
    #expect(faults.map(\.remedy.isEmpty) == [false, false])
  }

  @Test("A file of faults ends, and says so")
  func bounded() throws {
    var reader = try CSVReader("a,b\n" + String(repeating: "1\n", count: 5000), file: "t.csv")
    #expect(reader.next() == nil)
    #expect(reader.findings.diagnostics.count == CSVReader.mostFaults + 1)
    #expect(reader.findings.diagnostics.last?.code.id == "T1017")
    #expect(reader.findings.diagnostics.last?.location?.line == 1001)
    #expect(throws: Diagnostic.self) {
      try CSVReader(String(repeating: ",", count: 1001), file: "t.csv")
    }
  }
}
