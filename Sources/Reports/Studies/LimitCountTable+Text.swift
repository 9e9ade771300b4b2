internal import Limits
internal import NumericalMethods
public import Population

extension LimitCountTable {
  /// What the last columns of a table of counts are.
  package static let countColumns = [
    "kept", "broken", "not_concerned", "unknown", "nothing_to_measure",
  ]

  /// A row for every bound of every scenario.
  /// - Parameters:
  ///   - settings: The names of all settings that any protocol has.
  ///   - scenarios: The scenarios.
  public init(settings: [String], _ scenarios: [JudgedScenario]) {
    let columns =
      ["scenario", "model", "protocol"] + settings + ["set", "rule", "measure", "severity"]
    let rows = scenarios.flatMap { scenario in
      scenario.bounds.map { set, bound, count in
        let judged = JudgedSubject(bound.subject, in: set)
        let cells =
          ["\(scenario.number)", scenario.model, scenario.dosing] + scenario.settings
          + [set.id, judged.id, judged.words, bound.severity.rawValue]
        return Row(cells: cells.map(CSVCellText.plain).joined(separator: ","), count: count)
      }
    }
    self.init(heading: columns.map(CSVCellText.plain).joined(separator: ","), rows: rows)
  }

  /// The shares as CSV, one row for each bound: of the subjects that were judged those that break it,
  /// with the Wilson interval of 95 %.
  ///
  /// Share and interval are empty where nobody was judged.
  public var shares: [UInt8] {
    let columns = [
      "subjects", "judged", "broken", "share", "wilson_95_low", "wilson_95_high", "not_concerned",
      "unknown", "nothing_to_measure",
    ]
    return text(columns) { count in
      let interval = WilsonInterval(count.broken, of: count.judged)
      let share = interval.map { _ in Double(count.broken) / Double(count.judged) }
      return ["\(count.subjects)", "\(count.judged)", "\(count.broken)"]
        + [share, interval?.low, interval?.high].map { value in
          value.flatMap { try? NumberFormat.exact($0) } ?? ""
        } + ["\(count.notConcerned)", "\(count.unknown)", "\(count.nothingToMeasure)"]
    }
  }

  /// The counts as CSV, to be added to those of other subjects.
  public var text: [UInt8] {
    text(Self.countColumns) { count in
      [count.kept, count.broken, count.notConcerned, count.unknown, count.nothingToMeasure]
        .map(String.init)
    }
  }

  private func text(
    _ columns: [String], _ cells: (LimitTally.Count) -> [String]
  ) -> [UInt8] {
    var text = ([heading] + columns).joined(separator: ",") + "\n"
    for row in rows { text += ([row.cells] + cells(row.count)).joined(separator: ",") + "\n" }
    return Array(text.utf8)
  }
}
