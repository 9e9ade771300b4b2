import Diagnostics
import Foundation
import Reports
import Testing

@Suite("Output files")
struct OutputFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "titrate-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }
  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("A file appears whole, with nothing left beside it")
  func appears() throws {
    var file = try OutputFile(path("curve.csv"))
    try file.write(Array("a,b\n".utf8))
    #expect(!FileManager.default.fileExists(atPath: path("curve.csv")))
    try file.write(Array("1,2\n".utf8))
    try file.commit()
    #expect(try String(contentsOfFile: path("curve.csv"), encoding: .utf8) == "a,b\n1,2\n")
    #expect(try names() == ["curve.csv"])
  }

  @Test("A file that is given up leaves what was there, and no trace")
  func givenUp() throws {
    try "old".write(toFile: path("curve.csv"), atomically: true, encoding: .utf8)
    do {
      var file = try OutputFile(path("curve.csv"))
      try file.write(Array("new".utf8))
    }
    #expect(try String(contentsOfFile: path("curve.csv"), encoding: .utf8) == "old")
    #expect(try names() == ["curve.csv"])
  }

  @Test("Replacing keeps the permissions, and a symbolic link stays a link")
  func replaces() throws {
    try "old".write(toFile: path("real.csv"), atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: path("real.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: path("link.csv"), withDestinationPath: path("real.csv"))
    var file = try OutputFile(path("link.csv"))
    try file.write(Array("new".utf8))
    try file.commit()
    #expect(try String(contentsOfFile: path("real.csv"), encoding: .utf8) == "new")
    let attributes = try FileManager.default.attributesOfItem(atPath: path("real.csv"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: path("link.csv"))
        == path("real.csv"))
    #expect(try names() == ["link.csv", "real.csv"])
  }

  @Test("A folder that is not there is an error with the system's words and a remedy")
  func missingFolder() throws {
    let failure = #expect(throws: OutputFailure.self) {
      _ = try OutputFile(path("nowhere/curve.csv"))
    }
    let diagnostic = try #require(failure?.diagnostic)
    #expect(diagnostic.code.id == "T7010")
    #expect(diagnostic.message.contains("No such file or directory"))
    #expect(diagnostic.remedy == "create the folder first, or choose another path")
  }

  @Test("Devices and folders are refused", arguments: ["/dev/null", "/tmp"])
  func notPlain(path: String) throws {
    let failure = #expect(throws: OutputFailure.self) { _ = try OutputFile(path) }
    #expect(failure?.diagnostic?.code.id == "T7011")
  }

  @Test("A full disk is told in the system's words")
  func fullDisk() throws {
    let failure = OutputFailure.system(action: "cannot write to", path: "x", code: ENOSPC)
    #expect(failure.diagnostic?.message == "cannot write to `x`: No space left on device")
    #expect(failure.diagnostic?.remedy == "free some space, or choose another disk")
  }

  @Test("When nobody reads standard output any more, that is no fault and no signal kills")
  func readerLeft() async {
    #expect(OutputFailure.readerLeft.diagnostic == nil)
    await #expect(processExitsWith: .exitCode(7)) {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0, dup2(ends[1], STDOUT_FILENO) >= 0 else { exit(1) }
      close(ends[0])
      do {
        var output = try OutputFile("-")
        try output.write(Array("lost".utf8))
        exit(2)
      } catch OutputFailure.readerLeft {
        exit(7)
      } catch {
        exit(3)
      }
    }
  }
}
