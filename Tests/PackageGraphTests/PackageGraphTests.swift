import Testing

@Suite("The package graph")
struct PackageGraphTests {
  @Test("Every import follows the arrows")
  func importsFollowTheArrows() throws {
    let files = try SourceFile.all()
    #expect(!files.isEmpty)
    #expect(AllowedImports.violations(in: files) == [])
  }

  @Test("Every module has a row in the table of arrows")
  func everyModuleHasARow() throws {
    let unknown = try SourceFile.modules().filter { AllowedImports.byModule[$0] == nil }
    #expect(unknown == [], "say in AllowedImports.swift what these may import")
  }

  @Test("The arrows form no cycle")
  func arrowsFormNoCycle() {
    var remaining = AllowedImports.byModule
    while let leaf = remaining.first(where: { $0.value.isDisjoint(with: remaining.keys) }) {
      remaining[leaf.key] = nil
    }
    #expect(remaining.keys.sorted() == [])
  }

  @Test(
    "A forbidden import is reported",
    arguments: [
      ("Quantities", "Kinetics"), ("Kinetics", "Dosing"), ("Kinetics", "Foundation"),
      ("Reports", "Foundation"), ("Reports", "Documents"), ("Documents", "Reports"),
      ("Simulation", "Documents"), ("Titrate", "Yams"), ("Kinetics", "CLAPACK"),
      ("Titrate", "ArgumentParser"), ("Simulation", "Dispatch"),
    ])
  func forbiddenImportIsReported(module: String, imported: String) {
    let file = SourceFile(
      module: module, path: "Sources/\(module)/Planted.swift", text: "import \(imported)\n")
    #expect(
      AllowedImports.violations(in: [file])
        == ["Sources/\(module)/Planted.swift: \(module) may not import \(imported)"])
  }

  @Test(
    "Imports are read in every spelling",
    arguments: [
      ("import Dosing", ["Dosing"]),
      ("public import Dosing", ["Dosing"]),
      ("@_exported public import Dosing", ["Dosing"]),
      ("@_spi(Tests) package import Dosing", ["Dosing"]),
      ("  internal import struct Dosing.Schedule", ["Dosing"]),
      ("import Dosing\nimport Kinetics\n", ["Dosing", "Kinetics"]),
      ("#if canImport(Glibc)\n  import Glibc\n#endif", ["Glibc"]),
      ("// import Dosing", []),
      ("let important = true", []),
    ])
  func importsAreRead(text: String, expected: [String]) {
    #expect(SourceFile(module: "Any", path: "Any.swift", text: text).imports == expected)
  }
}
