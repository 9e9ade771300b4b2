public import Diagnostics
internal import NumericalMethods
public import Patients
internal import Quantities

extension Expression {
  /// The numbers that an expression's names stand for.
  public struct Values: Sendable {
    /// The values of parameters, in canonical units.
    public var parameters: [String: Double]
    /// The values of covariates, in canonical units.
    public var covariates: [Covariate: Double]

    /// Makes a set of values.
    public init(parameters: [String: Double] = [:], covariates: [Covariate: Double] = [:]) {
      self.parameters = parameters
      self.covariates = covariates
    }
  }

  /// The value of the expression in the canonical unit of its dimension (mg, umol, kg, L, min, cm).
  ///
  /// Every intermediate result must be a finite number. Dimensions are taken as checked.
  /// - Parameter values: What the names stand for.
  /// - Returns: A finite number.
  /// - Throws: `T4020` at the smallest part that is not finite, `T4003` for a name without value.
  public func value(with values: Values) throws(Diagnostic) -> Double {
    switch node {
    case .constant(let quantity):
      return try finite(quantity.canonical, "too large for a number")
    case .parameter(let name):
      return try known(values.parameters[name], name)
    case .covariate(let covariate):
      return try known(values.covariates[covariate], covariate.rawValue)
    case .negation(let inner):
      return -(try inner.value(with: values))
    case .binary(let operation, let left, let right):
      return try combine(operation, left.value(with: values), right.value(with: values))
    case .function(let function, let arguments):
      var numbers: [Double] = []
      for argument in arguments { numbers.append(try argument.value(with: values)) }
      return try apply(function, to: numbers)
    case .conditional(let condition, let yes, let no):
      return try condition.holds(with: values)
        ? yes.value(with: values) : no.value(with: values)
    }
  }

  private func combine(
    _ operation: BinaryOperator, _ a: Double, _ b: Double
  ) throws(Diagnostic) -> Double {
    switch operation {
    case .add: return try finite(a + b, "too large for a number")
    case .subtract: return try finite(a - b, "too large for a number")
    case .multiply: return try finite(a * b, "too large for a number")
    case .divide:
      return try finite(a / b, b == 0 ? "a division by zero" : "too large for a number")
    case .power:
      let cause =
        a < 0 ? "a power of the negative number \(a)" : a == 0 ? "a power of zero" : "too large"
      return try finite(Expression.power(a, b), cause)
    }
  }

  private func apply(_ function: Function, to numbers: [Double]) throws(Diagnostic) -> Double {
    guard let a = numbers.first else { return try finite(.nan, "a function without argument") }
    switch function {
    case .exp: return try finite(Portable.exp(a), "too large for a number")
    case .ln: return try finite(a > 0 ? Portable.log(a) : .nan, "the logarithm of \(a)")
    case .sqrt: return try finite(a.squareRoot(), "the square root of \(a)")
    case .min: return Swift.min(a, numbers.last ?? a)
    case .max: return Swift.max(a, numbers.last ?? a)
    }
  }

  /// A power; whole powers, negative bases included, by repeated multiplication.
  static func power(_ base: Double, _ exponent: Double) -> Double {
    if base == 1 || exponent == 0 { return 1 }
    if let whole = Int(exactly: exponent), abs(whole) <= 64 {
      var result = 1.0
      for _ in 0..<abs(whole) { result *= base }
      return whole < 0 ? 1 / result : result
    }
    if base == 0 { return exponent > 0 ? 0 : .infinity }
    return base > 0 ? Portable.power(base, exponent) : .nan
  }

  private func finite(_ value: Double, _ cause: String) throws(Diagnostic) -> Double {
    guard !value.isFinite else { return value }
    throw Diagnostic(
      .notFinite, at: location, "\(excerpt) is \(cause)", expected: "a finite number",
      remedy: "check the patient's values and the formula")
  }

  private func known(_ value: Double?, _ name: String) throws(Diagnostic) -> Double {
    if let value { return try finite(value, "not a finite number") }
    throw Diagnostic(
      .unknownName, at: location, "`\(name)` has no value", expected: "a value for every name",
      remedy: "define `\(name)` before it is used")
  }
}

extension Expression.Condition {
  /// Whether the comparison is true.
  func holds(with values: Expression.Values) throws(Diagnostic) -> Bool {
    let a = try left.value(with: values)
    let b = try right.value(with: values)
    return switch comparison {
    case .less: a < b
    case .greater: a > b
    case .atMost: a <= b
    case .atLeast: a >= b
    }
  }
}
