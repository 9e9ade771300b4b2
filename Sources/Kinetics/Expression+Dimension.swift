public import Diagnostics
internal import Patients
public import Quantities

extension Expression {
  /// What the expression measures.
  ///
  /// Sums, comparisons, `min`, `max` and both branches of a condition need like quantities;
  /// exponents and the arguments of `exp` and `ln` must be pure numbers; the base of a power must be
  /// a pure number too, unless the exponent is a whole number from -6 to 6.
  /// - Parameter parameters: What each parameter measures.
  /// - Returns: The dimension.
  /// - Throws: `T4003`, `T4005`, `T4006` or `T4007`, at the smallest part that is at fault.
  public func dimension(in parameters: [String: Dimension]) throws(Diagnostic) -> Dimension {
    switch node {
    case .constant(let quantity):
      return try checked(quantity.dimension)
    case .parameter(let name):
      if let dimension = parameters[name] { return dimension }
      throw Diagnostic(
        .unknownName, at: location, "nothing here is called `\(name)`",
        expected: "a parameter defined above", remedy: "define `\(name)` above")
    case .covariate(let covariate):
      return covariate.dimension
    case .negation(let inner):
      return try inner.dimension(in: parameters)
    case .binary(let operation, let left, let right):
      return try dimension(of: operation, left, right, in: parameters)
    case .function(let function, let arguments):
      return try dimension(of: function, arguments, in: parameters)
    case .conditional(let condition, let yes, let no):
      _ = try like(condition.left, condition.right, in: parameters, doing: "compared with")
      return try like(yes, no, in: parameters, doing: "an alternative to")
    }
  }

  private func dimension(
    of operation: BinaryOperator, _ left: Expression, _ right: Expression,
    in parameters: [String: Dimension]
  ) throws(Diagnostic) -> Dimension {
    switch operation {
    case .add: return try like(left, right, in: parameters, doing: "added to")
    case .subtract: return try like(left, right, in: parameters, doing: "subtracted from")
    case .multiply:
      return try checked(
        left.dimension(in: parameters) * right.dimension(in: parameters))
    case .divide:
      return try checked(
        left.dimension(in: parameters) / right.dimension(in: parameters))
    case .power:
      try right.requirePure(in: parameters, as: "an exponent")
      let base = try left.dimension(in: parameters)
      if base == .none { return .none }
      guard let power = right.wholeNumber, (-6...6).contains(power) else {
        throw Diagnostic(
          .notPureNumber, at: left.location,
          "\(left.excerpt) is \(base) and is raised to a power that is not a whole number",
          expected: "a pure number as the base, such as `(weight / 70 kg)`",
          remedy: "divide the base by a reference value with its unit")
      }
      return try checked(base.raised(to: Int8(power)))
    }
  }

  private func dimension(
    of function: Function, _ arguments: [Expression], in parameters: [String: Dimension]
  ) throws(Diagnostic) -> Dimension {
    guard let first = arguments.first else { return .none }
    switch function {
    case .exp, .ln:
      try first.requirePure(in: parameters, as: "the argument of `\(function.rawValue)`")
      return .none
    case .sqrt:
      let inner = try first.dimension(in: parameters)
      if let root = inner.squareRoot { return root }
      throw Diagnostic(
        .notPureNumber, at: first.location,
        "\(first.excerpt) is \(inner), which has no square root",
        expected: "a pure number or a square, such as `cm^2`",
        remedy: "divide by a reference value with its unit first")
    case .min, .max:
      guard let second = arguments.dropFirst().first else { return .none }
      return try like(first, second, in: parameters, doing: "compared with")
    }
  }

  private func like(
    _ left: Expression, _ right: Expression, in parameters: [String: Dimension], doing verb: String
  ) throws(Diagnostic) -> Dimension {
    let first = try left.dimension(in: parameters)
    let second = try right.dimension(in: parameters)
    guard first == second else {
      throw Diagnostic(
        .unlikeQuantities, at: right.location,
        "\(right.excerpt) is \(second) and is \(verb) \(left.excerpt), which is \(first)",
        expected: first == .none ? "a pure number" : "\(first)",
        remedy: Dimension.remedy(found: second, needed: first))
    }
    return first
  }

  private func requirePure(
    in parameters: [String: Dimension], as role: String
  ) throws(Diagnostic) {
    let found = try dimension(in: parameters)
    guard found != .none else { return }
    throw Diagnostic(
      .notPureNumber, at: location, "\(excerpt) is \(found), where \(role) is needed",
      expected: "a pure number", remedy: "divide by a reference value with its unit")
  }

  /// Keeps exponents small enough that no sum of two of them can overflow.
  private func checked(_ dimension: Dimension) throws(Diagnostic) -> Dimension {
    let exponents = [
      dimension.drugMass, dimension.substance, dimension.bodyMass, dimension.volume,
      dimension.time, dimension.length,
    ]
    guard exponents.allSatisfy({ (-20...20).contains($0) }) else {
      throw Diagnostic(
        .wrongExpressionDimension, at: location, "\(excerpt) has a dimension beyond any use",
        expected: "powers of at most 20", remedy: "check the powers and the units")
    }
    return dimension
  }

  /// The value of a whole constant such as `2` or `-1`.
  private var wholeNumber: Int? {
    switch node {
    case .constant(let quantity) where quantity.unit == .one: Int(exactly: quantity.number.double)
    case .negation(let inner): inner.wholeNumber.map { -$0 }
    default: nil
    }
  }

  /// The text of the expression, in backticks, for messages.
  var excerpt: String {
    guard let line = location.lineText else { return "this" }
    let scalars = Array(line.unicodeScalars)
    let start = location.column - 1
    guard start >= 0, start < scalars.count else { return "this" }
    let end = Swift.min(scalars.count, start + Swift.min(location.length, 60))
    let more = location.length > 60 ? "..." : ""
    return "`\(String(String.UnicodeScalarView(scalars[start..<end])))\(more)`"
  }
}

extension Dimension {
  /// What to do about a dimension that differs from the one needed.
  static func remedy(found: Dimension, needed: Dimension) -> String {
    if found == .none {
      return "write the number with its unit, or multiply by a value that has one"
    }
    return switch needed / found {
    case .body: "multiply by `weight`: the value is per body mass"
    case .none / .body: "divide by a weight such as `70 kg`"
    case .time: "leave out the division by a time, or multiply by one"
    case .none / .time: "write it per time, such as `1/min` or `L/h`"
    case .volume: "multiply by a volume such as `V1`"
    case .frequency / .time: "write it per time: a rate constant, not a duration"
    case .none / .volume: "divide by a volume such as `V1`"
    default: "correct the unit, or divide by a reference value with its unit"
    }
  }
}

extension Covariate {
  /// What the covariate measures.
  var dimension: Dimension {
    switch self {
    case .age: .time
    case .height: .length
    case .female: .none
    case .surfaceArea, .surfaceAreaMosteller: .length * .length
    case .weight, .dosingWeight, .idealWeight, .adjustedWeight, .fatFreeMass,
      .fatFreeMassAlSallami, .leanMassJames, .leanMassBoer, .leanMassHume:
      .body
    }
  }
}
