public import Diagnostics
public import Dosing
public import Limits

/// Which known slips of programming the limits would catch, and which would slip through.
///
/// Nothing is hidden: a slip that nobody notices is listed by name, and so is one that could not
/// happen to a protocol.
public struct SlipReport: Hashable, Sendable {
  /// What became of a slip.
  public enum Outcome: Hashable, Sendable {
    /// A limit that the protocol as meant keeps is broken, or broken more severely; by which rules.
    case caught(LimitSeverity, rules: [String])
    /// No schedule can be made of it; by which diagnostic.
    case refused(DiagnosticCode)
    /// It is warned about, whatever the limits; by which diagnostic.
    case warned(DiagnosticCode)
    /// The protocol's own bounds (`at most`) keep every dose that it changes.
    case bounded
    /// Nobody notices.
    case missed
    /// The protocol has nothing to which it could happen; why.
    case impossible(String)
  }

  /// One slip in one protocol.
  public struct Trial: Hashable, Sendable {
    /// The slip.
    public var slip: Slip
    /// What became of it.
    public var outcome: Outcome

    /// Makes a trial.
    public init(_ slip: Slip, _ outcome: Outcome) {
      self.slip = slip
      self.outcome = outcome
    }
  }

  /// One protocol with all slips.
  public struct Row: Hashable, Sendable {
    /// The protocol's id.
    public var protocolID: String
    /// The ids of the sets of limits that judge it.
    public var limitSets: [String]
    /// What its limits say of it without a slip; nothing when they say nothing.
    public var asMeant: LimitSeverity?
    /// What was assumed about it, such as the values of its settings.
    public var assumptions: String
    /// Every slip, in the order of `Slip`.
    public var trials: [Trial]

    /// Makes a row.
    public init(
      protocolID: String, limitSets: [String], asMeant: LimitSeverity?, assumptions: String = "",
      trials: [Trial]
    ) {
      self.protocolID = protocolID
      self.limitSets = limitSets
      self.asMeant = asMeant
      self.assumptions = assumptions
      self.trials = trials
    }
  }

  /// For whom, in words.
  public var patient: String
  /// The protocols, in order.
  public var rows: [Row]

  /// Makes a report.
  public init(patient: String, rows: [Row]) {
    self.patient = patient
    self.rows = rows
  }

  /// The report as text: each protocol with each slip, then how many of each kind were caught, then
  /// what slipped through.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var page = Page(style)
    page.paragraph(
      "Known slips of programming, tried on protocols for \(patient). A slip is caught when a limit "
        + "is broken that the protocol as meant keeps. What the checked file does not say cannot be "
        + "seen: a wrong bag hung behind a right program passes.", indent: 0)
    for row in rows { add(row, to: &page) }
    page.heading("Caught, of those that can happen")
    var text = page.text
    text += totals.text(style)
    return text + missed(style)
  }

  private func add(_ row: Row, to page: inout Page) {
    page.heading("\(row.protocolID): \(row.limitSets.joined(separator: ", "))")
    if let severity = row.asMeant {
      page.paragraph("as meant it already has \(severity.rawValue) findings", .caution)
    }
    if !row.assumptions.isEmpty { page.paragraph(row.assumptions, .quiet) }
    for trial in row.trials {
      page.remark("\(trial.slip.rawValue): \(trial.outcome.words)", trial.outcome.role)
    }
  }

  /// How many of each slip were caught.
  private var totals: ListTable {
    ListTable(
      headings: ["SLIP", "HARD", "SOFT", "REFUSED", "BOUNDED", "WARNED", "MISSED", "OF"],
      rows: Slip.allCases.map { slip in
        let outcomes = rows.flatMap(\.trials).filter { $0.slip == slip }.map(\.outcome)
        let possible = outcomes.filter { if case .impossible = $0 { false } else { true } }
        func count(_ matches: (Outcome) -> Bool) -> String {
          String(possible.count(where: matches))
        }
        return [
          slip.rawValue,
          count { if case .caught(.hard, _) = $0 { true } else { false } },
          count { if case .caught(.soft, _) = $0 { true } else { false } },
          count { if case .refused = $0 { true } else { false } },
          count { $0 == .bounded },
          count { if case .warned = $0 { true } else { false } },
          count { $0 == .missed },
          String(possible.count),
        ]
      })
  }

  private func missed(_ style: TextStyle) -> String {
    var page = Page(style)
    page.heading("Slipped through")
    for slip in Slip.allCases {
      let names = rows.filter { row in
        row.trials.contains { $0.slip == slip && $0.outcome == .missed }
      }.map(\.protocolID)
      if !names.isEmpty { page.remark("\(slip.rawValue): \(names.joined(separator: ", "))") }
    }
    return "\n" + page.text
  }
}

extension SlipReport.Outcome {
  fileprivate var words: String {
    switch self {
    case .caught(.hard, let rules): "HARD: \(rules.joined(separator: ", "))"
    case .caught(.soft, let rules): "soft: \(rules.joined(separator: ", "))"
    case .refused(let code): "refused: \(code.id), \(code.title)"
    case .warned(let code): "warned about: \(code.id), \(code.title)"
    case .bounded: "held by the protocol's own bound"
    case .missed: "slips through"
    case .impossible(let why): "cannot happen: \(why)"
    }
  }

  fileprivate var role: TextStyle.Role? {
    switch self {
    case .missed: .alarm
    case .impossible: .quiet
    case .caught, .refused, .bounded, .warned: nil
    }
  }
}
