public import Diagnostics
public import Limits

/// Files of accepted findings, `titrate: accepted/1`: which rule, for what, why, by whom, until when.
public enum AcceptanceDocument {
  /// The first line of the file.
  package static let header = "accepted/1"
  /// More acceptances than this are a folder's worth.
  private static let most = 1000

  /// Reads a file of acceptances; all its faults are reported at once.
  ///
  /// Nothing is compared with a date here: whether an acceptance still holds is decided where a
  /// date is handed in.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Returns: The acceptances, in the order of the file.
  /// - Throws: Everything that is wrong with the file.
  public static func read(text: String, file: String) throws(DiagnosticError) -> [Acceptance] {
    var findings = Findings()
    var acceptances: [Acceptance] = []
    do throws(Diagnostic) {
      var root = try DocumentHeader.open(text, file, what: "the file of acceptances", is: header)
      if let list = findings.required("accepted", "[...]", in: &root), !isEmpty(list) {
        for item in findings.items(list, "acceptances", atMost: most) {
          guard let acceptance = acceptance(item, &findings) else { continue }
          if let fault = fault(of: acceptance, after: acceptances) { findings.add(fault) }
          acceptances.append(acceptance)
        }
      }
      root.finish(&findings)
    } catch {
      throw DiagnosticError(error)
    }
    try findings.throwIfErrors()
    return acceptances
  }

  /// A baseline of a clean repository accepts nothing, and says so with `[]`.
  private static func isEmpty(_ node: YAMLNode) -> Bool {
    if case .sequence(let items) = node.content { return items.isEmpty }
    return false
  }

  private static func acceptance(_ node: YAMLNode, _ findings: inout Findings) -> Acceptance? {
    guard var block = findings.block(node, "an acceptance") else { return nil }
    let rule = findings.text("rule", "infusion-rate", in: &block)
    let limits = findings.optionalText("limits", in: &block)
    let dosing = findings.optionalText("protocol", in: &block)
    let patient = findings.optionalText("patient", in: &block)
    let reason = findings.text("reason", "why it is accepted", in: &block)
    let by = findings.text("by", "who accepts it", in: &block)
    let until = findings.required("until", "2027-03-31", in: &block).flatMap { node in
      findings.attempt { () throws(Diagnostic) in try day(node) }
    }
    block.finish(&findings)
    guard let rule, let reason, let by, let until else { return nil }
    return Acceptance(
      rule: rule, limitSet: limits, protocolID: dosing, patient: patient, reason: reason, by: by,
      until: until, location: node.location)
  }

  private static func day(_ node: YAMLNode) throws(Diagnostic) -> CalendarDay {
    let text = try node.text(expecting: "a day such as `2027-03-31`")
    if let day = CalendarDay(text) { return day }
    throw Diagnostic(
      .badDay, at: node.location, "`\(text.shortened())` is not a day of the calendar",
      expected: "year, month and day, such as `2027-03-31`",
      remedy: "write the last day on which it is accepted")
  }

  /// Two acceptances of the same finding would leave open which reason and which day count.
  private static func fault(of new: Acceptance, after others: [Acceptance]) -> Diagnostic? {
    let isRepeated = others.contains {
      $0.rule == new.rule && $0.limitSet == new.limitSet && $0.protocolID == new.protocolID
        && $0.patient == new.patient
    }
    guard isRepeated else { return nil }
    return Diagnostic(
      .repeatedAcceptance, at: new.location,
      "the rule `\(new.rule)` is already accepted for the same limits, protocol and patient",
      expected: "one acceptance for each finding", remedy: "keep the one that is meant")
  }
}
