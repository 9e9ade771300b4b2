import Diagnostics
import Documents
import Kinetics
import Limits
import Quantities
import Testing

@Suite("A slip in a file of limits gives one finding, with its place and its remedy")
struct BadLimitTests {
  @Test("One slip, one finding", arguments: Slip.limits)
  func slip(_ slip: Slip) throws {
    try slip.check(in: GoodLimits.text) { try LimitDocument.read(text: $0, file: "bad.yaml") }
  }

  @Test("All faults of a file are reported at once")
  func allAtOnce() throws {
    let codes = ["T2052", "T2081", "T2084", "T2085", "T2086", "T2087", "T2027"]
    var text = GoodLimits.text
    for code in codes {
      let slip = try #require(Slip.limits.first { $0.code == code })
      #expect(text.contains(slip.old), "\(code)")
      text = text.replacing(slip.old, with: slip.new, maxReplacements: 1)
    }
    let error = try #require(throws: DiagnosticError.self) {
      try LimitDocument.read(text: text, file: "bad.yaml")
    }
    #expect(Set(error.diagnostics.map(\.code.id)) == Set(codes))
    #expect(error.diagnostics.count == codes.count)
    #expect(error.diagnostics.allSatisfy { $0.location != nil && !$0.remedy.isEmpty })
  }

  @Test("A file that is no set of limits is refused", arguments: ["", "a", "titrate: model/1\n"])
  func otherFile(text: String) throws {
    let error = try #require(throws: DiagnosticError.self) {
      try LimitDocument.read(text: text, file: "bad.yaml")
    }
    #expect(error.diagnostics.allSatisfy { $0.location != nil && !$0.remedy.isEmpty })
  }

  @Test("Every code about limits and acceptances is the answer to a slip, and no other's")
  func codes() {
    let tested = Set(Slip.limits.map(\.code) + BadAcceptanceTests.slips.map(\.code))
    for code in DiagnosticCode.limitDocumentCodes { #expect(tested.contains(code.id), "\(code)") }
    let all =
      DiagnosticCode.limitDocumentCodes + DiagnosticCode.tableCodes + DiagnosticCode.modelCodes
      + DiagnosticCode.modelDocumentCodes + DiagnosticCode.documentCodes
      + DiagnosticCode.protocolCodes + DiagnosticCode.quantityCodes + DiagnosticCode.readingCodes
    #expect(Set(all.map(\.id)).count == all.count)
  }
}
