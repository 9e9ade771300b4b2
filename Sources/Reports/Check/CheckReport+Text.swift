internal import Diagnostics
internal import Dosing
internal import Limits
internal import Quantities

extension CheckReport {
  /// The report for people: file by file, case by case, findings worst first; at the end what was
  /// not checked and how many alerts there are.
  func writeText(
    _ options: Options, _ emit: (String) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    for entry in files {
      if options.showsFiles { try emit(text(of: entry.file, options)) }
      for kept in entry.cases { try emit(text(of: kept, options)) }
    }
    guard !sets.isEmpty else { return }
    var content = ReportContent()
    addUnchecked("Not checked, which does not mean passed", to: &content)
    addTotals(to: &content)
    try emit("\n" + Page.text(content, options.style))
  }

  private func text(of file: CheckedFile, _ options: Options) -> String {
    var page = Page(options.style)
    if options.showsDiagnostics {
      for diagnostic in file.diagnostics {
        let role: TextStyle.Role = diagnostic.severity == .error ? .alarm : .caution
        for (index, line) in diagnostic.description.split(separator: "\n").enumerated() {
          page.line(String(line), index == 0 ? role : nil)
        }
      }
    }
    let errors = file.diagnostics.count { $0.severity == .error }
    let what = [file.kind, file.id].compactMap(\.self).joined(separator: " ")
    let valid = "valid" + (what.isEmpty ? "" : " (\(what))")
    let state = errors == 0 ? valid : "\(errors) error\(errors == 1 ? "" : "s")"
    page.line("\(file.path.printable): \(state.printable)")
    return page.text
  }

  private func text(of kept: KeptCase, _ options: Options) -> String {
    var content = ReportContent()
    if kept.judgements.isEmpty {
      content.paragraph("\(kept.protocolID) · \(kept.declaredText): \(KeptCase.noLimits)", .caution)
    }
    for judgement in kept.judgements {
      let title = "\(kept.protocolID) · \(kept.declaredText) · \(sets[judgement.set].id)"
      add(judgement, kept, title, verbose: options.verbose, to: &content)
    }
    if let mismatch = mismatch(kept) {
      content.item("\(mismatch.code)", mismatch.message, .alarm)
      content.item("", "help: \(mismatch.remedy)")
    }
    return Page.text(content, options.style)
  }

  /// What one set says of a case: a line that sums it up, then finding by finding.
  func add(
    _ judgement: KeptJudgement, _ kept: KeptCase, _ title: String, verbose: Bool,
    to content: inout ReportContent
  ) {
    let set = sets[judgement.set]
    var load = AlertLoad()
    load.add(judgement)
    let role: TextStyle.Role? = load.hard > 0 ? .alarm : load.soft > 0 ? .caution : nil
    let expected = kept.expected.map { " · expected \($0.rawValue)" } ?? ""
    // Beside a bound that is passed it matters to nobody which other one is nearly passed.
    let nearest = verbose || !judgement.findings.isEmpty ? nil : nearest(judgement)
    content.paragraph(
      "\(title): \(load.words)\(expected)" + (nearest.map { " (nearest: \($0))" } ?? ""), role)
    if load.isIdle { content.addIdle() }
    for finding in findings(of: judgement, kept) { add(finding, to: &content) }
    if verbose { addPasses(judgement, to: &content) }
    addDifferences(judgement, kept, verbose: verbose, to: &content)
    addWeights(kept.weightRanges.filter { $0.limitSet == set.id }, in: set, to: &content)
  }

  private func add(_ finding: Finding, to content: inout ReportContent) {
    let isHard = finding.severity == .hard
    let isOpen = finding.verdict.isOpen
    content.item(
      isHard ? "HARD" : "soft", "\(finding.subject.id): \(finding.headline)",
      isOpen ? isHard ? .alarm : .caution : .quiet)
    for detail in [finding.bounds, finding.occasion] {
      if let detail { content.item("", detail) }
    }
    if let breach = finding.deliverable {
      let value = BoundedValue(breach.worst)
      content.item("", "as the pump can run it: \(value.valueText)")
    }
    for caution in [finding.open, finding.verdict.reservation] {
      if let caution { content.item("", caution, .caution) }
    }
    if let advisory = finding.subject.advisory { content.item("", "advice: \(advisory)") }
    if let standing = finding.standing { content.item("", standing) }
    content.item("", "source: \(finding.subject.sourceText)", .quiet)
    if let note = finding.subject.note { content.item("", "note: \(note)", .quiet) }
  }

  /// The rule that is kept by the least, with what is left.
  private func nearest(_ judgement: KeptJudgement) -> String? {
    var best: (subject: Verdict.Subject, value: BoundedValue, margin: Double)?
    for pass in judgement.passes {
      guard let nearest = pass.nearest else { continue }
      let value = BoundedValue(nearest, bound: bounds[nearest.bound])
      guard let margin = value.margin, margin < best?.margin ?? .infinity else { continue }
      best = (pass.subject, value, margin)
    }
    guard let best, let text = best.value.marginText else { return nil }
    return "\(sets[judgement.set].id(of: best.subject)), \(text)"
  }

  private func addPasses(_ judgement: KeptJudgement, to content: inout ReportContent) {
    for pass in judgement.passes {
      let subject = JudgedSubject(pass.subject, in: sets[judgement.set])
      guard let nearest = pass.nearest else {
        content.item(
          "pass", "\(subject.id): \(subject.rule == nil ? "not declared" : "kept")", .quiet)
        continue
      }
      let value = BoundedValue(nearest, bound: bounds[nearest.bound])
      let margin = value.marginText.map { ": \($0)" } ?? ""
      content.item(
        "pass",
        "\(subject.id): \(subject.words) \(value.valueText), \(value.boundText)"
          + " (\(value.severity.rawValue))\(margin)", .quiet)
    }
  }

  /// What the pump changes: the largest change, or every one where that is asked for; what it
  /// cannot run at all is always listed.
  private func addDifferences(
    _ judgement: KeptJudgement, _ kept: KeptCase, verbose: Bool, to content: inout ReportContent
  ) {
    let changes = judgement.differences.map { StepChange($0, kept) }
    for change in changes where !change.isRun || verbose {
      content.item("pump", change.text, change.isRun ? nil : .caution)
    }
    let runnable = changes.filter(\.isRun)
    guard !verbose, let first = runnable.first else { return }
    func size(_ change: StepChange) -> Double { change.difference.excess?.magnitude ?? 0 }
    let largest = runnable.reduce(first) { size($1) > size($0) ? $1 : $0 }
    let count = runnable.count == 1 ? "" : "\(runnable.count) steps differ, most of all "
    content.item("pump", count + largest.text)
  }

  /// A line for each rule: at which weights it passes, and what it says at others.
  private func addWeights(
    _ ranges: [WeightRange], in set: LimitSet, to content: inout ReportContent
  ) {
    var rest = ranges[...]
    while let first = rest.first {
      let own = rest.prefix { $0.subject == first.subject }
      rest = rest.dropFirst(own.count)
      let id = set.id(of: first.subject)
      content.item("weight", "\(id): " + WeightRange.text(of: Array(own)))
    }
  }
}

extension ReportContent {
  /// That a set could hold nothing against anything.
  mutating func addIdle() {
    item("not checked", "nothing at all was checked by this set, which is no pass", .caution)
  }
}

extension WeightRange {
  /// Neighbouring ranges such as `passes 35.0-41.3 kg, hard finding 41.3-160.0 kg`.
  ///
  /// Where two meet, the tenth of a kilogram is one that still has the better outcome, so that
  /// nobody relies on a weight that does not pass.
  fileprivate static func text(of ranges: [WeightRange]) -> String {
    ranges.indices.map { index in
      let range = ranges[index]
      let below = index > 0 ? ranges[index - 1] : nil
      let above = index + 1 < ranges.count ? ranges[index + 1] : nil
      let low = tenths(range.lower, up: below.map { $0.rank < range.rank } ?? true)
      let high = tenths(range.upper, up: above.map { range.rank < $0.rank } ?? false)
      return "\(range.words) \(low)-\(high) kg"
    }.joined(separator: ", ")
  }

  private var words: String {
    switch outcome {
    case .judged(.pass): "passes"
    case .judged(.broken(let severity)): "\(severity.rawValue) finding"
    case .judged(.notChecked(let reason)): "not checked (\(reason.words))"
    case .impossible(let why): "cannot be worked out (\(why))"
    }
  }

  /// How good an outcome is; what was not checked is no better than a hard finding.
  private var rank: Int {
    switch outcome {
    case .judged(.pass): 2
    case .judged(.broken(.soft)): 1
    case .judged, .impossible: 0
    }
  }

  /// A weight in tenths of a kilogram, rounded one way unless it is a tenth but for its last bits.
  private static func tenths(_ weight: Double, up: Bool) -> String {
    let nearest = (weight * 10).rounded()
    let isTenth = abs(weight * 10 - nearest) < 1e-9 * nearest
    let rounded = isTenth ? nearest : (weight * 10).rounded(up ? .up : .down)
    return NumberFormat.fixed(rounded / 10, decimals: 1)
  }
}
