import Foundation
import Testing

@Suite("titrate check looks at everything it is given, or says what it did not look at")
struct CheckFoldersTests {
  private let good = "\(Titration.package)/models/landmarks/ketamine.yaml"

  private func document() throws -> String { try String(contentsOfFile: good, encoding: .utf8) }

  @Test("A folder without documents is an error, because nothing was checked")
  func empty() throws {
    let scratch = try Scratch()
    try scratch.write("not a document", to: "folder/notes.txt")
    let run = try Titration.run(["check", "folder"], in: scratch.path)
    #expect(run.code == "T7015")
    #expect(run.errors.contains("<command line>:1:15:"))
    #expect(run.status == 74)
  }

  @Test("Every spelling of the ending is a document", arguments: ["bad.yml", "BAD.YAML", "a.Yml"])
  func endings(name: String) throws {
    let scratch = try Scratch()
    try scratch.write("hello: world\n", to: "folder/\(name)")
    let run = try Titration.run(["check", "folder"], in: scratch.path)
    #expect(run.code == "T2004")
    #expect(run.status == 2)
  }

  @Test("A folder that cannot be read is an error, and what can be read is checked nevertheless")
  func unreadable() throws {
    let scratch = try Scratch()
    try scratch.write(document(), to: "folder/good.yaml")
    try scratch.write(document(), to: "folder/closed/hidden.yaml")
    let closed = scratch.file("folder/closed")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: closed)
    }
    // Nothing is closed to root.
    if FileManager.default.isReadableFile(atPath: closed) { return }
    let run = try Titration.run(["check", "folder"], in: scratch.path)
    #expect(run.code == "T7003")
    #expect(run.output.contains("good.yaml: valid"))
    #expect(run.status == 74)
  }

  @Test("A link that leads back is followed once")
  func loop() throws {
    let scratch = try Scratch()
    try scratch.write(document(), to: "folder/inner/a.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("folder/inner/again"), withDestinationPath: scratch.file("folder"))
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("folder/a-link"), withDestinationPath: scratch.file("folder/inner"))
    let run = try Titration.run(["check", "folder"], in: scratch.path)
    #expect(run.output == "folder/inner/a.yaml: valid (landmarks ketamine)\n")
    #expect(run.status == 0)
  }

  @Test("Two files with one id are found out; one file named twice is not two")
  func duplicates() throws {
    let scratch = try Scratch()
    try scratch.write(document(), to: "folder/a.yaml")
    let once = try Titration.run(["check", "folder", "folder/a.yaml"], in: scratch.path)
    #expect(once.status == 0)
    try scratch.write(document(), to: "folder/deep/b.yaml")
    let twice = try Titration.run(["check", "folder"], in: scratch.path)
    #expect(twice.code == "T7016")
    #expect(twice.errors.contains("folder/deep/b.yaml:1:1:"))
    #expect(twice.errors.contains("`folder/a.yaml`"))
    #expect(twice.status == 2)
  }

  @Test("A name steers neither the terminal nor the lines of the output")
  func harmlessNames() throws {
    let scratch = try Scratch()
    try scratch.write(document(), to: "folder/x\u{1B}[2J\ny: valid.yaml")
    let run = try Titration.run(["check", "folder"], in: scratch.path)
    #expect(!run.output.contains("\u{1B}"))
    #expect(run.output.split(separator: "\n").count == 1)
  }

  @Test("Lines may end in CR LF, and a blank line may stand before the first")
  func lineEnds() throws {
    let scratch = try Scratch()
    let text = try document()
    try scratch.write(text.replacingOccurrences(of: "\n", with: "\r\n"), to: "crlf.yaml")
    try scratch.write("\n" + text, to: "blank.yaml")
    for name in ["crlf.yaml", "blank.yaml"] {
      let run = try Titration.run(["check", name], in: scratch.path)
      #expect(run.errors == "")
      #expect(run.status == 0)
    }
  }

  @Test("A byte-order mark gets the same answer whoever reads the file")
  func byteOrderMark() throws {
    let scratch = try Scratch()
    try scratch.write("\u{FEFF}" + document(), to: "bom.yaml")
    let check = try Titration.run(["check", "bom.yaml"], in: scratch.path)
    let show = try Titration.run(["show", "landmarks", "bom.yaml"], in: scratch.path)
    #expect(check.code == "T1001")
    #expect(check.errors == show.errors)
  }

  @Test("However long its first line is, a wrong file is not echoed whole")
  func noEcho() throws {
    let run = try Titration.run(
      ["check", "-"], input: String(repeating: "word ", count: 10_000) + "\r\nmore\r\n")
    #expect(run.code == "T2004")
    #expect(run.errors.count < 600)
    #expect(!run.errors.contains("more"))
  }
}
