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
  /// What is written when nothing is chosen; effect sites have columns only where there are some.
  static let whenAbsent: Set<ColumnSet> = [.plasma, .effect, .rate]

  let sets: Set<ColumnSet>
  private let text: String

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
    self.text = text
  }

  /// Refuses columns that nothing would be in.
  /// - Throws: `T8009` when effect sites are asked for and none is chosen.
  func check(
    against models: [ChosenModel], with drugs: [SimulatedDrug]
  ) throws(DiagnosticError) {
    guard sets.contains(.effect), drugs.allSatisfy({ $0.model.effectSite == nil }) else { return }
    let sites = models.flatMap { chosen in
      chosen.model.effectSites.map { "`\($0.name)` of \(chosen.model.id)" }
    }
    throw DiagnosticError(
      Diagnostic(
        .incompleteOptions, at: CommandLineText.place(ofValue: text, for: "--columns"),
        "columns of an effect site are asked for, and no effect site is chosen",
        expected: sites.isEmpty
          ? "a model with an effect site; none was published for \(models.map(\.model.id).joined(separator: " or "))"
          : "`--effect-site` with \(sites.joined(separator: " or "))",
        remedy: sites.isEmpty
          ? "leave `effect` out of `--columns`"
          : "add `--effect-site`, or leave `effect` out of `--columns`"))
  }
}
