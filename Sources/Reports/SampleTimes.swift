public import Quantities

/// The moments at which a table has rows.
public enum SampleTimes: Hashable, Sendable, Sequence {
  /// Zero and every whole multiple of a step up to an end; the end itself only when it is one.
  /// A step of nothing gives the single row at zero.
  case every(Tick, until: Tick)
  /// These moments, in this order.
  case at([Tick])

  /// Walks through the moments; multiples are products, never sums of rounded steps.
  public func makeIterator() -> AnyIterator<Tick> {
    switch self {
    case .at(let moments): return AnyIterator(moments.makeIterator())
    case .every(let step, let end):
      let count = step.flicks > 0 ? Swift.max(0, end.flicks) / step.flicks : 0
      var next: Int64 = 0
      return AnyIterator {
        guard next <= count else { return nil }
        defer { next += 1 }
        return Tick(flicks: next * step.flicks)
      }
    }
  }
}
