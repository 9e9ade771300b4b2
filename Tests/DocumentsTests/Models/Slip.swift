import Diagnostics
import Testing

/// One slip in the good model, and what must be said about it.
struct Slip: CustomTestStringConvertible {
  var old: String
  var new: String
  var code: String
  /// The text of the broken file at which the finding points.
  var at: String
  var remedy: String
  /// Further findings that the slip causes.
  var echoes: Int

  init(
    _ old: String, _ new: String, _ code: String, at place: String, _ remedy: String,
    echoes: Int = 0
  ) {
    self.old = old
    self.new = new
    self.code = code
    at = place
    self.remedy = remedy
    self.echoes = echoes
  }

  var testDescription: String { "\(code): \(old) -> \(new)" }

  /// Reads a good text that has the slip in it, and holds the findings against what is expected.
  func check<T>(in good: String, reading read: (_ bad: String) throws -> T) throws {
    #expect(good.contains(old))
    let text = good.replacing(old, with: new, maxReplacements: 1)
    let error = try #require(throws: DiagnosticError.self) { _ = try read(text) }
    let all = error.diagnostics.map(\.description).joined(separator: "\n")
    let first = try #require(error.diagnostics.first)
    #expect(error.diagnostics.count == 1 + echoes, "\(all)")
    #expect(first.code.id == code, "\(all)")
    let found = first.location.map { "\($0.line):\($0.column)" }
    #expect(found == GoodModel.place(of: at, in: text), "\(all)")
    #expect(first.remedy.contains(remedy), "\(all)")
  }
}
