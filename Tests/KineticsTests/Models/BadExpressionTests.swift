import Diagnostics
import Kinetics
import Patients
import Quantities
import Randomness
import Testing

/// An expression that is refused, and what must be said about it.
struct BadExpression: CustomTestStringConvertible {
  var text: String
  var code: String
  /// The column at which the finding points.
  var column: Int
  /// A part of the remedy.
  var remedy: String

  init(_ text: String, _ code: String, _ column: Int, _ remedy: String) {
    self.text = text
    self.code = code
    self.column = column
    self.remedy = remedy
  }

  var testDescription: String { text }
}

@Suite("Expressions that make no sense are refused where they make none")
struct BadExpressionTests {
  private static let dimensions: [String: Dimension] = [
    "V1": .volume, "CL": .clearance, "k12": .frequency, "slope": .volume / .body,
  ]

  @Test(
    "Syntax, names, units and dimensions",
    arguments: [
      BadExpression("", "T4001", 1, "complete"),
      BadExpression("25 L *", "T4001", 7, "complete"),
      BadExpression("* 2", "T4001", 1, "complete"),
      BadExpression("(25 L", "T4001", 6, "complete"),
      BadExpression("25 L)", "T4001", 5, "parenthesis"),
      BadExpression("()", "T4001", 2, "complete"),
      BadExpression("2 3", "T4001", 3, "operator"),
      BadExpression("V1 CL", "T4001", 4, "operator"),
      BadExpression("2 (3)", "T4001", 3, "operator"),
      BadExpression("25 L = V1", "T4001", 6, "compare with"),
      BadExpression("V1 \u{D7} 2", "T4001", 4, "write `*`"),
      BadExpression("2 * .5", "T4001", 5, "zero before the point"),
      BadExpression("V1 # x", "T4001", 4, "remove"),
      BadExpression("age < 65 y", "T4001", 5, "inside `if"),
      BadExpression("if V1 then 1 else 2", "T4001", 7, "complete"),
      BadExpression("if age < 1 y 1 else 2", "T4001", 14, "complete"),
      BadExpression("if age < 1 y then 1", "T4001", 20, "complete"),
      BadExpression("1 + if age < 1 y then 1 else 2", "T4001", 5, "parentheses"),
      BadExpression("2 L^0.75", "T4001", 4, "(2 L)^"),
      BadExpression("2 L^4", "T4001", 4, "(2 L)^"),
      BadExpression("min(1)", "T4001", 1, "min(a, b)"),
      BadExpression("exp(1, 2)", "T4001", 1, "exp(a)"),
      BadExpression("2,5 L", "T3005", 2, "decimal point"),
      BadExpression("012 L", "T3001", 1, "leading zeros"),
      BadExpression("1.2.3 L", "T3001", 1, "decimal point"),
      BadExpression("1_000 mL", "T3001", 1, "digits"),
      BadExpression("5. L", "T3001", 1, "digits"),
      BadExpression("2 * 25 Lx", "T3002", 8, "did you mean"),
      BadExpression("25 ltr", "T3002", 4, "units"),
      BadExpression("5 M", "T3008", 3, "min"),
      BadExpression("25 L * (wieght / 70 kg)", "T4003", 9, "did you mean `weight`"),
      BadExpression("2 * V2", "T4003", 5, "did you mean `V1`"),
      BadExpression("xyzzy", "T4003", 1, "define `xyzzy`"),
      BadExpression("log(2)", "T4003", 1, "write `log"),
      BadExpression("sqr(2)", "T4003", 1, "did you mean `sqrt`"),
      BadExpression("84 L / h", "T4003", 8, "without blanks"),
      BadExpression("V1 / min", "T4003", 6, "1/min"),
      BadExpression("2 * Q3", "T4004", 5, "move `Q3` above"),
      BadExpression("25 L + 3 L/h", "T4005", 8, "multiply by one"),
      BadExpression("V1 - slope", "T4005", 6, "multiply by `weight`"),
      BadExpression("V1 + 1", "T4005", 6, "with its unit"),
      BadExpression("if age < 65 then 1 L else 2 L", "T4005", 10, "unit"),
      BadExpression("if age < 65 y then 1 L else 2", "T4005", 29, "with its unit"),
      BadExpression("min(V1, CL)", "T4005", 9, "time"),
      BadExpression("2^(weight)", "T4006", 4, "reference value"),
      BadExpression("weight^0.75", "T4006", 1, "reference value"),
      BadExpression("V1^k12", "T4006", 4, "reference value"),
      BadExpression("exp(age)", "T4006", 5, "reference value"),
      BadExpression("ln(V1)", "T4006", 4, "reference value"),
      BadExpression("sqrt(V1)", "T4006", 6, "reference value"),
      BadExpression("((weight^6)^6)", "T4007", 2, "powers"),
    ])
  func refused(_ bad: BadExpression) throws {
    let error = try #require(throws: Diagnostic.self) {
      let expression = try Expression(
        parsing: bad.text, at: place(bad.text),
        parameters: Self.dimensions.keys.sorted() + ["k12"], later: ["Q3"])
      _ = try expression.dimension(in: Self.dimensions)
    }
    #expect(error.code.id == bad.code, "\(error)")
    #expect(error.location?.column == bad.column, "\(error)")
    #expect(error.remedy.contains(bad.remedy), "\(error)")
    if bad.code.hasPrefix("T4") { #expect(error.expected?.isEmpty == false) }
  }

  @Test(
    "Depth and length are limited before they can hurt",
    arguments: [
      String(repeating: "(", count: 100_000),
      String(repeating: "(", count: 65) + "1" + String(repeating: ")", count: 65),
      String(repeating: "-", count: 1900) + "1",
      String(repeating: "2^", count: 900) + "2",
      String(repeating: "1+", count: 300) + "1",
      String(repeating: "1*", count: 5000) + "1",
      String(repeating: "if 1 < 2 then 1 else ", count: 100) + "1",
      String(repeating: "sqrt(", count: 500),
    ])
  func limited(text: String) throws {
    let error = try #require(throws: Diagnostic.self) {
      try Expression(parsing: text, at: place(text), parameters: [])
    }
    #expect(error.code == .expressionTooLarge)
  }

  @Test("Sixty parentheses and two hundred terms are fine")
  func withinLimits() throws {
    let nested = String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)
    let chain = String(repeating: "1+", count: 200) + "1"
    for (text, value) in [(nested, 1.0), (chain, 201)] {
      let expression = try Expression(parsing: text, at: place(text), parameters: [])
      #expect(try expression.value(with: Expression.Values()) == value)
    }
  }

  @Test(
    "A result that is not finite is reported at the part that is at fault",
    arguments: [
      ("min(1 / 0, 5)", 5, "division by zero"), ("1 / (weight - 50 kg) * 1 kg", 1, "division"),
      ("2 + (0 - 1)^0.5", 5, "negative"), ("0^-1", 1, "power of zero"),
      ("1 / exp(1000)", 5, "too large"), ("ln(0)", 1, "logarithm"), ("sqrt(-1)", 1, "square root"),
      ("exp(700) * exp(700)", 1, "too large"),
    ])
  func notFinite(text: String, column: Int, cause: String) throws {
    let expression = try Expression(parsing: text, at: place(text), parameters: [])
    let error = try #require(throws: Diagnostic.self) {
      try expression.value(with: Expression.Values(covariates: [.weight: 50]))
    }
    #expect(error.code == .notFinite)
    #expect(error.location?.column == column)
    #expect(error.message.contains(cause), "\(error)")
  }

  @Test("Random text is read or refused, and never traps")
  func randomText() {
    var generator = SplitMix64.announced("random expressions")
    let pieces = [
      "25 L", "weight", "age", "V1", "(", ")", "+", "-", "*", "/", "^", "1/min", "min(", ",",
      "exp(",
      "if ", " then ", " else ", "<", ">=", "0.75", "1e9", "%", "\u{B5}g", "\u{1F600}", " ",
      "70 kg",
      "cm^2", "2", "e", ".", "h", "\u{301}", "height",
    ]
    for _ in 0..<20_000 {
      let count = Int(generator.next() % 14)
      let text = (0..<count).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }
        .joined()
      do throws(Diagnostic) {
        let expression = try Expression(parsing: text, at: place(text), parameters: ["V1"])
        _ = try expression.dimension(in: ["V1": .volume])
        let value = try expression.value(
          with: Expression.Values(
            parameters: ["V1": 25], covariates: [.weight: 70, .age: 2e7, .height: 170]))
        #expect(value.isFinite)
      } catch {
        #expect(error.location != nil && !error.remedy.isEmpty)
      }
    }
  }
}
