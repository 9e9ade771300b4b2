import Foundation
import Testing

@Suite("README.md shows what really happens")
struct ReadmeTests {
  /// A command of the README with the output printed below it.
  struct Example: CustomTestStringConvertible, Sendable {
    var command: String
    var output: [String]
    /// Files that the README shows before the command.
    var files: [String: String]
    var testDescription: String { command }
  }

  static let examples: [Example] = {
    guard
      let text = try? String(contentsOfFile: Titration.package + "/README.md", encoding: .utf8)
    else { return [] }
    var examples: [Example] = []
    var files: [String: String] = [:]
    var block: [String]?
    var language = ""
    var name: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let body = block {
        guard line == "```" else {
          block = body + [line]
          continue
        }
        if language == "console", let command = body.first, command.hasPrefix("$ ") {
          examples.append(
            Example(
              command: String(command.dropFirst(2)), output: Array(body.dropFirst()), files: files))
        } else if let name {
          files[name] = body.joined(separator: "\n") + "\n"
        }
        block = nil
      } else if line.hasPrefix("```") {
        (block, language) = ([], String(line.dropFirst(3)))
      } else if line.hasPrefix("`"), line.hasSuffix("`:") {
        name = String(line.dropFirst().dropLast(2))
      } else if !line.isEmpty {
        name = nil
      }
    }
    return examples
  }()

  @Test("The README has its examples")
  func count() {
    #expect(Self.examples.count == 6)
  }

  @Test("Every command prints what the README prints below it", arguments: examples)
  func example(_ example: Example) throws {
    let scratch = try Scratch()
    for (name, text) in example.files { try scratch.write(text, to: name) }
    let command = "\"$titrate\"" + example.command.dropFirst("titrate".count) + " 2>&1"
    let run = try Titration.shell(command, in: scratch.path)
    var got = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if got.last == "" { got.removeLast() }
    var expected = example.output
    if expected.last == "…" {
      expected.removeLast()
      got = Array(got.prefix(expected.count))
    }
    #expect(got.count == expected.count)
    for (line, wanted) in zip(got, expected) {
      #expect(Self.agree(line, wanted), "\(line)\n\(wanted)")
    }
  }

  /// Equal texts; numbers of a table may differ in the last bits, which depend on the C library.
  private static func agree(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    let (left, right) = (a.split(separator: ","), b.split(separator: ","))
    return left.count == right.count
      && zip(left, right).allSatisfy { x, y in
        guard let p = Double(x), let q = Double(y) else { return x == y }
        return abs(p - q) <= 1e-12 * abs(q)
      }
  }

  @Test("The two commands are targets of the Makefile")
  func commands() throws {
    let makefile = try String(contentsOfFile: Titration.package + "/Makefile", encoding: .utf8)
    for target in ["run:", "test:", "install:", "docs:"] {
      #expect(makefile.contains("\n\(target)"))
    }
  }
}
