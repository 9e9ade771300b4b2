import Testing

@Suite("The shape of source files")
struct FileShapeTests {
  @Test("No file exceeds 300 lines")
  func noFileIsTooLong() throws {
    let tooLong = try SourceFile.all().filter { $0.lineCount > 300 }
      .map { "\($0.path): \($0.lineCount) lines" }
    #expect(tooLong == [])
  }

  @Test("Files are named after the type they hold, not after a drawer")
  func noFileIsADrawer() throws {
    let drawers = try SourceFile.all().filter(Self.isDrawer).map(\.path)
    #expect(drawers == [])
  }

  @Test(
    "A drawer is recognised by its name",
    arguments: zip(
      [
        "Utils.swift", "Curve+Helpers.swift", "DoseManager.swift", "Curve.swift",
        "Utilisation.swift",
      ],
      [true, true, true, false, false]))
  func drawerIsRecognised(name: String, expected: Bool) {
    let file = SourceFile(module: "Any", path: "Sources/Any/\(name)", text: "")
    #expect(Self.isDrawer(file) == expected)
  }

  private static func isDrawer(_ file: SourceFile) -> Bool {
    file.name.contains(/(Utils?|Utilities|Utility|Helpers?|Managers?)(\.|\+)/.ignoresCase())
  }
}
