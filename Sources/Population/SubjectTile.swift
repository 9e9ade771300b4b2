/// The parameters of up to eight consecutive subjects, one SIMD vector per column of the plan.
///
/// A source of subjects writes it. On entry every lane of every column holds the plan's default
/// (the template's value), except doses, which are NaN until they are written. Lanes beyond `count`
/// need not be written. A lane's results depend on that lane's numbers only.
public struct SubjectTile {
  /// The number of the first subject.
  public let first: Int
  /// How many subjects there are, 1 to 8.
  public let count: Int
  let values: UnsafeMutableBufferPointer<SIMD8<Double>>

  init(first: Int, count: Int, values: UnsafeMutableBufferPointer<SIMD8<Double>>) {
    self.first = first
    self.count = count
    self.values = values
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
}
