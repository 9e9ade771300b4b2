public import Diagnostics
public import Patients
internal import Quantities

extension Expression {
  /// The parameters that the expression refers to, each once, in the order of their first use.
  public var parameterNames: [String] {
    var names: [String] = []
    visit { expression in
      if case .parameter(let name) = expression.node, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The covariates that the expression refers to, with the place of their first use.
  public var covariates: [(covariate: Covariate, location: SourceLocation)] {
    var found: [(covariate: Covariate, location: SourceLocation)] = []
    visit { expression in
      if case .covariate(let covariate) = expression.node,
        !found.contains(where: { $0.covariate == covariate })
      {
        found.append((covariate, expression.location))
      }
    }
    return found
  }

  /// The first number other than zero or one (`0`, `1`, `0 %`, `100 %`), which somebody must vouch
  /// for.
  var firstNumber: Expression? {
    var first: Expression?
    visit { expression in
      if first == nil, case .constant(let quantity) = expression.node,
        quantity.dimension != .none || (quantity.canonical != 0 && quantity.canonical != 1)
      {
        first = expression
      }
    }
    return first
  }

  /// Calls a closure for every part, from left to right, the whole before its parts.
  private func visit(_ body: (Expression) -> Void) {
    body(self)
    switch node {
    case .constant, .parameter, .covariate: break
    case .negation(let inner): inner.visit(body)
    case .binary(_, let left, let right):
      left.visit(body)
      right.visit(body)
    case .function(_, let arguments):
      for argument in arguments { argument.visit(body) }
    case .conditional(let condition, let yes, let no):
      condition.left.visit(body)
      condition.right.visit(body)
      yes.visit(body)
      no.visit(body)
    }
  }
}
