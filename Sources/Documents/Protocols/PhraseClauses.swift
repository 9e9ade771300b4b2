internal import Diagnostics
internal import Dosing
internal import Quantities

/// What may stand behind a dose or a rate, in any order, each once.
struct PhraseClauses {
  private(set) var atMost: Quantity?
  private(set) var atLeast: Quantity?
  private(set) var over: Quantity?
  private(set) var duration: Quantity?
  private(set) var route: String?
  private(set) var strength: (quantity: Quantity, place: SourceLocation)?
  private(set) var repetition: ProtocolStep.Repetition?
  private var places: [(name: String, place: SourceLocation)] = []

  /// Takes clauses as long as there are any.
  mutating func read(
    _ scanner: inout PhraseScanner, as kind: QuantityKind
  ) throws(Diagnostic) {
    while try readOne(&scanner, kind) {}
  }

  private mutating func readOne(
    _ scanner: inout PhraseScanner, _ kind: QuantityKind
  ) throws(Diagnostic) -> Bool {
    let place = scanner.here
    let parenthesis = scanner.take("(")
    let example = kind == .rate ? "25 mg/h" : "40 mg"
    if scanner.take("at", "most") || scanner.take("up", "to") || scanner.take("max") {
      try note("at most", place)
      atMost = try scanner.quantity(kind.bound, example)
    } else if scanner.take("at", "least") {
      try note("at least", place)
      atLeast = try scanner.quantity(kind.bound, example)
    } else if parenthesis {
      throw scanner.unexpected("`at most`, `up to`, `max` or `at least`")
    } else if scanner.take("over") {
      try note("over", place)
      over = try scanner.quantity(.duration, "40 min")
    } else if scanner.take("for") {
      try note("for", place)
      duration = try scanner.quantity(.duration, "48 h")
    } else if scanner.take("of") {
      try note("of", place)
      let here = scanner.here
      strength = (try scanner.quantity(.strength, "1 mg/mL"), here)
    } else if scanner.take("by") {
      try note("by", place)
      guard let word = scanner.next, !word.isNumber,
        word.text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
      else { throw scanner.unexpected("a route such as `im`") }
      route = scanner.takeWord()?.text
    } else if scanner.take("iv") || scanner.take("IV") || scanner.take("intravenously") {
      // What a dose or rate without a route is anyway; `by im` beside it contradicts it.
      try note(kind == .dose ? "by" : "IV", place)
    } else if kind == .dose, scanner.take("bolus") {
      try note("bolus", place)
    } else if scanner.sees("repeat") || scanner.word(1)?.text == "times" {
      try note("repeat", place)
      _ = scanner.take("repeat")
      let times = try scanner.count("how many times in all")
      try scanner.need("times", "`times`")
      try scanner.need("every", "`every` and the time from start to start")
      repetition = ProtocolStep.Repetition(
        times: times, every: try scanner.quantity(.duration, "20 min"))
    } else {
      return false
    }
    if parenthesis { try scanner.need(")", "`)`") }
    return true
  }

  /// Where the dose is called a bolus.
  var bolusPlace: SourceLocation? { places.first { $0.name == "bolus" }?.place }

  private mutating func note(_ name: String, _ place: SourceLocation) throws(Diagnostic) {
    if places.contains(where: { $0.name == name }) {
      throw Diagnostic(
        .contradictoryKeys, at: place, "a second `\(name)` for one dose or rate",
        expected: "each once", remedy: "state once what is meant")
    }
    places.append((name, place))
  }

  /// Reports a clause that does not go with what it stands behind.
  func refuse(_ names: [String], _ scanner: PhraseScanner) throws(Diagnostic) {
    guard let wrong = places.first(where: { names.contains($0.name) }) else { return }
    let remedy =
      switch wrong.name {
      case "over": "a rate runs `for` a time; a dose is given `over` a time"
      case "for": "a dose is given `over` a time; a rate such as `0.1 mg/kg/h` runs `for` a time"
      case "repeat": "only a dose is repeated; write rates one after another"
      case "by": "a rate runs into a vein; only a dose has a route"
      case "of": "state the strength behind the first level, such as `7 mL/h of 10 mg/mL`"
      case "at least": "a ramp has no lower bound; write the levels as rates of their own"
      default: "write a step in which `\(wrong.name)` has a meaning; see the phrase grammar"
      }
    throw Diagnostic(
      .contradictoryKeys, at: wrong.place, "`\(wrong.name)` does not go with this step",
      remedy: remedy)
  }
}
