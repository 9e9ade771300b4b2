internal import Diagnostics
internal import Limits

extension CheckReport {
  /// How a check ends.
  public enum Conclusion: Hashable, Sendable {
    /// Nothing at or above the severity that was asked for.
    case clean
    /// A finding at or above it, or a verdict that is not the one expected; warnings about the
    /// text count as soft.
    case findings
    /// A text that cannot be used.
    case invalidInput
  }

  /// How the check ends.
  public var conclusion: Conclusion {
    if entries.contains(where: { $0.file.diagnostics.contains { $0.severity == .error } }) {
      return .invalidInput
    }
    let fails = entries.contains { entry in
      entry.cases.contains { $0.fails(failOn) }
        || failOn == .soft && entry.file.diagnostics.contains { $0.severity == .warning }
    }
    return fails ? .findings : .clean
  }

  /// How many there are of each, over all files.
  var load: AlertLoad {
    var load = AlertLoad()
    for entry in entries {
      for kept in entry.cases {
        load.cases += 1
        if !kept.meetsExpectation { load.unexpected += 1 }
        for judgement in kept.judgements { load.add(judgement) }
      }
    }
    return load
  }

  /// The load of each set, in the order of the sets.
  var loadsBySet: [AlertLoad] {
    var loads = sets.map { _ in AlertLoad() }
    for entry in entries {
      for judgement in entry.cases.flatMap(\.judgements) {
        loads[judgement.set].cases += 1
        loads[judgement.set].add(judgement)
      }
    }
    return loads
  }

  /// What is said about a case whose verdict is not the one expected.
  func mismatch(_ kept: KeptCase) -> Diagnostic? {
    guard let expected = kept.expected, !kept.meetsExpectation else { return nil }
    return Diagnostic(
      .unexpectedVerdict, at: kept.location,
      "the verdict of `\(kept.protocolID)` for \(kept.patientText) is \(kept.found.rawValue), and "
        + "\(expected.rawValue) was expected",
      expected: "the verdict \(expected.rawValue)",
      remedy: kept.found == .notChecked
        ? "state what the rules need to be checked, or choose limits that concern this patient"
        : "correct the protocol or the limits, or state the verdict that is right")
  }
}

/// How many alerts a check raises, which decides whether anybody still reads them.
struct AlertLoad: Hashable, Sendable {
  var cases = 0
  var hard = 0
  var soft = 0
  /// Findings that somebody has accepted.
  var accepted = 0
  /// Findings without a say, because their evidence is weak.
  var uncounted = 0
  var passes = 0
  var unchecked = 0
  /// Declared conditions that a set has nothing to say about.
  var unjudged = 0
  /// Cases whose verdict is not the one expected.
  var unexpected = 0

  init() {}

  /// The load of one judgement.
  init(_ judgement: Judgement) {
    for verdict in judgement.verdicts {
      switch verdict.outcome {
      case .broken(let severity): add(verdict, severity)
      case .pass: passes += 1
      case .notChecked: unchecked += 1
      }
    }
    unjudged = judgement.unjudged.count
  }

  private mutating func add(_ verdict: Verdict, _ severity: LimitSeverity) {
    if !verdict.counts {
      uncounted += 1
    } else if verdict.acceptance != nil {
      accepted += 1
    } else if severity == .hard {
      hard += 1
    } else {
      soft += 1
    }
  }

  mutating func add(_ judgement: KeptJudgement) {
    for finding in judgement.findings { add(finding, finding.severity ?? .soft) }
    passes += judgement.passes.count
    unchecked += judgement.unchecked.count
    unjudged += judgement.unjudged.count
  }

  /// Whether nothing at all was held against anything.
  var isIdle: Bool { hard + soft + accepted + uncounted + passes == 0 }

  /// Such as `HARD 1 · soft 2 · not checked 3`; what there is none of is left out.
  var words: String {
    let parts = [
      ("HARD", hard), ("soft", soft), ("accepted", accepted), ("weak evidence", uncounted),
      ("pass", passes), ("not checked", unchecked), ("declared, not judged", unjudged),
    ]
    let text = parts.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: " · ")
    return text.isEmpty ? "no rules" : text
  }
}
