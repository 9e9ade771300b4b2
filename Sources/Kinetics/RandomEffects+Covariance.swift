internal import Quantities

extension RandomEffects {
  /// The covariance matrix of the effects (Ω) in their order, row by row.
  ///
  /// A relation that names no effect of the block is left out; `ModelFaults` reports it.
  public var covarianceMatrix: [[Double]] {
    var matrix = effects.indices.map { row in
      effects.indices.map { row == $0 ? effects[row].variance : 0 }
    }
    for relation in relations {
      guard let row = index(of: relation.first), let column = index(of: relation.second) else {
        continue
      }
      let value =
        switch relation.measure {
        case .covariance: relation.value.double
        case .correlation:
          relation.value.double * (matrix[row][row] * matrix[column][column]).squareRoot()
        }
      matrix[row][column] = value
      matrix[column][row] = value
    }
    return matrix
  }

  /// The place of a parameter among the effects.
  public func index(of parameter: String) -> Int? {
    effects.firstIndex { $0.parameter == parameter }
  }

  /// Whether the matrix belongs to a distribution: every pivot of its Cholesky factorisation is
  /// above zero, by more than rounding explains.
  var isPositiveDefinite: Bool {
    var factor = covarianceMatrix
    for column in factor.indices {
      let diagonal = factor[column][column]
      var pivot = diagonal
      for k in 0..<column { pivot -= factor[column][k] * factor[column][k] }
      guard pivot > diagonal * 0x1p-40 else { return false }
      let root = pivot.squareRoot()
      factor[column][column] = root
      for row in factor.indices where row > column {
        var rest = factor[row][column]
        for k in 0..<column { rest -= factor[row][k] * factor[column][k] }
        factor[row][column] = rest / root
      }
    }
    return true
  }
}
