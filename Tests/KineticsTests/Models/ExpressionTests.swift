import Diagnostics
import Kinetics
import Patients
import Quantities
import Testing

/// Where the expressions of these tests stand.
func place(_ text: String) -> Diagnostics.SourceLocation {
  Diagnostics.SourceLocation(file: "<test>", line: 1, column: 1, lineText: text)
}

@Suite("Expressions are read, measured and worked out")
struct ExpressionTests {
  private static let parameters: [String: (value: Double, dimension: Dimension)] = [
    "V1": (25, .volume), "CL": (1.4, .clearance), "exponent": (0.75, .none),
    "k12": (0.5, .frequency),
  ]
  private static let values = Expression.Values(
    parameters: parameters.mapValues(\.value),
    covariates: [.weight: 35, .age: 40 * 525_960, .height: 160, .female: 1])

  private func read(_ text: String) throws -> Expression {
    try Expression(
      parsing: text, at: place(text), parameters: Self.parameters.keys.sorted())
  }

  @Test(
    "The value and the dimension of an expression",
    arguments: [
      ("25 L", 25, Dimension.volume), ("25L", 25, .volume), ("84 L/h", 1.4, .clearance),
      ("0.438 1/min", 0.438, .frequency), ("0.438 1/min * V1", 10.95, .clearance),
      ("1/2", 0.5, .none), ("6/2/3", 1, .none), ("2^3^2", 512, .none), ("-2^2", -4, .none),
      ("(-2)^2", 4, .none), ("2^-1", 0.5, .none), ("2 - -3", 5, .none), ("1 - 2 - 3", -4, .none),
      ("1 + 2 * 3", 7, .none), ("(1 + 2) * 3", 9, .none), ("100 %", 1, .none),
      ("25 L * (weight / 70 kg)", 12.5, .volume),
      ("16 L * (weight / 70 kg)^2", 4, .volume), ("0.063 L/kg * weight", 2.205, .volume),
      ("4 L * (weight / 140 kg)^0.5", 2, .volume), ("V1 * k12", 12.5, .clearance),
      ("0.5 min^-1", 0.5, .frequency), ("(0.5 min)^-1", 2, .frequency),
      ("CL/V1", 0.056, .frequency), ("5 L/V1", 0.2, .none), ("50 L*k12", 25, .clearance),
      ("sqrt(16)", 4, .none), ("sqrt(weight * weight)", 35, .body),
      ("exp(0)", 1, .none), ("ln(1)", 0, .none), ("ln(exp(1))", 1, .none),
      ("min(V1, 10 L)", 10, .volume), ("max(V1, 10000 mL)", 25, .volume),
      ("if age < 65 y then 7.9 L else 8.5 L", 7.9, .volume),
      ("if age >= 40 y then 1 L else 2 L", 1, .volume),
      ("if age > 40 y then 1 L else 2 L", 2, .volume),
      ("if female > 0 then 2.1 else if age < 6 mo then 1 else 1.79", 2.1, .none),
      ("2 * (if age <= 40 y then 1 else 3)", 2, .none),
      ("1 + (if age < 1 y then 1 else 3 + 4)", 8, .none),
      ("10 cm^2 / height^2 * 2560", 1, .none), ("2 L^2 / V1", 0.08, .volume),
      ("1.5e1 mL", 0.015, .volume), ("11 s", 11.0 / 60, .time), ("1 d", 1440, .time),
      ("2 mcg/kg/min * weight", 0.07, .drug / .time),
    ])
  func values(text: String, value: Double, dimension: Dimension) throws {
    let expression = try read(text)
    #expect(try expression.dimension(in: Self.parameters.mapValues(\.dimension)) == dimension)
    let found = try expression.value(with: Self.values)
    #expect(abs(found - value) <= 4e-16 * max(1, abs(value)), "\(found)")
  }

  @Test("Powers and functions are accurate to the last digits")
  func accuracy() throws {
    let power = try read("(weight / 70 kg)^exponent").value(with: Self.values)
    #expect(abs(power - 0.594_603_557_501_360_5) < 2e-16)
    #expect(abs(try read("ln(2)").value(with: Self.values) - 0.693_147_180_559_945_3) < 2e-16)
    #expect(abs(try read("exp(-1)").value(with: Self.values) - 0.367_879_441_171_442_3) < 2e-16)
  }

  @Test("Names are found in the order of their first use")
  func names() throws {
    let expression = try read("if age < 1 y then CL * weight / V1 else CL / V1 * 70 kg")
    #expect(expression.parameterNames == ["CL", "V1"])
    #expect(expression.covariates.map(\.covariate) == [.age, .weight])
    #expect(expression.covariates.map(\.location.column) == [4, 24])
  }

  @Test("Every covariate can be used by its name", arguments: Covariate.allCases)
  func covariates(covariate: Covariate) throws {
    let expression = try Expression(
      parsing: covariate.rawValue, at: place(covariate.rawValue), parameters: [])
    #expect(expression.node == .covariate(covariate))
  }

  @Test("Every part knows its place")
  func locations() throws {
    let expression = try read("25 L * (weight / 70 kg)^exponent")
    #expect(expression.location.column == 1 && expression.location.length == 32)
    guard case .binary(.multiply, let left, let right) = expression.node else {
      Issue.record("not a product")
      return
    }
    #expect(left.location.column == 1 && left.location.length == 4)
    #expect(right.location.column == 8 && right.location.length == 25)
  }

  @Test(
    "Names that cannot be given",
    arguments: [
      "L", "h", "min", "weight", "age", "exp", "if", "out", "none", "", "1V", "V-1", "V 1",
      "\u{E9}", "_a",
    ])
  func badNames(name: String) {
    let fault = Expression.faultOfName(name, at: place(name))
    #expect(fault?.code == .reservedName)
    #expect(fault?.remedy.isEmpty == false)
  }

  @Test("Names that can be given", arguments: ["V1", "CL", "k10", "clearance_exponent", "Q_nk"])
  func goodNames(name: String) {
    #expect(Expression.faultOfName(name, at: place(name)) == nil)
  }
}
