internal import Patients
internal import Quantities

extension Expression {
  /// The unit in which a file states a value of this formula.
  ///
  /// That of the first number which the value is a sum or a multiple of and which measures the same,
  /// or the same per body weight; parameters are followed to their own formulas. Reference values,
  /// exponents and what is compared say nothing about the result.
  /// - Parameters:
  ///   - dimension: What the formula measures.
  ///   - parameters: The parameters of the model.
  /// - Returns: Nothing where no such number is written.
  func statedUnit(of dimension: Dimension, in parameters: [Model.Parameter]) -> Unit? {
    var followed: Set<String> = []
    return statedUnit(of: dimension, in: parameters, &followed)
  }

  private func statedUnit(
    of dimension: Dimension, in parameters: [Model.Parameter], _ followed: inout Set<String>
  ) -> Unit? {
    func first(_ parts: [Expression]) -> Unit? {
      for part in parts {
        if let unit = part.statedUnit(of: dimension, in: parameters, &followed) { return unit }
      }
      return nil
    }
    switch node {
    case .constant(let quantity): return quantity.unit.stating(dimension)
    case .parameter(let name):
      guard followed.insert(name).inserted,
        let parameter = parameters.first(where: { $0.name == name })
      else { return nil }
      return first([parameter.value])
    case .negation(let inner): return first([inner])
    case .binary(let operation, let left, let right):
      switch operation {
      case .add, .subtract, .multiply: return first([left, right])
      case .divide: return first([left])
      case .power: return nil
      }
    case .function(let function, let arguments):
      return function == .min || function == .max ? first(arguments) : nil
    case .conditional(_, let yes, let no): return first([yes, no])
    case .covariate: return nil
    }
  }
}

extension Unit {
  /// The unit itself where it measures what is asked for, and without its `/kg` where it measures
  /// that per body weight.
  fileprivate func stating(_ dimension: Dimension) -> Unit? {
    if symbol.isEmpty { return nil }
    if self.dimension == dimension { return self }
    guard self.dimension * .body == dimension, symbol.contains("/kg") else { return nil }
    let shorter = symbol.replacing("/kg", with: "", maxReplacements: 1)
    return Unit(shorter, dimension, numerator, denominator)
  }
}

extension Model {
  /// A value of a formula in the unit in which the file states it, or else in the canonical one of
  /// what it measures, with six digits.
  func written(_ value: Double, of expression: Expression, _ dimension: Dimension) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : "infinite" }
    let canonical = Unit(dimension.canonicalSymbol, dimension, 1, 1)
    let stated = expression.statedUnit(of: dimension, in: parameters) ?? canonical
    let unit = (value / stated.scale).isFinite ? stated : canonical
    // Beside the bound of a share every digit counts.
    let digits = (value - 1).magnitude < 1e-4 ? 15 : 6
    return Quantity(DecimalNumber(nearest: value / unit.scale).rounded(to: digits), unit)
      .description
  }
}
