import Diagnostics
import Testing

@testable import Documents

@Suite("YAML is read strictly")
struct YAMLStrictnessTests {
  /// A text that must be refused, and where.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let code: DiagnosticCode
    let line: Int
    let column: Int

    init(_ name: String, _ text: String, _ code: DiagnosticCode, _ line: Int, _ column: Int) {
      self.name = name
      self.text = text
      self.code = code
      self.line = line
      self.column = column
    }

    var testDescription: String { name }
  }

  static let refusals: [Refusal] = [
    Refusal("an empty file", "", .badSyntax, 1, 1),
    Refusal("only a comment", "# nothing\n", .badSyntax, 1, 1),
    Refusal("a byte-order mark", "\u{FEFF}a: 1\n", .badSyntax, 1, 1),
    Refusal("a tab as indentation", "a:\n\tb: 1\n", .badSyntax, 2, 1),
    Refusal("a tab inside a line", "a: 1\t# x\n", .badSyntax, 1, 5),
    Refusal("a control character", "a: \u{1}\n", .badSyntax, 1, 4),
    Refusal("an unclosed bracket", "a: [1, 2\nb: 3\n", .badSyntax, 2, 2),
    Refusal("an unclosed quote", "a: \"x\n", .badSyntax, 2, 1),
    Refusal("wrong indentation", "a: 1\n  b: 2\n", .badSyntax, 2, 4),
    Refusal("two documents", "a: 1\n---\nb: 2\n", .badSyntax, 2, 1),
    Refusal("an anchor", "a: &x 1\n", .forbiddenYAML, 1, 4),
    Refusal("an alias", "a: &x 1\nb: *x\n", .forbiddenYAML, 1, 4),
    Refusal("a tag", "a: !!str 1\n", .forbiddenYAML, 1, 4),
    Refusal("a merge key", "a: {b: 1}\n<<: {c: 2}\n", .forbiddenYAML, 2, 1),
    Refusal("a key that is a list", "? [a, b]\n: 1\n", .forbiddenYAML, 1, 3),
    Refusal("a duplicate key", "a: 1\nb: 2\na: 3\n", .duplicateKey, 3, 1),
    Refusal("a duplicate key in a flow", "s: {x: 1, y: 2, x: 3}\n", .duplicateKey, 1, 17),
    Refusal(
      "too many levels", String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
      .documentTooLarge, 1, 34),
  ]

  @Test("A text that hides what is meant is refused at its place", arguments: refusals)
  func refused(_ refusal: Refusal) throws {
    let diagnostic = try #require(throws: Diagnostic.self) {
      _ = try YAMLNode(parsing: refusal.text, file: "f.yaml")
    }
    #expect(diagnostic.code == refusal.code, "\(diagnostic)")
    #expect(diagnostic.location?.line == refusal.line, "\(diagnostic)")
    #expect(diagnostic.location?.column == refusal.column, "\(diagnostic)")
    #expect(!diagnostic.remedy.isEmpty)
  }

  @Test(
    "Nesting that would exhaust the stack is refused before it is parsed",
    arguments: ["[", "{", "- ", "? "])
  func deepNesting(_ opening: String) {
    #expect(throws: Diagnostic.self) {
      _ = try YAMLNode(parsing: String(repeating: opening, count: 100_000), file: "f.yaml")
    }
    let lines = (0..<3000).map { String(repeating: " ", count: $0) + "a:" }
    #expect(throws: Diagnostic.self) {
      _ = try YAMLNode(parsing: lines.joined(separator: "\n"), file: "f.yaml")
    }
  }

  @Test("A file of more than 1 MiB is refused")
  func tooLarge() throws {
    let text = "a: " + String(repeating: "x", count: 1 << 20)
    let diagnostic = try #require(throws: Diagnostic.self) {
      _ = try YAMLNode(parsing: text, file: "f.yaml")
    }
    #expect(diagnostic.code == .documentTooLarge)
  }

  @Test(
    "A scalar is the text that was written, never what YAML would make of it",
    arguments: ["012", "NO", "1:30", "1_000", "2026-01-01", "0x10", "~", "1e3", "yes", ".5"])
  func scalarsStayText(_ text: String) throws {
    let node = try YAMLNode(parsing: "a: \(text)\n", file: "f.yaml")
    let entries = try node.entries(expecting: "keys")
    #expect(try entries[0].value.text(expecting: "a text") == text)
    #expect(entries[0].value.location.line == 1)
    #expect(entries[0].value.location.column == 4)
  }

  @Test("Windows line ends are accepted and places stay right")
  func windowsLineEnds() throws {
    let node = try YAMLNode(parsing: "a: 1\r\nb: 2\r\n", file: "f.yaml")
    let entries = try node.entries(expecting: "keys")
    #expect(try entries[1].value.text(expecting: "a text") == "2")
    #expect(entries[1].value.location.line == 2)
    #expect(entries[1].value.location.lineText == "b: 2")
  }
}
