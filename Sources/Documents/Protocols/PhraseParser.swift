internal import Diagnostics
internal import Dosing
internal import Quantities

/// Reads the steps of a phrase; ``ProtocolPhrase`` has the grammar.
struct PhraseParser {
  private var scanner: PhraseScanner
  private let drug: String?

  /// Starts at the beginning.
  init(_ text: String, drug: String?, at origin: SourceLocation) {
    scanner = PhraseScanner(text, at: origin)
    self.drug = drug
  }

  /// Reads everything.
  mutating func read() throws(Diagnostic) -> (drugs: [DrugPlan], course: Course?) {
    var plans = [try plan()]
    while scanner.take(";") { plans.append(try plan()) }
    var course: Course?
    if scanner.take(",") || scanner.sees("then") || atCourse { course = try self.course() }
    guard scanner.isAtEnd else { throw scanner.unexpected("a step, a course, `,` or `;`") }
    return (plans, course)
  }

  private mutating func plan() throws(Diagnostic) -> DrugPlan {
    guard scanner.next != nil else {
      throw scanner.unexpected("a step such as `0.5 mg/kg over 40 min`")
    }
    let place = scanner.here
    guard let name = try drugName() ?? drug else {
      throw scanner.countBeforeStep
        ?? Diagnostic(
          .noDrug, at: place, "the phrase does not say which drug is given",
          expected: "the drug before its first step",
          remedy:
            "write the drug first, such as `ketamine 0.5 mg/kg over 40 min`, or use `--drug`")
    }
    var plan = DrugPlan(drug: name, steps: [try step()])
    while atNextStep {
      _ = scanner.take(",")
      _ = scanner.take("then")
      plan.steps.append(try step())
    }
    plan.concentration = concentration
    concentration = nil
    return plan
  }

  /// The strength stated within the present drug's steps.
  private var concentration: Quantity?

  /// Whether a separator and then something other than a course follows.
  private var atNextStep: Bool {
    var ahead = scanner
    let comma = ahead.take(",")
    let then = ahead.take("then")
    return (comma || then) && !PhraseParser.isCourse(ahead)
  }

  private var atCourse: Bool { PhraseParser.isCourse(scanner) }

  private static func isCourse(_ scanner: PhraseScanner) -> Bool {
    if scanner.sees("daily") || scanner.sees("weekly") || scanner.sees("on", "days") {
      return true
    }
    return scanner.seesCount && ["sessions", "session"].contains(scanner.word(1)?.text ?? "")
  }

  /// A word before the first step that is no keyword and nowhere near one.
  private mutating func drugName() throws(Diagnostic) -> String? {
    guard let word = scanner.next, !word.isNumber, !PhraseScanner.keywords.contains(word.text)
    else { return nil }
    // `iv 20 mg` and `six sessions` name no drug.
    if PhraseAdvice.counts[word.text] != nil { return nil }
    guard PhraseAdvice.remedy(for: word.text) == nil else {
      throw scanner.unexpected("a drug, or a step such as `0.5 mg/kg over 40 min`")
    }
    let allowed = word.text.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
    }
    let nearKeyword = suggestion(for: word.text, among: PhraseScanner.keywords)
    guard allowed, nearKeyword == nil else {
      throw scanner.unexpected("a drug, or a step such as `0.5 mg/kg over 40 min`")
    }
    return scanner.takeWord()?.text
  }

  private mutating func step() throws(Diagnostic) -> ProtocolStep {
    var at: Quantity?
    if scanner.sees("at"), scanner.word(1)?.isNumber ?? false {
      _ = scanner.take("at")
      at = try scanner.quantity(.time, "30 min")
    }
    let start = scanner.next?.start ?? 0
    let simple: ProtocolStep.Action? =
      if scanner.take("hold") {
        .hold(try scanner.quantity(.duration, "1 h"))
      } else if scanner.take("pause") {
        .pause(try scanner.quantity(.duration, "10 min"))
      } else if scanner.take("wait") {
        .wait(try scanner.quantity(.duration, "5 min"))
      } else if scanner.take("stop") {
        .stop
      } else if scanner.sees("stepping") || scanner.sees("step") {
        .ramp(try ramp(from: nil))
      } else {
        nil
      }
    if let simple {
      var action = simple
      if case .ramp(var ramp) = simple {
        var clauses = PhraseClauses()
        try clauses.read(&scanner, as: .rate)
        try clauses.refuse(["over", "by", "repeat", "at least", "of"], scanner)
        ramp.total = clauses.duration
        ramp.atMost = clauses.atMost
        action = .ramp(ramp)
      }
      return ProtocolStep(
        at: at, action, location: scanner.span(from: start), doubts: scanner.takeDoubts())
    }
    return try given(at: at, start: start)
  }

  /// A dose or a rate with its clauses.
  private mutating func given(
    at: Quantity?, start: Int
  ) throws(Diagnostic) -> ProtocolStep {
    let bolusPlace = scanner.here
    let isCalledBolus = scanner.take("bolus")
    let isDose = isCalledBolus || scanner.take("give")
    let isRate = !isDose && scanner.take("run", "at")
    let infusionPlace = scanner.here
    let isInfusion = !isDose && !isRate && scanner.take("infusion")
    let both = QuantityKind(
      "a dose or a rate", QuantityKind.dose.dimensions + QuantityKind.rate.dimensions,
      examples: "`0.5 mg/kg`, `0.1 mg/kg/h`", allowsZero: true)
    let kind: QuantityKind = isDose ? .dose : isRate ? .rate : both
    let numberPlace = scanner.here
    if let fault = scanner.countBeforeStep { throw fault }
    guard !PhraseParser.isCourse(scanner) else {
      throw Diagnostic(
        .incompletePhrase, at: numberPlace, "sessions before anything that is given in them",
        expected: "a step, and the sessions behind it",
        remedy: "write what a session gives first: `0.5 mg/kg over 40 min, 6 sessions every 2 d`")
    }
    let quantity = try PhraseParser.positive(&scanner, kind, isRate ? "0.1 mg/kg/h" : "0.5 mg/kg")
    let perTime = QuantityKind.rate.dimensions.contains(quantity.dimension)
    if !perTime, quantity.number == .zero {
      throw Diagnostic(
        .valueOutOfRange, at: numberPlace, "a dose of nothing", remedy: "write a dose above zero")
    }
    var clauses = PhraseClauses()
    try clauses.read(&scanner, as: perTime ? .rate : .dose)
    if let stated = clauses.strength {
      if let concentration, concentration != stated.quantity {
        throw Diagnostic(
          .twoConcentrations, at: stated.place,
          "`\(stated.quantity)` after `\(concentration)` before",
          expected: "one concentration for a drug", remedy: "state it once, at the first dose")
      }
      concentration = stated.quantity
    }
    let bounded = ProtocolStep.BoundedQuantity(
      quantity, atMost: clauses.atMost, atLeast: clauses.atLeast)
    var action: ProtocolStep.Action
    if perTime, scanner.sees("stepping") || scanner.sees("step") {
      try clauses.refuse(["over", "for", "by", "repeat", "at least"], scanner)
      var ramp = try ramp(from: quantity)
      var more = PhraseClauses()
      try more.read(&scanner, as: .rate)
      try more.refuse(["over", "by", "repeat", "at least", "of"], scanner)
      ramp.atMost = clauses.atMost ?? more.atMost
      ramp.total = more.duration
      action = .ramp(ramp)
    } else if perTime {
      try clauses.refuse(["over", "by", "repeat"], scanner)
      action = .setRate(ProtocolStep.SetRate(bounded, for: clauses.duration))
    } else {
      try clauses.refuse(["for"], scanner)
      if isInfusion, clauses.over == nil {
        throw Diagnostic(
          .incompletePhrase, at: infusionPlace, "an infusion of a dose without its time",
          expected: "`over` and a duration, or a rate",
          remedy: "write `infusion 0.5 mg/kg over 40 min` or `infusion 0.2 mg/kg/h for 4 h`")
      }
      action = .bolus(bounded, route: clauses.route)
      if let over = clauses.over {
        action = .infusion(
          ProtocolStep.FiniteInfusion(dose: bounded, over: over, route: clauses.route))
      }
    }
    let called = isCalledBolus ? bolusPlace : clauses.bolusPlace
    return ProtocolStep(
      at: at, action, repeated: clauses.repetition, location: scanner.span(from: start),
      doubts: scanner.takeDoubts() + [action.longBolus(called: called)].compactMap { $0 })
  }

  /// A dose or a rate; what is wrong with a negative one is said of either.
  private static func positive(
    _ scanner: inout PhraseScanner, _ kind: QuantityKind, _ example: String
  ) throws(Diagnostic) -> Quantity {
    do {
      return try scanner.quantity(kind, example)
    } catch {
      guard error.code == .valueOutOfRange, kind != .rate else { throw error }
      var finding = error
      finding.expected = "a dose above zero, or a rate of zero or more"
      finding.remedy = "write a positive dose or rate"
      throw finding
    }
  }

  /// `stepping up 0.05 mg/kg/h every 30 min to 0.3 mg/kg/h`.
  private mutating func ramp(from first: Quantity?) throws(Diagnostic) -> ProtocolStep.Ramp {
    if !scanner.take("stepping") { try scanner.need("step", "`stepping`") }
    let up = scanner.take("up")
    if !up { try scanner.need("down", "`up` or `down`") }
    let by = try scanner.quantity(QuantityKind.rate.bound, "0.05 mg/kg/h")
    try scanner.need("every", "`every` and how long each level runs")
    let every = try scanner.quantity(.duration, "30 min")
    try scanner.need("to", "`to` and the last level")
    let to: Quantity
    if scanner.sees("0"), !(scanner.word(1)?.text.contains("/") ?? false) {
      _ = scanner.take("0")
      to = Quantity(.zero, by.unit, scalar: by.scalar)
    } else {
      to = try scanner.quantity(.rate, "0.3 mg/kg/h")
    }
    return ProtocolStep.Ramp(up ? .up : .down, from: first, to: to, by: by, every: every)
  }

  private mutating func course() throws(Diagnostic) -> Course {
    _ = scanner.take("then")
    var phases = [try PhraseCourse.phase(&scanner)]
    while scanner.sees(",") || scanner.sees("then") {
      _ = scanner.take(",")
      _ = scanner.take("then")
      phases.append(try PhraseCourse.phase(&scanner))
    }
    return Course(phases: phases)
  }
}
