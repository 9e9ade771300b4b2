internal import Synchronization

/// Counts the concentrations of all subjects at each moment, for percentiles over time.
///
/// Counts are integers and shared by all threads, so neither their number nor the order of the blocks
/// changes anything, and memory does not grow with the number of subjects.
public final class QuantileSink: BlockSink {
  /// How many moments share one lock.
  private static let stretch = 16

  private let outputs: Int
  private let times: Int
  private let tables: [Locked]
  /// One for each thread that has counted, while none needs it.
  private let scratches = Mutex<[CountScratch]>([])

  /// Makes a sink for the outputs and moments of a plan.
  public convenience init(_ plan: BatchPlan) {
    self.init(outputs: plan.outputs.count, times: plan.times.count)
  }

  init(outputs: Int, times: Int) {
    self.outputs = outputs
    self.times = times
    let stretches = (times + Self.stretch - 1) / Self.stretch
    tables = (0..<outputs * stretches).map { index in
      let first = index % stretches * Self.stretch
      return Locked(rows: min(Self.stretch, times - first))
    }
  }

  /// Counts a block.
  public func part(of block: ResultBlock) {
    let stretches = (times + Self.stretch - 1) / Self.stretch
    let scratch = scratches.withLock { $0.popLast() } ?? CountScratch()
    defer { scratches.withLock { $0.append(scratch) } }
    for output in 0..<outputs {
      for stretch in 0..<stretches {
        let first = stretch * Self.stretch
        let last = min(first + Self.stretch, times)
        tables[output * stretches + stretch].table.withLock { table in
          for tile in 0..<block.tiles {
            let values = block.concentrations(tile: tile, output: output)
            table.add(
              UnsafeBufferPointer(rebasing: values[first..<last]), lanes: block.count(inTile: tile),
              scratch)
          }
        }
      }
    }
  }

  /// Nothing is left to do in order.
  public func append(_ part: Void) {}

  /// The counts at a moment of the plan's.
  public func bins(output: Int, time: Int) -> QuantileBins {
    let stretches = (times + Self.stretch - 1) / Self.stretch
    let scratch = scratches.withLock { $0.popLast() } ?? CountScratch()
    defer { scratches.withLock { $0.append(scratch) } }
    return tables[output * stretches + time / Self.stretch].table.withLock {
      $0.bins(row: time % Self.stretch, scratch)
    }
  }
}

/// A table that one thread at a time counts in.
private final class Locked: Sendable {
  let table: Mutex<CountTable>

  init(rows: Int) {
    table = Mutex(CountTable(rows: rows))
  }
}
