import Diagnostics
import Quantities
import Testing

@Suite("A decimal number is exact and never traps")
struct NumberTests {
  static let ends = [
    DecimalNumber(significand: .min, exponent: 0), DecimalNumber(significand: .max, exponent: 0),
    DecimalNumber(significand: .min, exponent: .min),
    DecimalNumber(significand: .max, exponent: .max),
    DecimalNumber(significand: 1, exponent: .max), DecimalNumber(significand: -1, exponent: .min),
    DecimalNumber(significand: 1000, exponent: .max), .zero, .one, DecimalNumber(-7),
  ]

  @Test("no arithmetic on extreme numbers traps", arguments: ends)
  func extremes(a: DecimalNumber) {
    for b in Self.ends {
      _ = (a.adding(b), a.subtracting(b), a.multiplied(by: b), a.description, a.double)
      // An order is total: exactly one of less, equal, greater.
      #expect([a < b, a == b, b < a].count { $0 } == 1, "\(a) and \(b)")
    }
  }

  @Test(
    "what is written is what is kept",
    arguments: [
      ("0.1", 1, -1), ("100", 1, 2), ("1.50", 15, -1), ("0", 0, 0), ("0.000", 0, 0),
      ("-2e-3", -2, -3),
      ("1.0000000000000000000000000000", 1, 0), ("5000000000000000000000000", 5, 24),
      ("-9223372036854775808", Int64.min, 0), ("1e99", 1, 99), ("9.9E+99", 99, 98),
      ("1e-100", 1, -100),
      ("0e999", 0, 0), ("1e00000000002", 1, 2),
    ] as [(String, Int64, Int)])
  func reading(text: String, significand: Int64, exponent: Int) {
    #expect(DecimalNumber(text) == DecimalNumber(significand: significand, exponent: exponent))
  }

  @Test(
    "sums, differences and products are exact or nothing",
    arguments: [
      ("0.1", "0.2", "0.3"), ("1e50", "0", "1e50"), ("0", "1e-50", "1e-50"), ("1e20", "1", nil),
      ("9223372036854775807", "1", nil), ("-5", "5", "0"), ("999999999999999999", "1", "1e18"),
    ])
  func sums(a: String, b: String, sum: String?) throws {
    let (x, y) = (try #require(DecimalNumber(a)), try #require(DecimalNumber(b)))
    #expect(x.adding(y) == sum.flatMap { DecimalNumber($0) })
    if let total = x.adding(y) { #expect(total.subtracting(y) == x) }
  }

  @Test("the nearest binary number is that of the C library, seed 20261127")
  func nearest() throws {
    var random = SplitMix64(state: 20_261_127)
    for _ in 0..<20_000 {
      // Any number of digits, and powers of ten on both sides of what fits 126 bits.
      let significand =
        Int64(truncatingIfNeeded: random.next())
        >> Int64.random(
          in: 0...60, using: &random)
      let number = DecimalNumber(
        significand: significand, exponent: .random(in: -60...60, using: &random))
      let text = "\(number.significand)e\(number.exponent)"
      #expect(number.double == Double(text), "\(text)")
    }
  }

  @Test(
    "digits are rounded as on paper, a half away from zero",
    arguments: [
      ("1234.5", 4, "1235"), ("-1234.5", 4, "-1235"), ("1234.49", 4, "1234"), ("0.09996", 3, "0.1"),
      ("-6.000000000000001", 6, "-6"), ("999999.5", 6, "1000000"), ("12", 5, "12"), ("0", 1, "0"),
      ("9223372036854775807", 1, "9e18"), ("-9223372036854775808", 18, "-9.22337203685477581e18"),
    ])
  func rounding(written: String, digits: Int, expected: String) throws {
    let number = try #require(DecimalNumber(written))
    #expect(number.rounded(to: digits) == DecimalNumber(expected))
  }

  @Test("order is exact where binary numbers cannot tell")
  func order() throws {
    let below = try #require(DecimalNumber("0.30000000000000000"))
    let above = try #require(DecimalNumber("0.300000000000000001"))
    #expect(below < above && below.double == above.double)
    #expect(try #require(DecimalNumber("-1e50")) < #require(DecimalNumber("-1e-50")))
    #expect(try quantity("1 h").isLess(than: quantity("60.0000000000000001 min")) == true)
    #expect(try quantity("60 min").isLess(than: quantity("1 h")) == false)
    #expect(try quantity("-1 h").isLess(than: quantity("0 min")) == true)
    #expect(try quantity("-2 h").isLess(than: quantity("-60 min")) == true)
    #expect(try quantity("-30 min").isLess(than: quantity("-1 h")) == false)
    #expect(try quantity("1 mg/kg").isLess(than: quantity("2 mg/kg ideal")) == nil)
    #expect(try quantity("1 mg").isLess(than: quantity("2 kg")) == nil)
  }

  @Test("dimensions stop at their bounds instead of becoming another quantity's")
  func dimensions() {
    let body = Dimension.body.raised(to: 100)
    #expect(body * body * body != .none && body * body == body * body * body)
    #expect(body * body / .body != .body)
    var extreme = Dimension.time
    extreme.time = .min
    #expect(extreme.description == "1/time^128")
    #expect(extreme.squareRoot?.time == -64)
  }
}

@Suite("A range has two ends of one kind, the lower one first")
struct RangeTests {
  @Test(
    "a unit written once counts for both ends",
    arguments: [
      ("18..80 y", "18..80 y"), ("45 .. 120 kg", "45..120 kg"), ("18 y .. 65 y", "18..65 y"),
      ("8 mo..2 y", "8 mo .. 2 y"), ("0..18 y", "0..18 y"), ("0.5..1.5 y", "0.5..1.5 y"),
    ])
  func reading(text: String, printed: String) throws {
    let kind: QuantityKind = text.contains("kg") ? .weight : .age
    let range = try QuantityRange(parsing: text, as: kind, at: start)
    #expect(range.description == printed)
    #expect(range.contains(range.lower) == true && range.contains(range.upper) == true)
    #expect(try range.contains(quantity("5 mg")) == nil)
  }

  @Test("a range per weight keeps its weight")
  func scalar() throws {
    let range = try QuantityRange(parsing: "0.5..1 mg/kg ideal", as: .dose, at: start)
    #expect(range.lower == (try quantity("0.5 mg/kg ideal")))
    #expect(try range.contains(quantity("0.7 mg/kg")) == nil)
  }

  @Test(
    "anything else is refused at its place",
    arguments: [
      ("80 y", "T3001", 1), ("18...80 y", "T3001", 1), ("80..18 y", "T3007", 1),
      ("18..18 y", "T3007", 1), ("24 mo..2 y", "T3007", 1), ("18 y..65", "T3003", 7),
      ("18..80 kg", "T3004", 5), ("18 kg..80 y", "T3004", 1), ("x..80 y", "T3001", 1),
      ("18..80 yy", "T3002", 8), ("-5..80 y", "T3007", 1), ("18..", "T3001", 5), ("..", "T3001", 3),
      ("", "T3001", 1), ("18 yy..80 y", "T3002", 4),
    ])
  func refusal(text: String, code: String, column: Int) {
    let found = finding { () throws(Diagnostic) in
      _ = try QuantityRange(parsing: text, as: .age, at: start)
    }
    #expect(found?.code.id == code)
    #expect(found?.location?.column == column)
  }
}
