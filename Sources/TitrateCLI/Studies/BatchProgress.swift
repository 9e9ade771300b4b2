internal import Glibc
internal import Titrate

/// How far a batch is: a bar on a terminal, or lines of JSON for a program that drives it.
///
/// Blocks arrive in order and one at a time; that is when it also looks whether the process was
/// asked to end, or its time is over.
final class BatchProgress: BlockSink, @unchecked Sendable {
  /// How progress is told.
  enum Style {
    case quiet
    case bar(columns: Int)
    case json
  }

  private let style: Style
  private let total: Int
  private let pointsPerRow: Int
  private let limit: TimeLimit?
  private let start = BatchProgress.now
  // Written by `append` alone, which is never called twice at once.
  private var done = 0
  private var skipped = 0
  private var told = 0.0

  /// - Parameters:
  ///   - style: How progress is told.
  ///   - rows: How many rows of subjects all scenarios have together.
  ///   - pointsPerRow: How many concentrations one of them has.
  ///   - limit: When the run stops, if it does.
  init(_ style: Style, rows: Int, pointsPerRow: Int, limit: TimeLimit? = nil) {
    self.style = style
    self.limit = limit
    total = rows
    self.pointsPerRow = pointsPerRow
  }

  func part(of block: ResultBlock) throws -> Int {
    try Interruption.check()
    try limit?.check()
    return block.subjects.count
  }

  /// Takes note of rows that were there already; between blocks.
  func skip(_ rows: Int) {
    done += rows
    skipped += rows
  }

  func append(_ count: Int) throws {
    done += count
    let elapsed = Self.now - start
    let isLast = done == total
    guard elapsed - told > (isJSON ? 1 : 0.1) || isLast else { return }
    told = elapsed
    tell(after: elapsed, isLast: isLast)
  }

  /// Ends the line of a bar that is not full, so that what went wrong has a line of its own.
  func leave() {
    if case .bar = style, told > 0, done < total { Output.note("\n") }
  }

  private var isJSON: Bool {
    if case .json = style { true } else { false }
  }

  private func tell(after elapsed: Double, isLast: Bool) {
    let speed = Double(done - skipped) / max(elapsed, 1e-6)
    let left = Double(total - done) / max(speed, 1e-6)
    let points = speed * Double(pointsPerRow)
    switch style {
    case .quiet: return
    case .json:
      Output.note(
        "{\"subjects\":\(done),\"of\":\(total),\"points_per_second\":\(Int(points)),"
          + "\"seconds_left\":\(Int(left.rounded(.up)))}\n")
    case .bar(let columns):
      let facts =
        " \(done)/\(total) subjects · \(NumberFormat.plain(points / 1e6, digits: 3)) M points/s · "
        + "\(Int(left.rounded(.up))) s left"
      let width = max(0, min(40, columns - facts.count - 3))
      let filled = total > 0 ? done * width / total : width
      let bar =
        width > 4
        ? "[\(String(repeating: "#", count: filled))\(String(repeating: ".", count: width - filled))]"
        : ""
      Output.note("\r\(bar)\(facts)\u{1B}[K" + (isLast ? "\n" : ""))
    }
  }

  /// Seconds on a clock that nobody sets.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
