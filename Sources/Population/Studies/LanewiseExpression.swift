internal import Kinetics
internal import NumericalMethods
internal import Patients
internal import Quantities

/// A formula of a model file for eight patients at once.
///
/// Where the scalar form reports an error a lane becomes NaN, and the subject is then counted as
/// failed. Powers and exponentials are ``Portable``: the same bits on every machine.
indirect enum LanewiseExpression: Sendable {
  case constant(Double)
  case parameter(Int)
  case covariate(Int)
  case negation(LanewiseExpression)
  case sum(LanewiseExpression, LanewiseExpression)
  case difference(LanewiseExpression, LanewiseExpression)
  case product(LanewiseExpression, LanewiseExpression)
  case quotient(LanewiseExpression, LanewiseExpression)
  case power(LanewiseExpression, Exponent)
  case generalPower(LanewiseExpression, LanewiseExpression)
  case function(Expression.Function, LanewiseExpression, LanewiseExpression)
  case conditional(
    Expression.Condition.Comparison, LanewiseExpression, LanewiseExpression,
    then: LanewiseExpression, otherwise: LanewiseExpression)

  /// An exponent that is the same for everybody.
  enum Exponent: Sendable {
    case whole(Int)
    /// A whole number of quarters, by square roots, which are correctly rounded.
    case quarters(Int)
    case other(Double)
  }

  /// The values of a formula's names.
  struct Values {
    var parameters: [SIMD8<Double>]
    var covariates: [SIMD8<Double>]
  }

  /// Translates a formula; parts without names are worked out at once.
  /// - Parameters:
  ///   - expression: A formula whose names are known.
  ///   - parameters: The names of parameters in the order of ``Values/parameters``.
  ///   - covariates: The covariates in the order of ``Values/covariates``.
  init(_ expression: Expression, parameters: [String], covariates: [Covariate]) {
    let formula = Self.formula(expression, parameters, covariates)
    let isConstant = expression.parameterNames.isEmpty && expression.covariates.isEmpty
    self =
      isConstant
      ? .constant(formula.value(Values(parameters: [], covariates: []))[0]) : formula
  }

  private static func formula(
    _ expression: Expression, _ parameters: [String], _ covariates: [Covariate]
  ) -> LanewiseExpression {
    func part(_ inner: Expression) -> LanewiseExpression {
      LanewiseExpression(inner, parameters: parameters, covariates: covariates)
    }
    switch expression.node {
    case .constant(let quantity): return .constant(quantity.canonical)
    case .parameter(let name): return .parameter(parameters.firstIndex(of: name) ?? 0)
    case .covariate(let covariate): return .covariate(covariates.firstIndex(of: covariate) ?? 0)
    case .negation(let inner): return .negation(part(inner))
    case .binary(let operation, let left, let right):
      return binary(operation, part(left), part(right))
    case .function(let function, let arguments):
      let first = arguments.first.map(part) ?? .constant(.nan)
      return .function(function, first, arguments.last.map(part) ?? first)
    case .conditional(let condition, let yes, let no):
      return .conditional(
        condition.comparison, part(condition.left), part(condition.right), then: part(yes),
        otherwise: part(no))
    }
  }

  private static func binary(
    _ operation: Expression.BinaryOperator, _ a: LanewiseExpression, _ b: LanewiseExpression
  ) -> LanewiseExpression {
    switch operation {
    case .add: return .sum(a, b)
    case .subtract: return .difference(a, b)
    case .multiply: return .product(a, b)
    case .divide: return .quotient(a, b)
    case .power:
      guard case .constant(let exponent) = b else { return .generalPower(a, b) }
      if let whole = Int(exactly: exponent), abs(whole) <= 64 { return .power(a, .whole(whole)) }
      if let quarters = Int(exactly: exponent * 4), abs(quarters) <= 256 {
        return .power(a, .quarters(quarters))
      }
      return .power(a, .other(exponent))
    }
  }

  /// The value for eight patients.
  func value(_ values: Values) -> SIMD8<Double> {
    switch self {
    case .constant(let value): return SIMD8(repeating: value)
    case .parameter(let index): return values.parameters[index]
    case .covariate(let index): return values.covariates[index]
    case .negation(let inner): return -inner.value(values)
    case .sum(let a, let b): return a.value(values) + b.value(values)
    case .difference(let a, let b): return a.value(values) - b.value(values)
    case .product(let a, let b): return a.value(values) * b.value(values)
    case .quotient(let a, let b): return a.value(values) / b.value(values)
    case .power(let base, let exponent): return exponent.power(of: base.value(values))
    case .generalPower(let base, let exponent):
      return Portable.exp(Portable.log(base.value(values)) * exponent.value(values))
    case .function(let function, let a, let b):
      return Self.apply(function, a.value(values), b.value(values))
    case .conditional(let comparison, let left, let right, let yes, let no):
      let (a, b) = (left.value(values), right.value(values))
      let holds =
        switch comparison {
        case .less: a .< b
        case .greater: a .> b
        case .atMost: a .<= b
        case .atLeast: a .>= b
        }
      return no.value(values).replacing(with: yes.value(values), where: holds)
    }
  }

  private static func apply(
    _ function: Expression.Function, _ a: SIMD8<Double>, _ b: SIMD8<Double>
  ) -> SIMD8<Double> {
    switch function {
    case .exp: return Portable.exp(a)
    case .ln: return Portable.log(a)
    case .sqrt: return a.squareRoot()
    case .min: return a.replacing(with: b, where: b .< a)
    case .max: return a.replacing(with: b, where: b .> a)
    }
  }
}

extension LanewiseExpression.Exponent {
  func power(of base: SIMD8<Double>) -> SIMD8<Double> {
    switch self {
    case .whole(let exponent): return Self.whole(base, exponent)
    case .quarters(let quarters): return Self.whole(base.squareRoot().squareRoot(), quarters)
    case .other(let exponent): return Portable.exp(Portable.log(base) * exponent)
    }
  }

  private static func whole(_ base: SIMD8<Double>, _ exponent: Int) -> SIMD8<Double> {
    var result = SIMD8<Double>(repeating: 1)
    for _ in 0..<abs(exponent) { result *= base }
    return exponent < 0 ? 1 / result : result
  }
}
