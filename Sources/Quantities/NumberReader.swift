internal import Diagnostics

/// Reads the number at the front of a quantity and explains what is wrong with one that is not.
struct NumberReader {
  private let scalars: [Unicode.Scalar]
  private let location: SourceLocation
  /// Where the text without the blanks at its ends begins and stops.
  private let body: Range<Int>
  /// Where the number ends, with the characters that people put inside numbers by mistake.
  private let numberEnd: Int

  /// Looks at a text that starts at a place.
  init(_ text: String, at location: SourceLocation) {
    scalars = Array(text.unicodeScalars)
    self.location = location
    let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
    let start = scalars.firstIndex { !isBlank($0) } ?? 0
    body = start..<((scalars.lastIndex { !isBlank($0) } ?? start - 1) + 1)
    var end = body.lowerBound
    while end < body.upperBound, NumberReader.isNumeral(scalars, at: end, from: body.lowerBound) {
      end += 1
    }
    numberEnd = end
  }

  /// The place of the text without the blanks at its ends.
  var place: SourceLocation { span(body) }
  /// The text without the blanks at its ends, short enough for a message.
  var shown: String { text(body) }

  /// The number, and everything behind it.
  func number() throws(Diagnostic) -> (DecimalNumber, rest: ArraySlice<Unicode.Scalar>) {
    guard !body.isEmpty else {
      throw Diagnostic(
        .badNumber, at: span(0..<scalars.count), "the text is empty",
        expected: "a number with its unit, such as `0.5 mg/kg`, `40 min` or `82 kg`",
        remedy: "write the number and its unit")
    }
    if let fault = strangeCharacter ?? strangeForm { throw fault }
    do {
      return (try DecimalNumber(reading: digits), scalars[numberEnd..<body.upperBound])
    } catch {
      throw explain(error)
    }
  }

  private var digits: String {
    String(String.UnicodeScalarView(scalars[body.lowerBound..<numberEnd]))
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range])).shortened()
  }

  private func span(_ range: Range<Int>) -> SourceLocation {
    location.advanced(by: range.lowerBound, length: range.count)
  }

  private static func isNumeral(_ scalars: [Unicode.Scalar], at index: Int, from start: Int) -> Bool
  {
    let scalar = scalars[index]
    let next = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch scalar {
    case "0"..."9", ".", ",", "_": return true
    case "'", "\u{2019}": return next.isDigit && index > start
    case "e", "E": return index > start && (next.isDigit || next == "-" || next == "+")
    case "+", "-": return index == start || scalars[index - 1] == "e" || scalars[index - 1] == "E"
    default:
      return !scalar.isASCII
        && (scalar.properties.numericType != nil || scalar.isForeignMinus && index == start)
    }
  }

  /// A character that looks like one of a number, or like a blank, and is not.
  private var strangeCharacter: Diagnostic? {
    let index = body.first { index in
      let scalar = scalars[index]
      return index < numberEnd && !scalar.isASCII && scalar != "\u{2019}" || scalar.isForeignBlank
    }
    guard let index else { return nil }
    let scalar = scalars[index]
    let remedy =
      scalar.isForeignMinus
      ? "type the minus sign of the keyboard, `-`"
      : scalar.isForeignBlank
        ? "write an ordinary blank, and none inside the number"
        : "write the number with the digits 0-9"
    return Diagnostic(
      .badNumber, at: span(index..<index + 1),
      "`\(shown)` contains the character \(scalar.codePoint)",
      expected: "the digits 0-9, `.`, `-` and ordinary blanks", remedy: remedy)
  }

  /// Numbers of a form that is understood but not accepted, seen from what follows the digits.
  private var strangeForm: Diagnostic? {
    let rest = scalars[numberEnd..<body.upperBound]
    let word = rest.drop { $0 == " " || $0 == "\t" }
    let isAdjacent = word.startIndex == numberEnd
    let second = word.dropFirst().first ?? " "
    func fault(_ code: DiagnosticCode, _ message: String, _ remedy: String) -> Diagnostic {
      Diagnostic(
        code, at: place, message, expected: "one plain decimal number with its unit",
        remedy: remedy)
    }
    if numberEnd == body.lowerBound { return nil }
    if isAdjacent, let mark = word.first, "xXbBoO".unicodeScalars.contains(mark), digits == "0",
      second.properties.isASCIIHexDigit
    {
      return fault(.badNumber, "`\(shown)` is not a decimal number", "write it with the digits 0-9")
    }
    if word.first == "/", second.isDigit {
      return fault(.badNumber, "`\(shown)` contains a fraction", "write it as a decimal number")
    }
    if let mark = word.first, mark == "-" || mark.isForeignMinus, DecimalNumber(digits) != nil {
      return fault(
        .badNumber, "`\(shown)` is a range or a sum where one number is needed",
        "write one number with its unit")
    }
    let number = scalars[body.lowerBound..<numberEnd]
    if zip(number, number.dropFirst()).contains(where: { $0 == "." && $1 == "." }) {
      return fault(
        .badNumber, "`\(shown)` is a range where one number is needed",
        "write one number with its unit")
    }
    let isReciprocal = word.first == "1" && word.dropFirst().first { $0 != " " } == "/"
    if !isAdjacent, let digit = word.first, digit.isDigit, !isReciprocal {
      let more = text(word.startIndex..<word.prefix { $0.isDigit || $0 == "." }.endIndex)
      return fault(
        .decimalComma, "there is a blank inside the number `\(digits.shortened()) \(more)`",
        more.prefix { $0 != "." }.count == 3
          ? "write `\(digits.shortened())\(more)` if the blank separates thousands"
          : "write one number, without a blank in it")
    }
    return nil
  }

  private func explain(_ fault: DecimalNumber.Fault) -> Diagnostic {
    let here = span(body.lowerBound..<max(numberEnd, body.lowerBound + 1))
    let number = digits.shortened()
    switch fault {
    case .malformed:
      if digits.contains(where: { $0 == "," || $0 == "'" || $0 == "\u{2019}" }) {
        return NumberReader.separator(in: digits, at: here)
      }
      return Diagnostic(
        .badNumber, at: digits.isEmpty ? place : here,
        digits.isEmpty ? "`\(shown)` does not start with a number" : "`\(number)` is not a number",
        expected: "a plain decimal number such as `0.5`, `12` or `1.2e-3`",
        remedy: NumberReader.hint(for: digits))
    case .tooManyDigits:
      return Diagnostic(
        .badNumber, at: here, "`\(number)` has too many digits to be kept exactly",
        expected: "at most 18 digits", remedy: "write the number with fewer digits")
    case .outOfRange:
      return Diagnostic(
        .valueOutOfRange, at: here, "`\(number)` is not a size that anything measured here has",
        expected: "zero, or a size from 1e-100 up to 1e100",
        remedy: "check the number's power of ten")
    }
  }
}
