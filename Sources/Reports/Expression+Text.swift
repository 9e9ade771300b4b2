internal import Kinetics
internal import Patients
internal import Quantities

extension Expression {
  /// The formula as it would be written, with parentheses only where they are needed.
  var text: String { text(inside: 0) }

  private func text(inside strength: Int) -> String {
    switch node {
    case .constant(let quantity): return quantity.description
    case .parameter(let name): return name
    case .covariate(let covariate): return covariate.rawValue
    case .negation(let operand): return "-" + operand.text(inside: 4)
    case .binary(let sign, let left, let right):
      let own = sign.strength
      // Powers group to the right, everything else to the left.
      let isPower = sign == .power
      let separator = isPower ? sign.rawValue : " \(sign.rawValue) "
      let text =
        left.text(inside: isPower ? own + 1 : own) + separator
        + right.text(inside: isPower ? own : own + 1)
      return own < strength ? "(\(text))" : text
    case .function(let function, let arguments):
      return "\(function.rawValue)(" + arguments.map(\.text).joined(separator: ", ") + ")"
    case .conditional(let condition, let then, let otherwise):
      let sign = condition.comparison.rawValue
      let text =
        "if \(condition.left.text) \(sign) \(condition.right.text) then \(then.text) else \(otherwise.text)"
      return strength > 0 ? "(\(text))" : text
    }
  }
}

extension Expression.BinaryOperator {
  /// How tightly an operator binds.
  fileprivate var strength: Int {
    switch self {
    case .add, .subtract: 1
    case .multiply, .divide: 2
    case .power: 3
    }
  }
}
