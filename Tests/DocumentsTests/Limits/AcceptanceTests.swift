import Diagnostics
import Documents
import Limits
import Testing

@Suite("Files of acceptances")
struct AcceptanceTests {
  static let text = """
    titrate: accepted/1
    accepted:
      - rule: infusion-rate
        limits: ketamine/acute-pain
        protocol: ward-a
        patient: "Mrs. No: 1"
        reason: Monitored as in intensive care.
        by: A. Nobody
        until: 2027-03-31
      - { rule: pregnancy, reason: Termination, by: B, until: 2028-02-29 }

    """

  @Test("Everything is read as it is written")
  func reading() throws {
    let read = try AcceptanceDocument.read(text: Self.text, file: "a.yaml")
    #expect(read.count == 2)
    #expect(read[0].rule == "infusion-rate" && read[0].limitSet == "ketamine/acute-pain")
    #expect(read[0].protocolID == "ward-a" && read[0].patient == "Mrs. No: 1")
    #expect(read[0].reason == "Monitored as in intensive care." && read[0].by == "A. Nobody")
    #expect(read[0].until == CalendarDay(year: 2027, month: 3, day: 31))
    #expect(read[0].location?.line == 3)
    #expect(read[1].limitSet == nil && read[1].until.description == "2028-02-29")
  }

  @Test("What is printed reads back equal, in whatever order it was handed in")
  func roundTrip() throws {
    let read = try AcceptanceDocument.read(text: Self.text, file: "a.yaml")
    let text = AcceptanceDocument.print(read)
    #expect(text == AcceptanceDocument.print(read.reversed()))
    let again = try AcceptanceDocument.read(text: text, file: "b.yaml")
    #expect(again.map(Self.withoutPlace) == read.map(Self.withoutPlace))
    #expect(AcceptanceDocument.print(again) == text)
  }

  @Test("A baseline that accepts nothing is a file too")
  func empty() throws {
    let text = AcceptanceDocument.print([])
    #expect(try AcceptanceDocument.read(text: text, file: "a.yaml").isEmpty)
  }

  private static func withoutPlace(_ acceptance: Acceptance) -> Acceptance {
    var copy = acceptance
    copy.location = nil
    return copy
  }
}

@Suite("A slip in a file of acceptances gives one finding")
struct BadAcceptanceTests {
  static let slips: [Slip] = [
    Slip("accepted/1", "accept/1", "T2004", at: "accept/1", "first line"),
    Slip("accepted:", "acepted:", "T2003", at: "titrate", "add `accepted", echoes: 1),
    Slip(
      "rule: infusion-rate", "rules: infusion-rate", "T2003", at: "rules", "add `rule", echoes: 1),
    Slip("    by: A. Nobody\n", "", "T2003", at: "rule: inf", "add `by"),
    Slip("until: 2027-03-31", "until: 31.3.2027", "T2089", at: "31.3.2027", "last day"),
    Slip("until: 2028-02-29", "until: 2027-02-29", "T2089", at: "2027-02-29", "last day"),
    Slip(
      "- { rule: pregnancy,",
      "- { rule: pregnancy, reason: x, by: y, until: 2027-01-01 }\n"
        + "  - { rule: pregnancy,", "T2090", at: "{ rule: pregnancy, reason: T", "keep the one"),
  ]

  @Test("One slip, one finding", arguments: slips)
  func slip(_ slip: Slip) throws {
    try slip.check(in: AcceptanceTests.text) {
      try AcceptanceDocument.read(text: $0, file: "bad.yaml")
    }
  }
}
