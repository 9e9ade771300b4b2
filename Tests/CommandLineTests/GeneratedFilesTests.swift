import Foundation
import Testing

@Suite("Files that a command makes are what the command makes")
struct GeneratedFilesTests {
  /// A documented command and the file of the repository that it makes.
  struct Generated: CustomTestStringConvertible, Sendable {
    var command: String
    var folder: String
    var file: String
    /// How far numbers may lie apart.
    var tolerance: @Sendable (Double) -> Double
    var testDescription: String { file }
  }

  private static func commands(in path: String) -> [String] {
    let text = (try? String(contentsOfFile: "\(Titration.package)/\(path)", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("titrate ") }
  }

  static let all: [Generated] =
    commands(in: "notebooks-data/README.md").map { command in
      Generated(
        command: command, folder: "notebooks-data", file: last(of: command),
        // Every machine gives the same bits.
        tolerance: { _ in 0 })
    }
    + commands(in: ".ci/pictures").map { command in
      Generated(
        command: command, folder: "Sources/Titrate/Titrate.docc/Resources",
        file: last(of: command),
        // Two steps of the places of a picture.
        tolerance: { _ in 0.21 })
    }

  private static func last(of command: String) -> String {
    String(command.split(separator: " ").last ?? "")
  }

  @Test("All of them are known")
  func count() { #expect(Self.all.count == 10) }

  @Test("Made anew it is the file of the repository", arguments: all)
  func madeAnew(_ one: Generated) throws {
    let scratch = try Scratch()
    let command = one.command.replacing(#/(^|&& )titrate /#) { "\($0.1)\"$titrate\" " }
    let run = try Titration.shell(command, in: scratch.path)
    #expect(run.status == 0, "\(run.errors)")
    let made = Self.pieces(try scratch.read(one.file))
    let kept = Self.pieces(
      try String(
        contentsOfFile: "\(Titration.package)/\(one.folder)/\(one.file)", encoding: .utf8))
    #expect(made.count == kept.count)
    for (new, old) in zip(made, kept) where new != old {
      let (a, b) = (Double(new) ?? .nan, Double(old) ?? .infinity)
      #expect(abs(a - b) <= one.tolerance(b), "\(new) instead of \(old)")
      if !(abs(a - b) <= one.tolerance(b)) { break }
    }
  }

  /// The numbers of a text, and the texts between them.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var isNumber = false
    for byte in text.utf8 {
      let belongs = "0123456789.-e".utf8.contains(byte)
      if belongs != isNumber || pieces.isEmpty { pieces.append("") }
      isNumber = belongs
      pieces[pieces.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
    }
    return pieces
  }

  @Test(
    "Every example of the guide to reports prints what the guide prints below it",
    arguments: DocumentedExample.examples(
      of: "Sources/Titrate/Titrate.docc/PicturesAndReports.md"))
  func example(_ example: DocumentedExample) throws {
    try example.check()
  }

  @Test("Every command of the guide to reports runs")
  func guide() throws {
    let commands = Self.commands(in: "Sources/Titrate/Titrate.docc/PicturesAndReports.md")
    #expect(commands.count == 7)
    let scratch = try Scratch()
    for command in commands {
      let run = try Titration.shell(
        "\"$titrate\"" + command.dropFirst("titrate".count), in: scratch.path)
      #expect(run.status == 0, "\(command): \(run.errors)")
    }
    #expect(scratch.names == ["moment.html", "picture.svg", "report.html"])
  }
}
