import Diagnostics
import Testing

private let code = DiagnosticCode("T9999", "a test")

/// The text of a finding on a line; with `^` for the marker's line alone, see the tests.
private func rendered(_ line: String, column: Int, length: Int = 1) -> [String] {
  let place = SourceLocation(
    file: "a.yaml", line: 7, column: column, length: length, lineText: line)
  return Diagnostic(code, at: place, "wrong", remedy: "right").description
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

@Suite("A finding is printed so that its place can be seen and nothing can be forged")
struct RenderingTests {
  @Test("place, code, message, line, caret, expectation and remedy")
  func whole() {
    let place = SourceLocation(
      file: "ward.yaml", line: 12, column: 9, length: 5, lineText: "weight: 82 kq")
    let finding = Diagnostic(
      code, at: place, "unknown unit", expected: "a unit", remedy: "did you mean `kg`?")
    #expect(
      finding.description == """
        ward.yaml:12:9: error[T9999]: unknown unit
          12 | weight: 82 kq
             |         ^^^^^
          expected: a unit
          help: did you mean `kg`?
        """)
    var bare = Diagnostic(code, .warning, at: nil, "odd", remedy: "look")
    #expect(bare.description == "warning[T9999]: odd\n  help: look")
    bare.location = SourceLocation(file: "x", line: 1, column: 2)
    #expect(bare.description == "x:1:2: warning[T9999]: odd\n  help: look")
  }

  @Test(
    "the caret stands under the place",
    arguments: [
      ("abc", 2, 1, "   7 | abc", "     |  ^"),
      ("abc", 2, 99, "   7 | abc", "     |  ^^"),
      ("abc", 4, 1, "   7 | abc", "     |    ^"),
      ("abc", 99, 5, "   7 | abc", "     |    ^"),
      ("abc", 0, 0, "   7 | abc", "     | ^"),
      ("", 1, 1, "   7 | ", "     | ^"),
      ("\ta\tb", 4, 1, "   7 | \ta\tb", "     | \t \t^"),
      ("８kg", 2, 2, "   7 | ８kg", "     |   ^^"),
      ("kg８", 3, 1, "   7 | kg８", "     |   ^^"),
      ("e\u{301}x", 3, 1, "   7 | e\u{301}x", "     |  ^"),
      ("a\u{1B}b", 3, 1, "   7 | a\\u{1b}b", "     |        ^"),
      ("a\u{202E}b", 2, 1, "   7 | a\\u{202e}b", "     |  ^^^^^^^^"),
    ])
  func caret(line: String, column: Int, length: Int, shown: String, marker: String) {
    let lines = rendered(line, column: column, length: length)
    #expect(lines[1] == shown)
    #expect(lines[2] == marker)
    #expect(lines.count == 4)
  }

  @Test("a place below 1 counts as 1, whenever it was set")
  func below() {
    var place = SourceLocation(file: "a", line: -3, column: .min, length: -1, lineText: "abc")
    #expect([place.line, place.column, place.length] == [1, 1, 1])
    place.column = .min
    place.length = .min
    place.line = .min
    #expect(Diagnostic(code, at: place, "m", remedy: "r").description.contains("| abc\n"))
  }

  @Test("a long line is cut around the place", arguments: [1, 30, 500_000, 1_000_000, 2_000_000])
  func long(column: Int) throws {
    let line = String(repeating: "abcdefghi ", count: 100_000)
    let lines = rendered(line, column: column, length: 3)
    let cut = (left: column > 41, right: column < 999_900)
    #expect(lines[1].count < 110)
    #expect(lines[1].hasPrefix("   7 | …") == cut.left)
    #expect(lines[1].hasSuffix("…") == cut.right)
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let offset = lines[2].distance(from: lines[2].startIndex, to: caret)
    let letters = Array(line)
    if column <= letters.count {
      #expect(Array(lines[1])[offset] == letters[column - 1])
    } else {
      #expect(offset == lines[1].count)
    }
  }

  @Test("nothing of the input steers the terminal or makes a line of its own")
  func harmless() {
    let evil = "x\u{1B}[2J\r\n\u{85}\u{2028}\u{202E}\u{2066}\u{7F}error[T0000]"
    let place = SourceLocation(file: evil, line: 1, column: 1, lineText: evil)
    let text = Diagnostic(code, at: place, evil, expected: evil, remedy: evil).description
    #expect(text.split(separator: "\n").count == 5)
    #expect(
      text.unicodeScalars.allSatisfy {
        $0 == "\n"
          || ![.control, .format].contains($0.properties.generalCategory)
            && !$0.properties.isWhitespace
          || $0 == " "
      })
  }

  @Test("a word longer than a line is cut, what is said about it is not; a path is whole")
  func longWord() {
    let long = String(repeating: "a", count: 100_000)
    let path = "/" + String(repeating: "folder/", count: 30) + "a.yaml"
    let text = Diagnostic(
      code, at: nil, "`\(long)` is not a unit", expected: "`\(path)`", remedy: "write \(long)"
    ).description
    #expect(text.contains("aaa…` is not a unit"))
    #expect(text.contains(path))
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 300 })
  }

  @Test("a message as long as a file is cut")
  func longMessage() {
    let long = String(repeating: "é", count: 1_000_000)
    let text = Diagnostic(code, at: nil, long, expected: long, remedy: long).description
    #expect(text.count < 3200)
    #expect("abcdef".shortened(to: 6) == "abcdef" && "abcdef".shortened(to: 5) == "abcd…")
    #expect("".shortened() == "")
  }
}

@Suite("A suggestion is made only for near misses")
struct SuggestionTests {
  @Test(
    "nearest candidate",
    arguments: [
      ("mgc", "mcg"), ("kgg", "kg"), ("KG", "kg"), ("idael", "ideal"), ("K", nil), ("H", "h"),
      ("x", nil), ("", nil), ("bananas", nil), ("adjusetd", "adjusted"), ("zz", nil),
    ])
  func nearest(written: String, expected: String?) {
    let candidates = ["mg", "mcg", "kg", "h", "ideal", "adjusted"]
    #expect(suggestion(for: written, among: candidates) == expected)
  }

  @Test("every candidate that is as near as the nearest, and no farther than allowed")
  func alternatives() {
    #expect(Diagnostics.nearest(to: "mgc", among: ["mg", "kg", "mcg"]) == ["mcg", "mg"])
    #expect(Diagnostics.nearest(to: "mcgg", among: ["mg", "mcg"]) == ["mcg"])
    let drugs = ["esketamine", "ketamine"]
    #expect(suggestion(for: "arketamine", among: drugs, edits: 1) == nil)
    #expect(suggestion(for: "ketmine", among: drugs, edits: 1) == "ketamine")
  }

  @Test("long texts and candidates are left alone")
  func long() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(suggestion(for: long, among: ["a", long]) == nil)
    #expect(suggestion(for: "aa", among: [long]) == nil)
  }

  @Test("an error holds at least one finding, in order")
  func errors() {
    let one = Diagnostic(code, at: nil, "1", remedy: "r")
    let two = Diagnostic(code, .note, at: nil, "2", remedy: "r")
    #expect(DiagnosticError([]) == nil)
    #expect(DiagnosticError([one, two])?.diagnostics == [one, two])
    #expect(DiagnosticError(one).diagnostics == [one])
    #expect(code.description == "T9999")
  }
}
