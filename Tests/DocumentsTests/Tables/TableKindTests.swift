import Diagnostics
import Documents
import Foundation
import Patients
import Quantities
import Testing

@Suite("What a CSV file is")
struct TableKindTests {
  @Test(
    "its columns say it, whatever stands between them",
    arguments: [
      ("protocol,drug,give\n", TableKind.protocols),
      ("\u{FEFF}sep=;\r\n\"Drug\";\"Protocol\"\r\n", .protocols),
      ("drug\tPROTOCOL\n", .protocols), ("\n\npatient,protocol\n", .protocols),
      ("patient,weight_kg\n", .panel), ("time_min,dv\n", nil), ("", nil),
      ("a protocol,x\n", nil),
    ])
  func kind(text: String, kind: TableKind?) {
    #expect(TableKind(of: LoadedText(path: "t.csv", text: text)) == kind)
  }

  @Test("a table of another kind is passed over with a note, or refused when it was named")
  func others() {
    let note = TableKind.skipped("x.csv")
    #expect(note.code.id == "T2077")
    #expect(note.severity == .note)
    #expect(note.location?.file == "x.csv")
    #expect(note.remedy.contains("column"))
    let error = TableKind.unknown(LoadedText(path: "x.csv", text: "protocl,drug\n"))
    #expect(error.code.id == "T2074")
    #expect(error.severity == .error)
    #expect(error.location?.lineText == "protocl,drug")
    #expect(error.remedy == "did you mean `protocol`?")
  }

  @Test("a folder tells its tables apart from its documents")
  func folder() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "titrate-tables-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("sub"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["b.csv", "a.CSV", "sub/c.csv", "d.yaml", "e.txt", ".f.csv"] {
      try Data().write(to: folder.appendingPathComponent(name))
    }
    let walk = FolderWalk(folder.path)
    let root = folder.path + "/"
    #expect(walk.tables == [root + "a.CSV", root + "b.csv", root + "sub/c.csv"])
    #expect(walk.files == [root + "d.yaml"])
  }

  @Test("codes are unique, and each is the answer to a fault that is tested")
  func codes() throws {
    let codes =
      DiagnosticCode.tableCodes + DiagnosticCode.tableTextCodes + DiagnosticCode.timesCodes
      + DiagnosticCode.documentCodes + DiagnosticCode.protocolCodes + DiagnosticCode.patientCodes
      + DiagnosticCode.quantityCodes
    #expect(Set(codes.map(\.id)).count == codes.count)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let tests = try FileManager.default.contentsOfDirectory(atPath: folder.path).map {
      try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8)
    }.joined()
    for code in DiagnosticCode.tableCodes + DiagnosticCode.tableTextCodes {
      #expect(tests.contains("\"\(code)"), "\(code)")
    }
  }
}
