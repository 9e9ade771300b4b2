internal import Diagnostics
internal import Limits
internal import Quantities

/// The rules that results of a report refer to: limits, set by set, then codes of diagnostics.
struct SARIFRules {
  private(set) var list: [JSONText] = []
  /// The place of each by its id.
  private(set) var places: [String: Int] = [:]

  init(_ report: CheckReport) {
    for set in report.orderedSets.map({ report.sets[$0] }) {
      for index in set.contraindications.indices {
        add(.contraindication(index), set, set.contraindications[index].severity)
      }
      for index in set.rules.indices {
        let sides = [set.rules[index].lower, set.rules[index].upper].compactMap(\.self)
        add(.rule(index), set, sides.allSatisfy(\.hard.isEmpty) ? .soft : .hard)
      }
    }
    let entries = report.files
    var codes = entries.flatMap { $0.file.diagnostics.map(\.code) }
    if entries.contains(where: { $0.cases.contains { !$0.meetsExpectation } }) {
      codes.append(.unexpectedVerdict)
    }
    for code in Set(codes).sorted(by: { $0.id < $1.id }) {
      add(
        code.id,
        [
          ("shortDescription", CheckReport.message(code.title)),
          ("help", CheckReport.message("Each result says what was expected and what to do.")),
        ])
    }
  }

  private mutating func add(_ subject: Verdict.Subject, _ set: LimitSet, _ severity: LimitSeverity)
  {
    let judged = JudgedSubject(subject, in: set)
    let source = "Source: \(judged.sourceText)"
    let help = [judged.advisory, judged.note, source].compactMap(\.self).joined(separator: "\n\n")
    var members: [(String, JSONText)] = [
      ("shortDescription", CheckReport.message("\(judged.words): \(judged.boundsText)")),
      (
        "fullDescription",
        CheckReport.message("\(set.title): \(judged.words): \(judged.boundsText)")
      ),
    ]
    if let source = set.sources.first(where: { $0.id == judged.sourceID }), let doi = source.doi {
      // A name may hold signs that are none of a URI's.
      members.append(
        ("helpUri", .string("https://doi.org/" + (ReportedPath(doi, root: nil).uri ?? ""))))
    }
    members += [
      ("help", CheckReport.message(help)),
      (
        "defaultConfiguration",
        .object([("level", .string(severity == .hard ? "error" : "warning"))])
      ),
      (
        "properties",
        .object([
          ("tags", .array([.string(set.careArea.name), .string(set.drug)])),
          ("evidence", .string(judged.evidence.rawValue)),
        ])
      ),
    ]
    add(set.qualifiedID(of: subject), members)
  }

  private mutating func add(_ id: String, _ members: [(String, JSONText)]) {
    guard places[id] == nil else { return }
    places[id] = list.count
    list.append(.object([("id", .string(id))] + members))
  }
}
