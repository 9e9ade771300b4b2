internal import Diagnostics
internal import Dosing
internal import Limits
internal import Quantities

/// A bound that is passed, with everything that reports say of it.
struct Finding {
  let kept: KeptCase
  let set: LimitSet
  let verdict: Verdict
  let severity: LimitSeverity
  let subject: JudgedSubject

  init?(_ verdict: Verdict, of kept: KeptCase, in set: LimitSet) {
    guard let severity = verdict.severity else { return nil }
    self.kept = kept
    self.set = set
    self.verdict = verdict
    self.severity = severity
    subject = JudgedSubject(verdict.subject, in: set)
  }

  /// How loud it is: an accepted one, one without a say, and one that is expected are notes.
  var level: Diagnostic.Severity {
    guard verdict.isOpen, kept.expected == nil || !kept.meetsExpectation else { return .note }
    return severity == .hard ? .error : .warning
  }

  /// The breach that decides: of the severity found, the intended schedule's before the
  /// deliverable one's.
  var breach: Breach? {
    let candidates = verdict.breaches.filter { $0.worst.severity == severity }
    return candidates.first { $0.worst.basis == .intended } ?? candidates.first
  }

  /// The same bound as the pump would pass it, where the order passes it too.
  var deliverable: Breach? {
    guard let breach, breach.worst.basis == .intended else { return nil }
    return verdict.breaches.first {
      $0.worst.basis == .deliverable && $0.worst.severity == severity
        && $0.worst.side == breach.worst.side
    }
  }

  /// The step that first passes the bound.
  var step: KeptCase.Step? { kept.step(breach?.firstLine ?? breach?.worst.line) }

  /// Where it is to be corrected: the step, else the protocol.
  var location: SourceLocation? { step?.location ?? kept.location }

  /// What is wrong in one line, without the rule's name.
  var headline: String {
    guard let breach else {
      return severity == .hard
        ? "declared, and with it the drug is not to be given"
        : "declared, and with it the drug is to be given only with care"
    }
    let value = BoundedValue(breach.worst)
    let excess = value.excessText.map { ": \($0)" } ?? ""
    let basis = breach.worst.basis == .deliverable ? " as the pump can run it" : ""
    return "\(subject.words) \(value.valueText)\(basis), \(value.boundText)\(excess)"
  }

  /// Which bound binds and what that is without the kilogram.
  var bounds: String? {
    guard let breach else { return nil }
    let value = BoundedValue(breach.worst)
    let thresholds = value.side == .upper ? subject.rule?.upper : subject.rule?.lower
    let parts = [value.absoluteText, value.bindingText(among: thresholds)].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// When it begins and by which step, how long it lasts, how often, and when it is worst.
  var occasion: String? { occasion(namingSteps: true) }

  /// The same without the steps, which have other numbers in another protocol.
  var passing: String? { occasion(namingSteps: false) }

  private func occasion(namingSteps: Bool) -> String? {
    guard let breach else { return nil }
    var parts: [String] = []
    let first = breach.first.map { "first at \(Tick.roundedClock(minutes: $0))" }
    let cause = namingSteps ? step.map { stepText($0) } : nil
    if first != nil || cause != nil {
      parts.append([first, cause].compactMap(\.self).joined(separator: " by "))
    }
    if let duration = breach.duration {
      parts.append("for \(Tick.roundedDuration(minutes: duration)) in all")
    }
    if breach.occurrences > 1 { parts.append("\(breach.occurrences) times") }
    if let worst = worstText(breach, namingSteps) { parts.append(worst) }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// When and where it is worst, as far as that differs from when it begins.
  private func worstText(_ breach: Breach, _ namingSteps: Bool) -> String? {
    let minutes = breach.worst.minutes.flatMap { $0 == breach.first ? nil : $0 }
    let session = breach.worst.session.flatMap { breach.first == nil || $0 > 1 ? $0 : nil }
    let other =
      namingSteps ? kept.step(breach.worst.line).flatMap { $0.line == step?.line ? nil : $0 } : nil
    let words = [
      minutes.map { "at \(Tick.roundedClock(minutes: $0))" },
      session.map { "in session \($0)" },
      other.map { "by \(stepText($0))" },
    ].compactMap(\.self)
    return words.isEmpty ? nil : "worst \(words.joined(separator: " "))"
  }

  private func stepText(_ step: KeptCase.Step) -> String {
    let place = step.location.map { ", \($0.text)" } ?? ""
    let entered = step.text.isEmpty ? "" : " `\(step.text)`"
    return "step \(step.line + 1)\(place) (\(step.kind.words)\(entered))"
  }

  /// What becomes of it: accepted, or without a say.
  var standing: String? {
    if let acceptance = verdict.acceptance {
      return "accepted until \(acceptance.until) by \(acceptance.by): \(acceptance.reason)"
    }
    return verdict.counts ? nil : "not counted: the evidence is weak"
  }

  /// What is not known beside it, which may be worse.
  var open: String? {
    verdict.open.map { "not checked beside it, and may be passed too: \($0.words)" }
  }

  /// Everything but the source, in one paragraph.
  var message: String {
    let parts = [
      headline, bounds, occasion, open, verdict.reservation, subject.advisory, standing,
    ].compactMap(\.self)
    let sentences = parts.enumerated().map { index, part in
      let sentence = part.last == "." ? part.dropLast() : part[...]
      return index == 0 ? String(sentence) : sentence.prefix(1).uppercased() + sentence.dropFirst()
    }
    return sentences.joined(separator: ". ") + "."
  }
}

extension CheckReport {
  /// The findings of a case, set by set, worst first; those without a say come last.
  func findings(of kept: KeptCase) -> [Finding] {
    kept.judgements.flatMap { findings(of: $0, kept) }
  }

  /// The findings of one set.
  func findings(of judgement: KeptJudgement, _ kept: KeptCase) -> [Finding] {
    let all = judgement.findings.compactMap { Finding($0, of: kept, in: sets[judgement.set]) }
    return [true, false].flatMap { isOpen in
      [LimitSeverity.hard, .soft].flatMap { severity in
        all.filter { $0.verdict.isOpen == isOpen && $0.severity == severity }
      }
    }
  }
}
