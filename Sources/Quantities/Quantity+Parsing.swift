public import Diagnostics

extension Quantity {
  /// Reads a quantity such as `0.5 mg/kg`, `82kg`, `3 mg/kg/h ideal` or `30 %`.
  /// - Parameters:
  ///   - text: The number, its unit and, for a per-kilogram unit, which weight.
  ///   - location: Where the text starts; diagnostics point into it.
  /// - Throws: A diagnostic `T3001`...`T3008`; nothing is guessed.
  public init(parsing text: String, at location: SourceLocation) throws(Diagnostic) {
    let lead = text.prefix { $0 == " " }.count
    let body = text.trimmed
    let place = location.advanced(by: lead, length: max(1, body.count))
    let split = Quantity.numberEnd(of: body)
    let digits = String(body[..<split])
    let rest = body[split...]
    guard let number = DecimalNumber(digits), rest.first != "," else {
      throw Quantity.numberFault(body, digits: digits, at: place)
    }
    let unitText = rest.trimmed
    guard !unitText.isEmpty else {
      throw Diagnostic(
        .missingUnit, at: place, "the number `\(body)` has no unit",
        expected: "a number with its unit, such as `0.5 mg/kg`, `40 min` or `82 kg`",
        remedy: "write the unit after the number")
    }
    let unitOffset = body.count - rest.drop { $0 == " " }.count
    let (unitPart, scalar) = try Quantity.splitScalar(
      unitText, at: place.advanced(by: unitOffset, length: unitText.count))
    let unit = try Unit(
      parsing: unitPart, at: place.advanced(by: unitOffset, length: unitPart.count))
    if scalar != nil, unit.dimension.bodyMass >= 0 {
      throw Diagnostic(
        .unknownScalar, at: place, "`\(body)` names a weight but is not per kilogram",
        remedy: "leave the weight's name out, or write a unit such as `mg/kg`")
    }
    self.init(number, unit, scalar: scalar)
  }

  /// Where the number ends: digits, points, signs, exponents and the characters that people put
  /// inside numbers by mistake, so that the whole faulty number is shown.
  private static func numberEnd(of text: String) -> String.Index {
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      let next = text.index(after: index)
      let exponent =
        (character == "e" || character == "E") && index > text.startIndex && next < text.endIndex
        && (text[next].isASCIIDigit || text[next] == "-" || text[next] == "+")
      let sign = (character == "-" || character == "+") && (index == text.startIndex)
      let exponentSign =
        (character == "-" || character == "+") && index > text.startIndex
        && "eE".contains(text[text.index(before: index)])
      guard character.isNumber || ".,_".contains(character) || exponent || sign || exponentSign
      else { break }
      index = next
    }
    return index
  }

  private static func numberFault(
    _ body: String, digits: String, at place: SourceLocation
  ) -> Diagnostic {
    let here = place.advanced(by: 0, length: max(1, digits.count))
    if digits.contains(",") {
      return Diagnostic(
        .decimalComma, at: here, "the number `\(digits)` contains a comma",
        expected: "a decimal point and no thousands separator",
        remedy: "write `\(digits.replacing(",", with: "."))` if the comma is a decimal comma")
    }
    return Diagnostic(
      .badNumber, at: here,
      digits.isEmpty ? "`\(body)` does not start with a number" : "`\(digits)` is not a number",
      expected: "a plain decimal number such as `0.5`, `12` or `1.2e-3`, at most 18 digits",
      remedy: hint(for: digits))
  }

  private static func hint(for digits: String) -> String {
    if digits.hasPrefix(".") { return "write the zero before the point: `0\(digits)`" }
    if digits.hasSuffix(".") { return "leave out the point: `\(digits.dropLast())`" }
    if digits.hasPrefix("0"), digits.count > 1 { return "leave out the leading zeros" }
    if digits.hasPrefix("+") { return "leave out the plus sign" }
    return "write the number with the digits 0-9, one decimal point and its unit"
  }

  private static func splitScalar(
    _ text: String, at location: SourceLocation
  ) throws(Diagnostic) -> (unit: String, scalar: WeightScalar?) {
    // `mg/h per 70 kg` has blanks of its own; only a last word of letters can name a weight.
    guard let blank = text.lastIndex(of: " ") else { return (text, nil) }
    let word = String(text[text.index(after: blank)...])
    let before = text[..<blank].trimmed
    if let scalar = WeightScalar(rawValue: word) { return (before, scalar) }
    if before.hasSuffix("/") || before.hasSuffix(" per") || text.contains(" per ") || word == "kg"
      || before.contains("/") == false && Unit.named(before) == nil
    {
      return (text, nil)
    }
    let names = WeightScalar.allCases.map(\.rawValue)
    let offset = text.count - word.count
    throw Diagnostic(
      .unknownScalar, at: location.advanced(by: offset, length: word.count),
      "`\(word)` after the unit `\(before)` is not a weight",
      expected: names.joined(separator: ", "),
      remedy: suggestion(for: word, among: names).map { "did you mean `\($0)`?" }
        ?? "leave the word out, or name the weight that `/kg` refers to")
  }
}
