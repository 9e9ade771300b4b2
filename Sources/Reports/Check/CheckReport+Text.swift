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
      try emit(text(of: entry.file, options))
      for kept in entry.cases { try emit(text(of: kept, options)) }
    }
    guard !sets.isEmpty else { return }
    var page = Page(options.style)
    addUnchecked("Not checked, which does not mean passed", to: &page)
    addTotals(to: &page)
    try emit("\n" + page.text)
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
    var page = Page(options.style)
    if kept.judgements.isEmpty {
      page.paragraph("\(kept.protocolID) · \(kept.patientText): \(KeptCase.noLimits)", .caution)
    }
    for judgement in kept.judgements {
      let title = "\(kept.protocolID) · \(kept.patientText) · \(sets[judgement.set].id)"
      add(judgement, kept, title, verbose: options.verbose, to: &page)
    }
    if let mismatch = mismatch(kept) {
      page.entry("\(mismatch.code)", .alarm, mismatch.message)
      page.entry("", nil, "help: \(mismatch.remedy)")
    }
    return page.text
  }

  /// What one set says of a case: a line that sums it up, then finding by finding.
  func add(
    _ judgement: KeptJudgement, _ kept: KeptCase, _ title: String, verbose: Bool,
    to page: inout Page
  ) {
    let set = sets[judgement.set]
    var load = AlertLoad()
    load.add(judgement)
    let role: TextStyle.Role? = load.hard > 0 ? .alarm : load.soft > 0 ? .caution : nil
    let expected = kept.expected.map { " · expected \($0.rawValue)" } ?? ""
    let nearest = verbose ? nil : nearest(judgement)
    page.paragraph(
      "\(title): \(load.words)\(expected)" + (nearest.map { " (nearest: \($0))" } ?? ""), role)
    for finding in findings(of: judgement, kept) { add(finding, to: &page) }
    if verbose { addPasses(judgement, to: &page) }
    addDifferences(judgement, kept, verbose: verbose, to: &page)
    addWeights(kept.weightRanges.filter { $0.limitSet == set.id }, in: set, to: &page)
  }

  private func add(_ finding: Finding, to page: inout Page) {
    let isHard = finding.severity == .hard
    let isOpen = finding.verdict.isOpen
    page.entry(
      isHard ? "HARD" : "soft", isOpen ? isHard ? .alarm : .caution : .quiet,
      "\(finding.subject.id): \(finding.headline)")
    for detail in [finding.bounds, finding.occasion] {
      if let detail { page.entry("", nil, detail) }
    }
    if let breach = finding.deliverable {
      let value = BoundedValue(breach.worst)
      page.entry("", nil, "as the pump can run it: \(value.valueText)")
    }
    if let advisory = finding.subject.advisory { page.entry("", nil, "advice: \(advisory)") }
    if let standing = finding.standing { page.entry("", nil, standing) }
    page.entry("", .quiet, "source: \(finding.subject.sourceText)")
    if let note = finding.subject.note { page.entry("", .quiet, "note: \(note)") }
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

  private func addPasses(_ judgement: KeptJudgement, to page: inout Page) {
    for pass in judgement.passes {
      let subject = JudgedSubject(pass.subject, in: sets[judgement.set])
      guard let nearest = pass.nearest else {
        page.entry(
          "pass", .quiet, "\(subject.id): \(subject.rule == nil ? "not declared" : "kept")")
        continue
      }
      let value = BoundedValue(nearest, bound: bounds[nearest.bound])
      let margin = value.marginText.map { ": \($0)" } ?? ""
      page.entry(
        "pass", .quiet,
        "\(subject.id): \(subject.words) \(value.valueText), \(value.boundText)"
          + " (\(value.severity.rawValue))\(margin)")
    }
  }

  /// What the pump changes: the largest change, or every one where that is asked for; what it
  /// cannot run at all is always listed.
  private func addDifferences(
    _ judgement: KeptJudgement, _ kept: KeptCase, verbose: Bool, to page: inout Page
  ) {
    let changes = judgement.differences.map { StepChange($0, kept) }
    for change in changes where !change.isRun || verbose {
      page.entry("pump", change.isRun ? nil : .caution, change.text)
    }
    let runnable = changes.filter(\.isRun)
    guard !verbose, let first = runnable.first else { return }
    func size(_ change: StepChange) -> Double { change.difference.excess?.magnitude ?? 0 }
    let largest = runnable.reduce(first) { size($1) > size($0) ? $1 : $0 }
    let count = runnable.count == 1 ? "" : "\(runnable.count) steps differ, most of all "
    page.entry("pump", nil, count + largest.text)
  }

  /// A line for each rule: at which weights it passes, and what it says at others.
  private func addWeights(_ ranges: [WeightRange], in set: LimitSet, to page: inout Page) {
    var rest = ranges[...]
    while let first = rest.first {
      let own = rest.prefix { $0.subject == first.subject }
      rest = rest.dropFirst(own.count)
      let id = set.id(of: first.subject)
      page.entry("weight", nil, "\(id): " + own.map(\.text).joined(separator: ", "))
    }
  }
}

extension WeightRange {
  /// Such as `passes 41.3-118.0 kg`.
  ///
  /// Ends are rounded so that nobody relies on a tenth of a kilogram that does not pass: inwards
  /// where it passes, outwards elsewhere.
  fileprivate var text: String {
    let words: String
    switch outcome {
    case .pass: words = "passes"
    case .broken(let severity): words = "\(severity.rawValue) finding"
    case .notChecked(let reason): words = "not checked (\(reason.words))"
    }
    let isPass = outcome == .pass
    let tenths = (lower * 10, upper * 10)
    let low = tenths.0.rounded(isPass ? .up : .down) / 10
    let high = tenths.1.rounded(isPass ? .down : .up) / 10
    return "\(words) \(NumberFormat.fixed(low, decimals: 1))-"
      + "\(NumberFormat.fixed(high, decimals: 1)) kg"
  }
}

extension Page {
  /// A word at the margin and running text beside it, which goes on below itself.
  fileprivate mutating func entry(_ label: String, _ role: TextStyle.Role?, _ text: String) {
    let column = 11
    let room = style.width - column
    let label = ("    " + label).padded(to: column)
    for (index, line) in text.printable.spelled(for: style).wrapped(to: room).enumerated() {
      self.line((index == 0 ? label : String(repeating: " ", count: column)) + line, role)
    }
  }
}
