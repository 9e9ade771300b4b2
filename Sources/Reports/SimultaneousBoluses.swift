internal import Dosing
internal import NumericalMethods
internal import Quantities

/// Boluses of one drug at one moment: one jump of the curve, but several lines of the schedule.
struct SimultaneousBoluses {
  /// What a line needs to know of the others.
  struct Place {
    /// All lines of the moment, in order.
    let lines: [Int]
    /// What the lines up to this one give, this one included, mg.
    let givenSoFar: Double

    /// Whether a line is the first or the last of them.
    func isFirst(_ line: Int) -> Bool { lines.first == line }
    func isLast(_ line: Int) -> Bool { lines.last == line }
  }

  private struct Moment: Hashable {
    let drug: String
    let start: Tick
  }

  private let places: [Int: Place]

  /// Finds the lines that share their moment with another.
  init(_ lines: [ScheduleLine]) {
    let boluses = lines.indices.filter { lines[$0].kind == .bolus }
    let moments = Dictionary(grouping: boluses) {
      Moment(drug: lines[$0].drug, start: lines[$0].start)
    }
    var places: [Int: Place] = [:]
    for (_, together) in moments where together.count > 1 {
      var sum = ExactSum()
      for line in together {
        sum.add(lines[line].amount)
        places[line] = Place(lines: together, givenSoFar: sum.value)
      }
    }
    self.places = places
  }

  /// A line's place among those of its moment; nothing when it stands alone.
  subscript(line: Int) -> Place? { places[line] }

  /// Such as `together with line 2`; nothing for a bolus that stands alone.
  func words(for line: Int) -> String? {
    guard let lines = places[line]?.lines, let first = lines.first, let last = lines.last else {
      return nil
    }
    if lines.count == 2 { return "together with line \((line == first ? last : first) + 1)" }
    // Lines of other drugs may stand between them.
    let isRow = last - first == lines.count - 1
    return isRow
      ? "lines \(first + 1)–\(last + 1) together"
      : "lines \(lines.map { "\($0 + 1)" }.joined(separator: ", ")) together"
  }
}
