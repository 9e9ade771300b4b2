import Diagnostics
import Documents
import Kinetics
import Testing

@Suite("A slip in a model file gives one finding, with its place and its remedy")
struct BadModelTests {
  @Test("The unbroken file is read")
  func unbroken() throws {
    let model = try ModelDocument.read(text: GoodModel.text, file: "good.yaml")
    #expect(model.parameters.count == 11 && model.flows.count == 4)
  }

  @Test("One slip, one finding", arguments: Slip.all)
  func slip(_ slip: Slip) throws {
    try slip.check(in: GoodModel.text) { try ModelDocument.read(text: $0, file: "bad.yaml") }
  }

  @Test("All faults of a file are reported at once")
  func allAtOnce() throws {
    var text = GoodModel.text
    let codes = ["T2052", "T3007", "T3002", "T2046", "T2005", "T4003"]
    for code in codes {
      let slip = try #require(Slip.all.last { $0.code == code })
      text = text.replacing(slip.old, with: slip.new, maxReplacements: 1)
    }
    let error = try #require(throws: DiagnosticError.self) {
      try ModelDocument.read(text: text, file: "bad.yaml")
    }
    #expect(Set(codes).isSubset(of: error.diagnostics.map(\.code.id)))
  }

  @Test(
    "A file that is not a model is refused", arguments: ["", "a", "[1]", "titrate: protocol/1"])
  func notAModel(text: String) throws {
    let error = try #require(throws: DiagnosticError.self) {
      try ModelDocument.read(text: text, file: "bad.yaml")
    }
    #expect(error.diagnostics.allSatisfy { $0.location != nil && !$0.remedy.isEmpty })
  }
}
