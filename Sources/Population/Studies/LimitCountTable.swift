/// What became of every bound in every scenario of a study, from which shares follow.
public struct LimitCountTable: Sendable, Equatable {
  /// A bound in a scenario.
  public struct Row: Sendable, Equatable {
    /// Which one: the first cells of its line, as they are written.
    public var cells: String
    /// What became of it.
    public var count: LimitTally.Count

    /// Makes a row.
    public init(cells: String, count: LimitTally.Count) {
      self.cells = cells
      self.count = count
    }
  }

  /// The names of the first columns, as they are written.
  public let heading: String
  /// The bounds.
  public private(set) var rows: [Row]

  /// Makes a table.
  public init(heading: String, rows: [Row]) {
    self.heading = heading
    self.rows = rows
  }

  /// Adds the counts of other subjects.
  /// - Returns: Whether the other table has the same bounds; if not, nothing is added.
  public mutating func add(_ other: LimitCountTable) -> Bool {
    guard heading == other.heading, rows.map(\.cells) == other.rows.map(\.cells) else {
      return false
    }
    for index in rows.indices { rows[index].count.add(other.rows[index].count) }
    return true
  }
}
