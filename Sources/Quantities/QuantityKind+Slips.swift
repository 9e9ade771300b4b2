internal import Diagnostics

extension QuantityKind {
  /// What is wrong with a text of a form that people use at such a place; nothing for any other.
  ///
  /// No form is read: where two values may be meant, such as feet and inches, the remedy says what
  /// each would be, and the person decides.
  func slip(in text: String, at location: SourceLocation) -> Diagnostic? {
    let shown = text.trimmed
    let lead = text.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count
    let place = location.advanced(by: lead, length: max(1, shown.unicodeScalars.count))
    if let negative = negative(shown, at: place) { return negative }
    if self == .height { return Self.height(shown, at: place) }
    if self == .age { return Self.age(shown, at: place) }
    return dimensions == [.time] ? Self.clock(shown, at: place) : nil
  }

  /// A number behind a minus sign that the keyboard does not have; `-5 mg` is read and refused.
  private func negative(_ shown: String, at place: SourceLocation) -> Diagnostic? {
    guard let first = shown.unicodeScalars.first, first.isForeignMinus,
      shown.unicodeScalars.dropFirst().first?.isDigit ?? false
    else { return nil }
    return Diagnostic(
      .valueOutOfRange, at: place,
      "`\(shown.shortened())` is negative, which is not possible for \(name)",
      expected: allowsZero ? "zero or more" : "more than zero",
      remedy: allowsZero ? "write zero or a positive value" : "write a positive value")
  }

  private static func height(_ shown: String, at place: SourceLocation) -> Diagnostic? {
    func fault(_ message: String, _ remedy: String) -> Diagnostic {
      Diagnostic(
        .ambiguousUnit, at: place, "`\(shown)` \(message)",
        expected: "one number with its unit, such as `178 cm` or `70 in`", remedy: remedy)
    }
    let feet =
      #/(\d)(?: ?('|\u{2019}|\u{2032}|ft|foot|feet)\.? ?| )(?:(\d{1,2}(?:\.\d+)?) ?(?:"|''|\u{201D}|\u{2033}|\u{2019}\u{2019}|in|inch|inches)?\.?)?/#
      .ignoresCase()
    if let parts = shown.wholeMatch(of: feet), let foot = Int(parts.1) {
      let isMarked = parts.2?.first?.isLetter == false
      guard let rest = DecimalNumber(String(parts.3 ?? "0")), rest < DecimalNumber(12),
        let inches = DecimalNumber(12 * foot).adding(rest),
        let centimetres = inches.multiplied(by: DecimalNumber(significand: 254, exponent: -2)),
        parts.3 != nil || isMarked
      else { return nil }
      let both = parts.3 == nil ? "\(foot) ft" : "\(foot) ft \(rest) in"
      return fault(
        parts.3 == nil ? "has a mark in place of a unit" : "is two numbers where one is needed",
        parts.2 == nil
          ? "if \(both) is meant, write `\(inches) in` or `\(centimetres) cm`"
          : "\(both) is \(inches) in: write `\(inches) in` or `\(centimetres) cm`")
    }
    if let parts = shown.wholeMatch(of: #/(\d{2}(?:\.\d+)?) ?(?:"|''|\u{201D}|\u{2033})/#) {
      return fault("has a mark in place of a unit", "if inches are meant, write `\(parts.1) in`")
    }
    if let parts = shown.wholeMatch(of: #/([12]) ?m ?(\d\d)/#) {
      return fault(
        "is two numbers where one is needed",
        "write `\(parts.1).\(parts.2) m` or `\(parts.1)\(parts.2) cm`")
    }
    return nil
  }

  private static func age(_ shown: String, at place: SourceLocation) -> Diagnostic? {
    if shown.wholeMatch(of: date) != nil {
      return Diagnostic(
        .badNumber, at: place, "`\(shown)` is a date, where an age is needed",
        expected: "an age such as `45 y`, `8 mo`", remedy: "write the age, such as `45 y`")
    }
    let words =
      #/(\d{1,3}(?:\.\d+)?)[ \-]?(y|yrs?|years?|mo?|mos|months?|wks?|weeks?|d|days?)\.?[ \-]?/?[ \-]?(?:o|old)\.?/#
      .ignoresCase()
    guard let parts = shown.wholeMatch(of: words), let initial = parts.2.first else { return nil }
    let symbols: [Character: String] = ["y": "y", "m": "mo", "w": "wk", "d": "d"]
    guard let symbol = symbols[Character(initial.lowercased())] else { return nil }
    return Diagnostic(
      .ambiguousUnit, at: place, "`\(shown)` has words behind its unit",
      expected: "an age such as `45 y`, `8 mo`", remedy: "write `\(parts.1) \(symbol)`")
  }

  /// A date, or a time of day, where times count from a start.
  private static func clock(_ shown: String, at place: SourceLocation) -> Diagnostic? {
    func fault(_ found: Substring, _ what: String, _ remedy: String) -> Diagnostic {
      Diagnostic(
        .badNumber, at: place.advanced(by: 0, length: found.unicodeScalars.count),
        "`\(found)` is \(what), and times count from the start",
        expected: "a number with its unit, such as `30 min`, `24 h` or `2 d`", remedy: remedy)
    }
    if let found = shown.prefixMatch(of: date) {
      return fault(found.output, "a date", "write how long after the start, such as `24 h`")
    }
    if let parts = shown.prefixMatch(of: #/(\d{1,3}):([0-5]\d)/#), let hours = Int(parts.1),
      let minutes = Int(parts.2)
    {
      let length = minutes == 0 ? "\(hours) h" : "\(60 * hours + minutes) min"
      return fault(
        parts.0, "a time of a clock",
        "write how long after the start: `\(length)` if `\(parts.0)` is hours and minutes from it")
    }
    return nil
  }

  private static var date: Regex<Substring> { #/\d{4}-\d\d?-\d\d?/# }
}
