public import Diagnostics
public import Patients
public import Quantities

/// A formula of a model file: numbers with units, covariates, and parameters above it.
public struct Expression: Hashable, Sendable {
  /// What it is made of.
  public indirect enum Node: Hashable, Sendable {
    /// A number with its unit, or a pure number.
    case constant(Quantity)
    /// A parameter defined earlier in the same file.
    case parameter(String)
    /// A property of the patient.
    case covariate(Covariate)
    /// Minus something.
    case negation(Expression)
    /// Two operands.
    case binary(BinaryOperator, Expression, Expression)
    /// A function of one or two arguments.
    case function(Function, [Expression])
    /// `if a < b then c else d`.
    case conditional(Condition, then: Expression, otherwise: Expression)
  }

  /// An operator between two values.
  public enum BinaryOperator: String, Hashable, Sendable {
    /// Sum of like quantities.
    case add = "+"
    /// Difference of like quantities.
    case subtract = "-"
    /// Product.
    case multiply = "*"
    /// Quotient.
    case divide = "/"
    /// Power; the exponent is a pure number, and the base too unless the exponent is whole.
    case power = "^"
  }

  /// A named function.
  public enum Function: String, Hashable, Sendable, CaseIterable {
    /// e to a pure number.
    case exp
    /// Natural logarithm of a pure number.
    case ln
    /// Square root.
    case sqrt
    /// The smaller of two like quantities.
    case min
    /// The larger of two like quantities.
    case max
  }

  /// A comparison of two like quantities.
  public struct Condition: Hashable, Sendable {
    /// How the two are compared.
    public enum Comparison: String, Hashable, Sendable, CaseIterable {
      /// Less than or equal.
      case atMost = "<="
      /// Greater than or equal.
      case atLeast = ">="
      /// Less than.
      case less = "<"
      /// Greater than.
      case greater = ">"
    }

    /// The left side.
    public var left: Expression
    /// How the two are compared.
    public var comparison: Comparison
    /// The right side.
    public var right: Expression

    /// Makes a condition.
    public init(_ left: Expression, _ comparison: Comparison, _ right: Expression) {
      self.left = left
      self.comparison = comparison
      self.right = right
    }
  }

  /// What it is made of.
  public var node: Node
  /// Where it is written.
  public var location: SourceLocation

  /// Makes an expression.
  public init(_ node: Node, at location: SourceLocation) {
    self.node = node
    self.location = location
  }
}
