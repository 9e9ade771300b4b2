internal import Diagnostics
internal import Dosing
public import Limits
internal import Patients
internal import Quantities

/// Everything that a check says about any number of files: what is wrong with their text, and what
/// sets of limits say of their protocols.
///
/// It is filled file by file and case by case, and keeps of a case only what it prints. It renders
/// and never computes; its order depends on what was added, never on the order of adding, except
/// among cases that are the same in file, line, protocol and patient.
///
/// ```swift
/// var report = CheckReport(version: Titrate.version, failOn: .hard, date: day)
/// report.add(CheckedFile(path: path, kind: "protocol", id: id, diagnostics: found))
/// report.add(CheckedCase(/* … */), toFile: path)
/// print(report.rendered(as: .sarif), terminator: "")
/// ```
public struct CheckReport: Sendable {
  /// The version of the program, for readers of the files it writes.
  public var version: String
  /// The severity from which on a finding makes the check fail.
  public var failOn: LimitSeverity
  /// The day against which acceptances were held, when one was given.
  public var date: CalendarDay?
  /// Whether rules of weak evidence were left out of the whole.
  public var strongOnly: Bool
  /// The folder that absolute paths are shortened by where a format wants relative ones.
  public var root: String?
  /// What else a reader must know, such as the models that concentrations come from.
  public var remarks: [String] = []

  /// The sets of limits in the order of their first use.
  private(set) var sets: [LimitSet] = []
  private(set) var bounds = Interned<Quantity>()
  private(set) var reasons = Interned<NotChecked>()
  private(set) var entries: [Entry] = []
  private var places: [String: Int] = [:]

  /// A file with its cases.
  struct Entry: Sendable {
    var file: CheckedFile
    var cases: [KeptCase] = []
  }

  /// Makes an empty report.
  public init(
    version: String, failOn: LimitSeverity = .hard, date: CalendarDay? = nil,
    strongOnly: Bool = false, root: String? = nil
  ) {
    self.version = version
    self.failOn = failOn
    self.date = date
    self.strongOnly = strongOnly
    self.root = root
  }

  /// Adds a file; what was added before under the same path stays, and its diagnostics come first.
  public mutating func add(_ file: CheckedFile) {
    let place = place(of: file.path)
    entries[place].file.kind = file.kind ?? entries[place].file.kind
    entries[place].file.id = file.id ?? entries[place].file.id
    entries[place].file.diagnostics += file.diagnostics
  }

  /// Adds a case to a file.
  public mutating func add(_ checked: CheckedCase, toFile path: String) {
    let kept = kept(checked)
    entries[place(of: path)].cases.append(kept)
  }

  /// The files in the order of their paths, the cases of each in the order of the file.
  var files: [Entry] {
    entries.sorted { $0.file.path < $1.file.path }.map { entry in
      // The sort of the standard library is stable: equal cases stay as they were added.
      Entry(file: entry.file, cases: entry.cases.sorted { $0.sortKey < $1.sortKey })
    }
  }

  /// The places of the sets in the order in which reports name them, that of their ids.
  var orderedSets: [Int] { sets.indices.sorted { sets[$0].id < sets[$1].id } }

  private mutating func place(of path: String) -> Int {
    if let place = places[path] { return place }
    places[path] = entries.count
    entries.append(Entry(file: CheckedFile(path: path)))
    return entries.count - 1
  }

  private mutating func kept(_ checked: CheckedCase) -> KeptCase {
    let judgements = checked.judgements.map { kept($0) }
    var named: Set<Int> = []
    for judgement in judgements {
      for breach in judgement.findings.flatMap(\.breaches) {
        named.formUnion([breach.firstLine, breach.worst.line].compactMap(\.self))
      }
      named.formUnion(judgement.differences.map(\.line))
    }
    let steps = named.sorted().filter(checked.lines.indices.contains).map { index in
      let line = checked.lines[index]
      return KeptCase.Step(
        line: index, text: EnteredText(checked.patient, line).text, kind: line.kind,
        location: line.location?.withoutText)
    }
    return KeptCase(
      protocolID: checked.protocolID, location: checked.location?.withoutText,
      patientName: checked.patientName, weight: checked.patient.weight,
      conditions: checked.conditions, judgements: judgements, expected: checked.expected,
      weightRanges: checked.weightRanges, steps: steps)
  }

  private mutating func kept(_ judgement: Judgement) -> KeptJudgement {
    var findings: [Verdict] = []
    var passes: [KeptPass] = []
    var unchecked: [KeptUnchecked] = []
    for verdict in judgement.verdicts {
      switch verdict.outcome {
      case .broken: findings.append(verdict)
      case .pass:
        let nearest = verdict.worst.map {
          KeptPass.Nearest(
            value: $0.value, limit: $0.limit, bound: bounds.place(of: $0.bound),
            severity: $0.severity, side: $0.side)
        }
        passes.append(KeptPass(subject: verdict.subject, nearest: nearest))
      case .notChecked(let reason):
        unchecked.append(
          KeptUnchecked(subject: verdict.subject, reason: reasons.place(of: reason)))
      }
    }
    return KeptJudgement(
      set: place(of: judgement.limits), findings: findings, passes: passes, unchecked: unchecked,
      differences: judgement.differences, unjudged: judgement.unjudged)
  }

  private mutating func place(of set: LimitSet) -> Int {
    if let place = sets.firstIndex(where: { $0.id == set.id && $0 == set }) { return place }
    sets.append(set)
    return sets.count - 1
  }
}

extension KeptCase {
  fileprivate var sortKey: SortKey {
    SortKey(
      line: location?.line ?? 0, column: location?.column ?? 0, protocolID: protocolID,
      patient: patientName ?? "", weight: weight?.canonical ?? -1)
  }

  fileprivate struct SortKey: Comparable {
    let line: Int
    let column: Int
    let protocolID: String
    let patient: String
    let weight: Double

    static func < (a: SortKey, b: SortKey) -> Bool {
      (a.line, a.column, a.protocolID, a.patient, a.weight)
        < (b.line, b.column, b.protocolID, b.patient, b.weight)
    }
  }
}

extension SourceLocation {
  /// The place without the line's text, which thousands of cases would each hold on to.
  fileprivate var withoutText: SourceLocation {
    SourceLocation(file: file, line: line, column: column, length: length)
  }
}
