internal import Diagnostics
internal import Dosing
internal import Quantities

/// The sessions at the end of a phrase.
enum PhraseCourse {
  /// Reads `6 sessions every 2 d`, `daily for 10 days` or `on days 1, 3, 5`, with what follows.
  static func phase(_ scanner: inout PhraseScanner) throws(Diagnostic) -> Course.Phase {
    let start = scanner.next?.start ?? 0
    let timing: Course.Timing
    if scanner.take("daily") {
      timing = try runs(&scanner, every: "d", words: ["days", "day", "d"])
    } else if scanner.take("weekly") {
      timing = try runs(&scanner, every: "wk", words: ["weeks", "week", "wk"])
    } else if scanner.take("on", "days") {
      timing = .onDays(try days(&scanner))
    } else {
      let count = try scanner.count("sessions: `6 sessions every 2 d`, `daily for 10 days`")
      if count != 1 || !scanner.take("session") { try scanner.need("sessions", "`sessions`") }
      timing = .every(sessions: count, interval: try interval(&scanner))
    }
    var phase = Course.Phase(timing: timing, location: scanner.span(from: start))
    if scanner.take("after") { phase.after = try scanner.quantity(.duration, "3 wk") }
    if scanner.take("scaled") {
      let share = QuantityKind("a percentage above zero", [.none], examples: "`80 %`")
      if scanner.take("from") { phase.scaleFrom = try scanner.quantity(share, "100 %") }
      try scanner.need("to", "`to` and a percentage")
      phase.scaleTo = try scanner.quantity(share, "50 %")
    }
    phase.location = scanner.span(from: start)
    return phase
  }

  /// `for 10 days` behind `daily`, `for 6 weeks` behind `weekly`.
  private static func runs(
    _ scanner: inout PhraseScanner, every unit: String, words: [String]
  ) throws(Diagnostic) -> Course.Timing {
    try scanner.need("for", "`for` and a number of \(words[0])")
    let count = try scanner.count("a number of \(words[0])")
    guard let word = scanner.next, words.contains(word.text) else {
      throw scanner.unexpected("`\(words[0])`")
    }
    let interval = Quantity(.one, try Unit(parsing: unit, at: scanner.here))
    _ = scanner.takeWord()
    return .every(sessions: count, interval: interval)
  }

  /// `every 2 d`, `every other day`, `every week`, `daily` or `weekly`: from start to start.
  private static func interval(_ scanner: inout PhraseScanner) throws(Diagnostic) -> Quantity {
    func calendar(_ number: Int, _ unit: String) throws(Diagnostic) -> Quantity {
      Quantity(DecimalNumber(number), try Unit(parsing: unit, at: scanner.here))
    }
    if scanner.take("daily") || scanner.take("every", "day") { return try calendar(1, "d") }
    if scanner.take("weekly") || scanner.take("every", "week") { return try calendar(1, "wk") }
    if scanner.take("every", "other", "day") { return try calendar(2, "d") }
    if scanner.take("every", "other", "week") { return try calendar(2, "wk") }
    try scanner.need("every", "`every` and the time from start to start")
    return try scanner.quantity(.duration, "2 d")
  }

  private static func days(_ scanner: inout PhraseScanner) throws(Diagnostic) -> [Int] {
    var days: [Int] = []
    repeat {
      guard let word = scanner.next, word.isNumber else {
        throw scanner.unexpected("days such as `1, 3, 5`")
      }
      // `1,3,5` without blanks is one word.
      var offset = word.start
      for part in word.text.split(separator: ",", omittingEmptySubsequences: false) {
        days.append(
          try WholeNumber.read(String(part), at: scanner.place(offset, length: max(1, part.count))))
        offset += part.count + 1
      }
      _ = scanner.takeWord()
    } while scanner.sees(",") && (scanner.word(1)?.isNumber ?? false)
      && scanner.word(2)?.text != "sessions" && scanner.take(",")
    return days
  }
}
