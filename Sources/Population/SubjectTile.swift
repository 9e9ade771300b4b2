/// The parameters of up to eight consecutive subjects, one SIMD vector per column of the plan.
///
/// A source of subjects writes it. On entry every lane of every column holds the plan's default
/// (the template's value), except doses, which are NaN until they are written. Lanes beyond `count`
/// need not be written. A lane's results depend on that lane's numbers only.
///
/// Where parameters change, every epoch (the time before the first change, then after each) has
/// numbers of its own; doses stand in the first.
public struct SubjectTile {
  /// The number of the first subject.
  public let first: Int
  /// How many subjects there are, 1 to 8.
  public let count: Int
  /// The columns of the first epoch, then those of the others.
  let values: UnsafeMutableBufferPointer<SIMD8<Double>>
  private let columns: Int

  init(
    first: Int, count: Int, values: UnsafeMutableBufferPointer<SIMD8<Double>>, epochs: Int = 1
  ) {
    self.first = first
    self.count = count
    self.values = values
    columns = values.count / epochs
  }

  /// All eight lanes of a column.
  public subscript(column: Int) -> SIMD8<Double> {
    get { values[column] }
    nonmutating set { values[column] = newValue }
  }

  /// One subject's value in a column.
  public subscript(column: Int, lane: Int) -> Double {
    get { values[column][lane] }
    nonmutating set { values[column][lane] = newValue }
  }

  /// All eight lanes of a column after some of the plan's changes; none of them for epoch 0.
  public subscript(column: Int, epoch epoch: Int) -> SIMD8<Double> {
    get { values[epoch * columns + column] }
    nonmutating set { values[epoch * columns + column] = newValue }
  }
}
