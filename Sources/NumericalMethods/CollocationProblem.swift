/// A system of differential equations `x' = f(x)` for a ``CollocationIntegrator``.
package protocol CollocationProblem: Sendable {
  /// The number of components of `x`.
  var stateCount: Int { get }
  /// The number of quantities that are integrated along, without an effect on `x`.
  var quadratureCount: Int { get }
  /// What one unit of each component counts for against the others.
  var units: [Double] { get }

  /// Writes `f(x)`.
  ///
  /// `carry` is room for as many numbers: what rounding lost, for sums whose terms nearly cancel.
  func change(
    _ x: UnsafePointer<Double>, _ change: UnsafeMutablePointer<Double>,
    carry: UnsafeMutablePointer<Double>)
  /// Writes the derivatives of `f`, row after row.
  func jacobian(_ x: UnsafePointer<Double>, _ entries: UnsafeMutablePointer<Double>)
  /// Writes the rates of what is integrated along.
  func quadratures(_ x: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>)
  /// Continues the Taylor series of the components, and of what is integrated along, by one term.
  /// - Parameters:
  ///   - series: For each of them one after another, the coefficients: those up to `order` are known,
  ///     and the next is to be written.
  ///   - stride: How far the series of two components are apart.
  ///   - auxiliary: Room for `auxiliaryCount` more series; kept from term to term.
  func extend(
    _ series: UnsafeMutablePointer<Double>, order: Int, stride: Int,
    auxiliary: UnsafeMutablePointer<Double>)
  /// The number of series that ``extend(_:order:stride:auxiliary:)`` needs besides.
  var auxiliaryCount: Int { get }
  /// Whether nothing needs to be solved from this state on.
  func isSettled(_ x: UnsafePointer<Double>) -> Bool
}
