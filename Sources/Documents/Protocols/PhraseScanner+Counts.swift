internal import Diagnostics

extension PhraseScanner {
  /// The finding for a count where a step is needed, such as `six infusions of` before one or
  /// `, 6 times` behind one; nothing when what stands here is no such count.
  var countBeforeStep: Diagnostic? {
    guard seesCount, let count = next, let noun = word(1) else { return nil }
    let written = count.text.shortened()
    let sessions = "ketamine 0.5 mg/kg over 40 min, \(written) sessions every 2 d"
    let remedy: String
    switch noun.text {
    case "session", "sessions", "infusion", "infusions", "treatment", "treatments":
      remedy = "write what one session gives, and the sessions behind it: `\(sessions)`"
    case "bolus", "boluses", "dose", "doses", "injection", "injections":
      remedy =
        "write what is given, and behind it how often: `ketamine 20 mg \(written) times every 20 min`, or "
        + "`\(sessions)`"
    case "times":
      remedy =
        "write `, \(written) sessions every 2 d` for sessions, or `\(written) times every 20 min` "
        + "without a comma right behind the dose that is repeated"
    default: return nil
    }
    return Diagnostic(
      .incompletePhrase, at: place(count.start, length: noun.end - count.start),
      "`\(written) \(noun.text)` stands where a step is needed",
      expected: "a step, and behind it how often", remedy: remedy)
  }
}
