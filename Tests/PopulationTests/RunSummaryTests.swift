import Population
import Simulation
import Testing

@Suite("The summary of a run")
struct RunSummaryTests {
  @Test("the failure of the smallest subject is kept, whatever the order of the parts")
  func order() {
    var early = RunSummary()
    early.failed = 1
    early.firstFailure = (3, .badThreshold)
    var late = RunSummary()
    late.failed = 2
    late.firstFailure = (5, .noSystem)
    var (a, b) = (early, late)
    a.add(late)
    b.add(early)
    #expect(a.firstFailure?.subject == 3 && b.firstFailure?.subject == 3)
    #expect(a.failed == 3 && b.failed == 3)
  }
}
