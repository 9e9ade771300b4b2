import Diagnostics
import Quantities
import Testing

/// A text, its finding's code, the columns it points to, and words of message and remedy.
struct Refusal: Sendable, CustomTestStringConvertible {
  let text: String
  let code: String
  let columns: ClosedRange<Int>
  let message: String
  let remedy: String

  init(
    _ text: String, _ code: String, _ columns: ClosedRange<Int>, _ message: String, _ remedy: String
  ) {
    self.text = text
    self.code = code
    self.columns = columns
    self.message = message
    self.remedy = remedy
  }

  var testDescription: String { "\(text.prefix(30)) is \(code)" }
}

@Suite("A text that is not exactly a quantity is refused with its place and a remedy")
struct RefusedQuantities {
  static let numbers: [Refusal] = [
    .init("", "T3001", 1...1, "the text is empty", "write the number"),
    .init("  ", "T3001", 1...2, "the text is empty", "write the number"),
    .init("mg", "T3001", 1...2, "`mg` does not start with a number", "the digits 0-9"),
    .init("nan kg", "T3001", 1...6, "does not start with a number", "the digits 0-9"),
    .init("inf kg", "T3001", 1...6, "does not start with a number", "the digits 0-9"),
    .init("-inf kg", "T3001", 1...1, "`-` is not a number", "the digits 0-9"),
    .init(" .5 mg", "T3001", 2...3, "`.5` is not a number", "`0.5`"),
    .init("5. mg", "T3001", 1...2, "`5.` is not a number", "`5`"),
    .init("05 mg", "T3001", 1...2, "`05` is not a number", "leading zeros"),
    .init("+5 mg", "T3001", 1...2, "`+5` is not a number", "plus sign"),
    .init("1_000 mg", "T3001", 1...5, "`1_000` is not a number", "leave out `_`"),
    .init("0x10 mg", "T3001", 1...7, "not a decimal number", "digits 0-9"),
    .init("5e+-3 mg", "T3001", 1...3, "`5e+` is not a number", "digits 0-9"),
    .init("1.2.3 mg", "T3001", 1...5, "`1.2.3` is not a number", "one decimal point"),
    .init("1/2 mg", "T3001", 1...6, "a fraction", "decimal number"),
    .init("5-10 mg", "T3001", 1...7, "a range", "one number"),
    .init("5\u{2013}10 mg", "T3001", 1...7, "a range", "one number"),
    .init("5..10 mg", "T3001", 1...8, "a range", "one number"),
    .init("\u{2212}5 mg", "T3001", 1...1, "U+2212 (minus sign)", "minus sign of the keyboard"),
    .init("\u{665} mg", "T3001", 1...1, "U+0665 (arabic-indic digit five)", "digits 0-9"),
    .init("8\u{FF12} kg", "T3001", 2...2, "U+FF12 (fullwidth digit two)", "digits 0-9"),
    .init("\u{BD} mg", "T3001", 1...1, "U+00BD", "digits 0-9"),
    .init("82\u{A0}kg", "T3001", 3...3, "U+00A0 (no-break space)", "an ordinary blank"),
    .init("82 k\u{200B}g", "T3001", 5...5, "U+200B", "an ordinary blank"),
    .init("82 kg\n", "T3001", 6...6, "U+000A", "an ordinary blank"),
    .init("1234567890123456789012 mg", "T3001", 1...22, "too many digits", "fewer digits"),
    .init("1e999 mg", "T3007", 1...5, "`1e999`", "power of ten"),
    .init("1e308 d", "T3007", 1...5, "`1e308`", "power of ten"),
    .init("1e-101 mg", "T3007", 1...6, "`1e-101`", "power of ten"),
    .init("1e9223372036854775808 mg", "T3007", 1...21, "`1e9223372036854775808`", "power of ten"),
    .init("1,5 mg", "T3005", 1...3, "`1,5` contains a comma", "write `1.5`"),
    .init("0,125 mg", "T3005", 1...5, "contains a comma", "write `0.125`"),
    .init("1,000 mg", "T3005", 1...5, "contains a comma", "`1000` or `1.000`, whichever is meant"),
    .init("1.000,5 mg", "T3005", 1...7, "contains a comma", "one decimal point"),
    .init("1,234,567 mg", "T3005", 1...9, "contains a comma", "one decimal point"),
    .init("5, mg", "T3005", 1...2, "contains a comma", "one decimal point"),
    .init("5 000 mg", "T3005", 1...8, "a blank inside the number `5 000`", "`5000`"),
    .init("5 1", "T3005", 1...3, "a blank inside the number", "one number, without a blank"),
    .init("1'000 mg", "T3005", 1...5, "an apostrophe", "write `1000`"),
    .init("5'10 mg", "T3005", 1...4, "an apostrophe", "write one number"),
  ]

  static let units: [Refusal] = [
    .init("5", "T3003", 1...1, "`5` has no unit", "unit after the number"),
    .init("  5 ", "T3003", 3...3, "`5` has no unit", "unit after the number"),
    .init("5 mg/", "T3003", 6...6, "missing in `mg/`", "in full"),
    .init("5 mg//h", "T3003", 6...6, "missing in `mg//h`", "in full"),
    .init("5 /h", "T3003", 3...3, "missing in `/h`", "write `1/h`"),
    .init("5 mgc", "T3002", 3...5, "unknown unit `mgc`", "`mcg` or `mg`, whichever is meant"),
    .init("5 ngg", "T3002", 3...5, "unknown unit `ngg`", "did you mean `ng`?"),
    .init("5 mgl", "T3002", 3...5, "unknown unit `mgl`", "did you mean `mg`?"),
    .init("45 Years", "T3002", 4...8, "unknown unit `Years`", "did you mean `y`?"),
    .init("150 LBS", "T3002", 5...7, "unknown unit `LBS`", "did you mean `lb`?"),
    .init("5 mg/kgg/h", "T3002", 6...8, "unknown unit `kgg`", "did you mean `kg`?"),
    .init("5 mg per kq per h", "T3002", 10...11, "unknown unit `kq`", "did you mean"),
    .init("5  mg / kg / hh", "T3002", 14...15, "unknown unit `hh`", "did you mean `h`?"),
    .init("5 CM", "T3002", 3...4, "unknown unit `CM`", "did you mean `cm`?"),
    .init("5 x", "T3002", 3...3, "unknown unit `x`", "one of the units listed"),
    .init("5 bananas", "T3002", 3...9, "unknown unit `bananas`", "one of the units listed"),
    .init("82 kg kg", "T3002", 7...8, "unexpected `kg` after the unit `kg`", "once"),
    .init("5 mg now", "T3002", 6...8, "unexpected `now`", "in a place of its own"),
    .init("5 mg/kg lb", "T3002", 9...10, "unexpected `lb`", "joined as in"),
    .init("5 mg/70 h", "T3002", 6...9, "a number inside the unit", "into the value"),
    .init("200 mg / 20 mL", "T3002", 10...14, "a number inside the unit", "of 10 mg/mL"),
    .init("5 mg im", "T3002", 6...7, "unexpected `im`", "a route, a duration or a bound"),
    .init("5 ms", "T3008", 3...4, "milliseconds or months", "in `s`"),
    .init("5 mg/h/0 kg", "T3002", 8...11, "a number inside the unit", "into the value"),
    .init("5 mg*70 kg", "T3002", 6...10, "a number inside the unit", "into the value"),
    .init("5 cm^9", "T3002", 3...6, "the power in `cm^9`", "`cm^2`"),
    .init("5 pg^3", "T3002", 3...6, "beyond the range of units", "simpler"),
    .init("5 h*h*h*h*h*h*h*h*h", "T3002", 19...19, "beyond the range", "simpler"),
    .init("5 cc", "T3008", 3...4, "misread as zeros", "write `mL`"),
    .init("5 ML", "T3008", 3...4, "millilitre or megalitre", "write `mL`"),
    .init("82 Kg", "T3008", 4...5, "case-sensitive", "write `kg`"),
    .init("5 mg/KG", "T3008", 6...7, "case-sensitive", "write `kg`"),
    .init("5 uM", "T3008", 3...4, "molar", "write `umol/L`"),
    .init("5 mins", "T3008", 3...6, "symbols", "write `min`"),
    .init("82 kg.", "T3008", 4...6, "no point", "write `kg`"),
    .init("150 lbs.", "T3008", 5...8, "no point", "write `lb`"),
    .init("45 yrs.", "T3008", 4...7, "no point", "write `y`"),
    .init("45 yo", "T3008", 4...5, "symbols", "write `y`"),
    .init("5 milligrams", "T3008", 3...12, "symbols", "write `mg`"),
    .init("5 IU", "T3008", 3...4, "international units", "write `mg`"),
    .init("0.5 mg/kg idael", "T3006", 11...15, "`idael` after the unit", "did you mean `ideal`?"),
    .init("0.5 mg/kg Ideal", "T3006", 11...15, "`Ideal`", "did you mean `ideal`?"),
    .init("0.5 mg/kg IBW", "T3006", 11...13, "`IBW`", "did you mean `ideal`?"),
    .init("0.5 mg/kg ABW", "T3006", 11...13, "`ABW`", "write `actual` or `adjusted`"),
    .init("0.5 mg ideal", "T3006", 8...12, "not per kilogram", "`mg/kg ideal`"),
    .init("3 mg/kg ideal/h", "T3006", 14...14, "unexpected `/`", "last: `mg/kg/h ideal`"),
    .init("4 mg/kg im", "T3006", 9...10, "`im` after the unit", "in a place of its own"),
    .init("3 mg/kg fat-free", "T3006", 9...16, "`fat-free`", "did you mean `lean`?"),
    .init("3 mg/kg ideal lean", "T3006", 15...18, "unexpected `lean`", "weight's name last"),
  ]

  @Test("faults of the number", arguments: numbers)
  func number(refusal: Refusal) { check(refusal, finding(refusal.text)) }

  @Test("faults of the unit", arguments: units)
  func unit(refusal: Refusal) { check(refusal, finding(refusal.text)) }

  static let kinds: [(QuantityKind, Refusal)] = [
    (.duration, .init("5 mg", "T3004", 1...4, "an amount of drug, where a duration", "a duration")),
    (.duration, .init(" 40 m", "T3004", 2...5, "a length, where a duration", "`min` for minutes")),
    (.dose, .init("3 mg/kg/h", "T3004", 1...9, "where a dose", "an amount in all")),
    (.dose, .init("3 mg/h/kg", "T3004", 1...9, "where a dose", "an amount in all")),
    (.dose, .init("3 kg", "T3004", 1...4, "a body weight, where a dose", "in `mg` or `mcg`")),
    (.rate, .init("3 mg/kg", "T3004", 1...7, "where a rate", "for example `mg/kg/h`")),
    (.weight, .init("82000 g", "T3004", 1...7, "where a weight", "in `kg` or `lb`")),
    (.duration, .init("1 month", "T3008", 1...7, "no fixed length", "`30 d` or `4 wk`")),
    (.time, .init("1 mo", "T3008", 1...4, "no fixed length", "`30 d` or `4 wk`")),
    (.duration, .init("1 mim", "T3002", 3...5, "unknown unit", "did you mean `min`?")),
    (.duration, .init("1 mgg", "T3002", 3...5, "unknown unit", "one of the units listed")),
    (.age, .init("30 %", "T3004", 1...4, "a pure number, where an age", "for example `45 y`")),
    (.dose, .init("0 mg", "T3007", 1...4, "not a possible value for a dose", "a positive value")),
    (.rate, .init("-1 mg/h", "T3007", 1...7, "not a possible value", "zero or a positive value")),
  ]

  @Test("faults of the kind of quantity", arguments: kinds)
  func kind(kind: QuantityKind, refusal: Refusal) {
    check(
      refusal,
      finding { () throws(Diagnostic) in
        _ = try Quantity(parsing: refusal.text, as: kind, at: start)
      })
  }

  @Test("every code of the module is produced by one of these texts")
  func everyCode() {
    let produced = Set(
      (Self.numbers + Self.units + Self.kinds.map(\.1)).map(\.code))
    #expect(produced == Set(DiagnosticCode.quantityCodes.map(\.id)))
  }

  private func check(_ refusal: Refusal, _ found: Diagnostic?) {
    #expect(found?.code.id == refusal.code, "\(String(describing: found))")
    let place = found?.location
    #expect(place?.column == refusal.columns.lowerBound)
    #expect(place.map { $0.column + $0.length - 1 } == refusal.columns.upperBound)
    #expect(found?.message.contains(refusal.message) == true, "\(found?.message ?? "")")
    #expect(found?.remedy.contains(refusal.remedy) == true, "\(found?.remedy ?? "")")
  }
}
