internal import Diagnostics
internal import Quantities

/// Cuts an expression's text into tokens.
///
/// After a number stands its unit, written without blanks inside: the longest text that is a known
/// unit, so `84 L/h` and `0.438 1/min` are one quantity each, while `84 L * CL` and `5 L/V1` are
/// a quantity, an operator and a name. A name that is followed by `(` is a function, not a unit.
struct ExpressionLexer {
  /// The most tokens in one expression.
  static let mostTokens = 2000
  /// The most factors in one unit; keeps the exponents of dimensions far from overflow.
  static let mostUnitFactors = 6

  let scalars: [Unicode.Scalar]
  let location: SourceLocation
  private var position = 0

  init(_ text: String, at location: SourceLocation) {
    scalars = Array(text.unicodeScalars)
    self.location = location
  }

  mutating func tokens() throws(Diagnostic) -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    while let token = try next() {
      tokens.append(token)
      guard tokens.count <= Self.mostTokens else {
        throw Diagnostic(
          .expressionTooLarge, at: place(token.offset, token.length),
          "the expression has more than \(Self.mostTokens) numbers, names and operators",
          expected: "at most \(Self.mostTokens)", remedy: "split it into several parameters")
      }
    }
    tokens.append(ExpressionToken(kind: .end, offset: scalars.count, length: 1))
    return tokens
  }

  private mutating func next() throws(Diagnostic) -> ExpressionToken? {
    position = skippingBlanks(position)
    guard let scalar = scalar(position) else { return nil }
    let start = position
    if scalar.isDigit { return try quantity() }
    if scalar.startsName {
      position = nameEnd(start)
      return ExpressionToken(
        kind: .name(text(start, position)), offset: start, length: position - start)
    }
    for symbol in ["<=", ">=", "<", ">", "+", "-", "*", "/", "^", "(", ")", ","]
    where text(start, min(scalars.count, start + symbol.count)) == symbol {
      position += symbol.count
      return ExpressionToken(kind: .symbol(symbol), offset: start, length: symbol.count)
    }
    throw unexpected(scalar)
  }

  private func unexpected(_ scalar: Unicode.Scalar) -> Diagnostic {
    let remedies: [Unicode.Scalar: String] = [
      ".": "write the zero before the point, such as `0.5`",
      "=": "compare with `<`, `<=`, `>` or `>=`",
      "\u{D7}": "write `*`", "\u{B7}": "write `*`", "\u{F7}": "write `/`", "\u{2212}": "write `-`",
      ":": "write `/` for a quotient",
    ]
    return Diagnostic(
      .badExpression, at: place(position, 1), "`\(scalar)` has no meaning in an expression",
      expected: "numbers with units, names, + - * / ^ < <= > >= ( ) and commas between arguments",
      remedy: remedies[scalar] ?? "remove it")
  }

  private mutating func quantity() throws(Diagnostic) -> ExpressionToken {
    let start = position
    position = numberEnd(start)
    let digits = text(start, position)
    guard let number = DecimalNumber(digits), number.double.isFinite else {
      throw Diagnostic(
        .badNumber, at: place(start, position - start), "`\(digits)` is not a number",
        expected: "a plain decimal number such as `0.5`, `12` or `1.2e-3`, at most 18 digits",
        remedy: "write it with the digits 0-9 and one decimal point, without leading zeros")
    }
    let unit = try unit()
    return ExpressionToken(
      kind: .quantity(Quantity(number, unit)), offset: start, length: position - start)
  }

  private func numberEnd(_ start: Int) -> Int {
    var end = start
    while let scalar = scalar(end), scalar.isDigit || scalar == "." || scalar == "_" { end += 1 }
    guard let mark = scalar(end), mark == "e" || mark == "E" else { return end }
    var exponent = end + 1
    if let sign = scalar(exponent), sign == "-" || sign == "+" { exponent += 1 }
    guard let digit = scalar(exponent), digit.isDigit else { return end }
    while let scalar = scalar(exponent), scalar.isDigit { exponent += 1 }
    return exponent
  }

  /// Reads the unit after a number, if there is one; the position moves behind it.
  private mutating func unit() throws(Diagnostic) -> Unit {
    let start = skippingBlanks(position)
    guard let first = factorEnd(start, first: true) else { return .one }
    if ExpressionKeyword.all.contains(text(start, first)) { return .one }
    if text(start, first) == "1" {
      // `1/min`: the one belongs to the unit only when a unit follows.
      guard scalar(first) == "/", let second = factorEnd(first + 1, first: false),
        isUnit(first + 1, second)
      else { return .one }
    } else {
      // A number and a name side by side make sense only if the name is a unit.
      _ = try Unit(parsing: text(start, first), at: place(start, first - start))
    }
    var end = first
    for _ in 1..<Self.mostUnitFactors {
      guard let separator = scalar(end), separator == "/" || separator == "*",
        let next = factorEnd(end + 1, first: false), isUnit(end + 1, next)
      else { break }
      end = next
    }
    let unit = try Unit(parsing: text(start, end), at: place(start, end - start))
    position = end
    return unit
  }

  /// Where the factor of a unit ends that would start here; nothing when none can start here.
  private func factorEnd(_ start: Int, first: Bool) -> Int? {
    guard let scalar = scalar(start) else { return nil }
    if first, scalar == "1" { return self.scalar(start + 1) == "/" ? start + 1 : nil }
    var end = start + 1
    if scalar.startsName {
      end = nameEnd(start)
      if self.scalar(skippingBlanks(end)) == "(", !first { return nil }
    } else if scalar != "%" {
      return nil
    }
    if self.scalar(end) == "\u{B2}" { return end + 1 }
    guard self.scalar(end) == "^" else { return end }
    // `2 L^2` and `0.2 min^-1`: the power belongs to the unit.
    var power = end + 1
    if self.scalar(power) == "-" { power += 1 }
    guard let digit = self.scalar(power), ("1"..."3").contains(digit) else { return end }
    let after = self.scalar(power + 1)
    return after?.isDigit == true || after == "." ? end : power + 1
  }

  private func isUnit(_ start: Int, _ end: Int) -> Bool {
    (try? Unit(parsing: text(start, end), at: location)) != nil
  }

  private func nameEnd(_ start: Int) -> Int {
    var end = start
    while let scalar = scalar(end), scalar.startsName || scalar.isDigit { end += 1 }
    return end
  }

  private func skippingBlanks(_ start: Int) -> Int {
    var end = start
    while scalar(end) == " " { end += 1 }
    return end
  }

  private func scalar(_ index: Int) -> Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(String.UnicodeScalarView(scalars[start..<end]))
  }

  private func place(_ offset: Int, _ length: Int) -> SourceLocation {
    location.advanced(by: offset, length: length)
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

  /// Letters of names and units; the micro sign in both code points belongs to units.
  fileprivate var startsName: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" || self == "\u{B5}"
      || self == "\u{3BC}"
  }
}
