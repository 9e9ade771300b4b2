import Diagnostics
import Documents
import Population
import Testing

@Suite("Tables of counts of limits")
struct LimitCountsDocumentTests {
  private static let heading =
    "scenario,rule,kept,broken,not_concerned,unknown,nothing_to_measure\n"

  private func read(_ text: String) throws -> LimitCountTable {
    try LimitCountsDocument.read(Array(text.utf8), file: "x.csv")
  }

  @Test("Counts of the same bounds add up, those of others are refused")
  func adding() throws {
    var first = try read(Self.heading + "1,\"a, b\",1,2,3,4,5\n2,c,1,0,0,0,0\n")
    let second = try read(Self.heading + "1,\"a, b\",10,20,30,40,50\n2,c,0,0,0,0,7\n")
    let third = try read(Self.heading + "1,\"a, b\",1,2,3,4,5\n2,d,1,0,0,0,0\n")
    let wasAdded = first.add(second)
    let wasRefused = !first.add(third)
    #expect(wasAdded && wasRefused)
    #expect(first.rows.map(\.cells) == ["1,\"a, b\"", "2,c"])
    #expect(first.rows.map(\.count.broken) == [22, 0])
    #expect(first.rows[0].count.kept == 11 && first.rows[0].count.unknown == 44)
    #expect(first.rows[1].count.subjects == 8 && first.rows[1].count.judged == 1)
  }

  @Test(
    "Anything else is refused with its line",
    arguments: [
      ("", 1), ("scenario,rule\n1,a\n", 1), (heading.dropLast() + "", 1),
      (heading + "1,2,3,4,5\n", 2), (heading + "1,a,1,2,3,4,5\n1,b,1,2,-3,4,5\n", 3),
      (heading + "1,a,1,2,3,4,5,\n", 2), (heading + "1,a,1,2,3,4,9999999999999999\n", 2),
      (heading + "1,a,1,2,3,4,5", 2), (heading + "\n", 2),
    ] as [(String, Int)])
  func refused(text: String, line: Int) {
    let error = #expect(throws: Diagnostic.self) { try read(text) }
    #expect(error?.code.id == "T2106" && error?.location?.line == line)
  }
}
