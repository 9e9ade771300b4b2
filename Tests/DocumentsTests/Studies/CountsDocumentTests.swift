import Diagnostics
import Documents
import Population
import Testing

@Suite("Tables of counts")
struct CountsDocumentTests {
  @Test("Counts add up, whichever way they are cut")
  func adding() throws {
    let heading = "output,time_min,bin,count\n"
    var first = try CountsDocument.read(
      Array((heading + "a,0,0,3\na,5,100,2\na,5,101,1\n").utf8), file: "a.csv")
    let second = try CountsDocument.read(
      Array((heading + "a,0,0,1\na,5,99,1\n").utf8), file: "b.csv")
    let third = try CountsDocument.read(
      Array((heading + "a,0,0,1\na,6,99,1\n").utf8), file: "c.csv")
    let wasAdded = first.add(second)
    let wasRefused = !first.add(third)
    #expect(wasAdded && wasRefused)
    #expect(first.counts[0].map(\.count) == [4, 4])
    #expect(first.counts[0][1].bins.map(\.key) == [99, 100, 101])
  }

  @Test("Measurements below zero have bins below zero, the most negative first")
  func belowZero() throws {
    let table = try CountsDocument.read(
      Array("output,time_min,bin,count\na,0,3,1\na,0,-40,2\na,0,0,1\n".utf8), file: "a.csv")
    #expect(table.counts[0][0].bins.map(\.key) == [-40, 0, 3])
    guard case .value(let low)? = table.counts[0][0].quantile(0.5),
      case .value(let high)? = QuantileBins(bins: [.init(key: 40, count: 1)]).quantile(0.5)
    else {
      Issue.record("not resolved")
      return
    }
    #expect(low == -high && low < 0)
  }

  @Test(
    "Anything else is refused with its line",
    arguments: [
      "", "output,time_min,bin,count\n", "output,time_min,bin,count\na,0,0\n",
      "output,time_min,bin,count\na,0,-0,1\n", "output,time_min,bin,count\na,0,--1,1\n",
      "output,time_min,bin,count\na,0,1,-1\n", "output,time_min,bin,count\na,0,-,1\n",
      "output,time_min,bin,count\na,0,1,0\n",
      "output,time_min,bin,count\na,0,1,1\nb,1,1,1\n", "x\na,0,1,1\n",
      "output,time_min,bin,count\na,0,1,99999999999999999999\n",
    ])
  func refused(text: String) {
    let error = #expect(throws: Diagnostic.self) {
      try CountsDocument.read(Array(text.utf8), file: "x.csv")
    }
    #expect(error?.code.id == "T2106" && error?.location?.file == "x.csv")
  }
}
