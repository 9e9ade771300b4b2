public import Diagnostics

extension Unit {
  /// Reads a unit such as `mg/kg/h`, `mcg/kg/min`, `1/min`, `min^-1`, `L/h`, `mL/min/kg`,
  /// `ng/mL`, `cm^2` or `mg/h per 70 kg`; factors apply from left to right.
  ///
  /// A denominator that is a patient's weight may carry a whole number up to 1000: `mg/h/70 kg`
  /// is one seventieth of `mg/h/kg`.
  /// - Parameters:
  ///   - text: The unit alone, without the number before it.
  ///   - location: Where the text starts.
  /// - Throws: A diagnostic `T3002`, `T3003` or `T3008`.
  public init(parsing text: String, at location: SourceLocation) throws(Diagnostic) {
    var reader = UnitReader(Array(text.unicodeScalars)[...], at: location)
    self = try reader.unit()
    if let extra = reader.rest.first { throw reader.trailing(extra, after: self) }
  }
}

/// Reads a unit from left to right and leaves what follows it.
struct UnitReader {
  /// A word, or the sign that joins two words.
  struct Token {
    enum Kind: Hashable {
      case word(String)
      case slash
      case star
    }

    let kind: Kind
    let place: SourceLocation

    /// The token as it was written, short enough for a message.
    var text: String {
      switch kind {
      case .word(let word): word.shortened()
      case .slash: "/"
      case .star: "*"
      }
    }
  }

  /// What has not been read yet.
  private(set) var rest: ArraySlice<Token>
  private let end: SourceLocation
  private let scalars: ArraySlice<Unicode.Scalar>
  /// What may be meant, for suggestions; everything when nothing is known.
  private let wanted: [Dimension]?

  /// How many factors a unit may have; `mg/kg/h` has three.
  private static let mostFactors = 8

  /// Takes apart the part of a text that follows its number; columns count from the text's start.
  init(
    _ scalars: ArraySlice<Unicode.Scalar>, at location: SourceLocation,
    wanted: [Dimension]? = nil
  ) {
    self.wanted = wanted
    self.scalars = scalars
    var tokens: [Token] = []
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let start = index
      let kind: Token.Kind?
      switch scalars[index] {
      case " ", "\t": kind = nil
      case "/": kind = .slash
      case "*": kind = .star
      default:
        let word = scalars[index...].prefix { $0 != " " && $0 != "\t" && $0 != "/" && $0 != "*" }
        index = word.endIndex - 1
        let text = String(String.UnicodeScalarView(word))
        kind = text == "per" ? .slash : .word(text)
      }
      index += 1
      guard let kind else { continue }
      tokens.append(Token(kind: kind, place: location.advanced(by: start, length: index - start)))
    }
    rest = tokens[...]
    end = location.advanced(by: scalars.endIndex)
  }

  /// The whole text, short enough for a message.
  private var whole: String {
    String(String.UnicodeScalarView(scalars)).trimmed.shortened()
  }

  /// Reads the longest unit.
  mutating func unit() throws(Diagnostic) -> Unit {
    var result = try factor(isFirst: true, isDivisor: false)
    var count = 1
    while let joint = rest.first, joint.kind == .slash || joint.kind == .star {
      rest.removeFirst()
      let place = rest.first?.place
      let next = try factor(isFirst: false, isDivisor: joint.kind == .slash)
      count += 1
      guard count <= UnitReader.mostFactors,
        let joined = result.combined(with: next, dividing: joint.kind == .slash)
      else {
        throw Diagnostic(
          .unknownUnit, at: place, "the unit `\(whole)` is beyond the range of units",
          expected: "at most \(UnitReader.mostFactors) factors of ordinary size",
          remedy: "write a simpler unit")
      }
      result = joined
    }
    return result
  }

  /// The complaint about something after a complete unit.
  func trailing(_ token: Token, after unit: Unit) -> Diagnostic {
    let joins = Unit.named(token.text) != nil
    return Diagnostic(
      .unknownUnit, at: token.place,
      "unexpected `\(token.text)` after the unit `\(unit.symbol)`",
      expected: "one unit, its factors joined by `/`",
      // What follows may change the dose or where it goes: dropping it is never the advice.
      remedy: joins
        ? (token.text == unit.symbol
          ? "write the unit once" : "write one unit, its factors joined as in `mg/kg/h`")
        : "write only a number and its unit here, and say in a place of its own what "
          + "`\(token.text)` says: a route, a duration or a bound has one")
  }

  private mutating func factor(isFirst: Bool, isDivisor: Bool) throws(Diagnostic) -> Unit {
    guard let token = rest.first, case .word(let word) = token.kind else {
      let isReciprocal = isFirst && rest.first?.kind == .slash
      throw Diagnostic(
        .missingUnit, at: rest.first?.place ?? end,
        whole.isEmpty ? "a unit is missing" : "a unit is missing in `\(whole)`",
        expected: "a unit such as `mg/kg/h`",
        remedy: isReciprocal ? "write `1/h` for something per hour" : "write the unit in full")
    }
    rest.removeFirst()
    if isFirst, word == "1" { return .one }
    if !isFirst, word.first?.isASCIIDigit ?? false {
      return try weight(word, isDivisor: isDivisor, at: token.place)
    }
    return try Unit.power(word, at: token.place, wanted: wanted)
  }

  /// Reads a stated weight in a denominator, such as `70 kg` or `70kg`.
  private mutating func weight(
    _ word: String, isDivisor: Bool, at place: SourceLocation
  ) throws(Diagnostic) -> Unit {
    let digits = word.prefix(while: \.isASCIIDigit)
    var name = String(word.dropFirst(digits.count))
    var length = place.length
    if name.isEmpty, let next = rest.first, case .word(let text) = next.kind {
      name = text
      length = next.place.column + next.place.length - place.column
      rest.removeFirst()
    }
    guard isDivisor, digits.first != "0", digits.count <= 4, let count = Int64(digits),
      count <= 1000, let base = Unit.named(name), base.dimension == .body
    else {
      throw Diagnostic(
        .unknownUnit, at: place.advanced(by: 0, length: length),
        "a number inside the unit `\(whole)`",
        expected: "a whole number only before a patient's weight, as in `mg/h/70 kg`",
        remedy: Unit.named(name)?.dimension == .volume
          ? "work the number into the value: 200 mg in 20 mL are `10 mg/mL`; in a phrase the "
            + "strength stands behind `of`, as in `7 mL/h of 10 mg/mL`"
          : "work the number into the value")
    }
    return Unit(
      "\(count) \(base.symbol)", base.dimension, base.numerator * count, base.denominator)
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  package var trimmed: String {
    var rest = Substring(self)
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
