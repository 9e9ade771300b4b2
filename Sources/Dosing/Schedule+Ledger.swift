internal import Quantities

extension Schedule {
  /// What one line was to give and what it gave.
  public struct LedgerEntry: Hashable, Sendable {
    /// The index of the line; the first of its stretches when a pause divided it.
    public var line: Int
    /// What it would have given undisturbed, mg; nothing for a setting that holds until the next.
    public var planned: Double?
    /// What it gives, all its stretches together, mg.
    public var given: Double
    /// The indices of the lines that cut it short: pauses and later settings.
    public var cutBy: [Int]

    /// Makes an entry.
    public init(line: Int, planned: Double?, given: Double, cutBy: [Int]) {
      self.line = line
      self.planned = planned
      self.given = given
      self.cutBy = cutBy
    }
  }

  /// One entry for each line that gives drug; levels of a ramp that a later setting kept from
  /// being reached have no line and no entry.
  public var ledger: [LedgerEntry] {
    var entries: [LedgerEntry] = []
    var places: [Int: Int] = [:]
    for (index, line) in lines.enumerated() where line.kind != .stop {
      if let origin = line.continues, let place = places[origin] {
        entries[place].given += line.amount
        if let cut = line.cutBy { entries[place].cutBy.append(cut) }
        continue
      }
      places[index] = entries.count
      entries.append(
        LedgerEntry(
          line: index, planned: planned(line), given: line.amount,
          cutBy: line.cutBy.map { [$0] } ?? []))
    }
    return entries
  }

  private func planned(_ line: ScheduleLine) -> Double? {
    guard line.kind == .setRate else { return line.amount }
    guard let end = line.plannedEnd, let rate = line.rate else { return nil }
    return end == line.end ? line.amount : rate * (end - line.start).minutes
  }
}
