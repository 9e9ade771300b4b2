internal import ArgumentParser
internal import Titrate

/// The format of a table.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case csv
  case json
}

/// The unit of a table's column of times.
enum TableTimeUnit: String, ExpressibleByArgument, CaseIterable {
  case min
  case h
  case d

  var unit: TimeUnit {
    switch self {
    case .min: .minutes
    case .h: .hours
    case .d: .days
    }
  }
}

/// Groups of columns, written with commas.
struct ColumnChoice {
  let sets: Set<ColumnSet>

  /// Reads the value of `--columns`.
  init(_ text: String) throws(DiagnosticError) {
    let names = ColumnSet.allCases.map(\.rawValue)
    var sets: Set<ColumnSet> = []
    var findings: [Diagnostic] = []
    var column = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      if let set = ColumnSet(rawValue: String(part)) {
        sets.insert(set)
      } else {
        findings.append(
          Diagnostic(
            .unknownChoice,
            at: SourceLocation(
              file: "--columns", line: 1, column: column + 1,
              length: part.unicodeScalars.count, lineText: text),
            "`\(part)` is not a group of columns", expected: names.joined(separator: ", "),
            remedy: suggestion(for: String(part), among: names).map { "did you mean `\($0)`?" }
              ?? "choose from these, with commas and no blanks between"))
      }
      column += part.unicodeScalars.count + 1
    }
    if let error = DiagnosticError(findings) { throw error }
    self.sets = sets
  }
}
