public import Dosing
internal import Quantities

extension ProtocolPhrase {
  /// Prints the drugs and the course of a protocol as a phrase; reading it back gives equal ones.
  ///
  /// Id, title, summary and sources have no place in a phrase.
  /// - Returns: The phrase, or nothing when it cannot say what the protocol says: a named phase,
  ///   or a drug that is called like a word of the grammar.
  public static func print(_ dosing: DosingProtocol) -> String? {
    var plans: [String] = []
    for plan in dosing.drugs {
      guard let text = plan.phrase else { return nil }
      plans.append(text)
    }
    guard !plans.isEmpty else { return nil }
    var phases: [String] = []
    for phase in dosing.course?.phases ?? [] {
      guard let text = phase.phrase else { return nil }
      phases.append(text)
    }
    if dosing.course != nil, phases.isEmpty { return nil }
    let course = phases.joined(separator: ", then ")
    let steps = plans.joined(separator: "; ")
    return phases.isEmpty ? steps : "\(steps), \(course)"
  }
}

extension DrugPlan {
  fileprivate var phrase: String? {
    // A name that is a word of the grammar, or near one, would be read as that word.
    guard !drug.isEmpty, let read = try? ProtocolPhrase.read("\(drug) 1 mg", drug: nil),
      read.drugs.first?.drug == drug
    else { return nil }
    var strength = concentration.map { " of \($0)" }
    var texts: [String] = []
    for step in steps {
      guard let text = step.phrase(strength: &strength) else { return nil }
      texts.append(text)
    }
    // Without a dose or a rate there is no place for the concentration.
    guard !texts.isEmpty, strength == nil else { return nil }
    return "\(drug) " + texts.joined(separator: ", then ")
  }
}

extension ProtocolStep {
  /// The step in words; the first dose or rate takes the strength.
  fileprivate func phrase(strength: inout String?) -> String? {
    var words = at.map { "at \($0) " } ?? ""
    func take() -> String {
      defer { strength = nil }
      return strength ?? ""
    }
    switch action {
    case .bolus(let dose, let route):
      words += "bolus \(dose.quantity)" + take() + dose.bounds
      if let route { words += " by \(route)" }
    case .infusion(let infusion):
      words += "\(infusion.dose.quantity)" + take() + infusion.dose.bounds
      words += " over \(infusion.duration)"
      if let route = infusion.route { words += " by \(route)" }
    case .setRate(let setting):
      words += "\(setting.rate.quantity)" + take() + setting.rate.bounds
      if let duration = setting.duration { words += " for \(duration)" }
    case .ramp(let ramp):
      if let from = ramp.from { words += "\(from)" + take() + " " }
      words += "stepping \(ramp.direction.rawValue) \(ramp.by) every \(ramp.every) to \(ramp.to)"
      if let most = ramp.atMost { words += " at most \(most)" }
      if let total = ramp.total { words += " for \(total)" }
    case .hold(let duration): words += "hold \(duration)"
    case .pause(let duration): words += "pause \(duration)"
    case .wait(let duration): words += "wait \(duration)"
    case .stop: words += "stop"
    }
    if let repetition {
      words += " repeat \(repetition.times) times every \(repetition.every)"
    }
    return words
  }
}

extension ProtocolStep.BoundedQuantity {
  fileprivate var bounds: String {
    (atMost.map { " at most \($0)" } ?? "") + (atLeast.map { " at least \($0)" } ?? "")
  }
}

extension Course.Phase {
  fileprivate var phrase: String? {
    guard name == nil else { return nil }
    var words: String
    switch timing {
    case .every(let sessions, let interval): words = "\(sessions) sessions every \(interval)"
    case .onDays(let days): words = "on days " + days.map(String.init).joined(separator: ", ")
    }
    if let after { words += " after \(after)" }
    if scaleTo == nil, scaleFrom != nil { return nil }
    if let to = scaleTo {
      words += " scaled" + (scaleFrom.map { " from \($0)" } ?? "") + " to \(to)"
    }
    return words
  }
}
