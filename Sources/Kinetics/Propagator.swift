internal import NumericalMethods

/// The exact solution of a linear system between two events: inputs are constant in between.
///
/// There are two independent ways, which tests prove equal: the modal network (secular equation
/// and positive divided differences) for graphs whose exchange groups are stars, and the matrix
/// exponential for every graph.
public struct Propagator: Sendable {
  /// How a system is solved.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Secular equation and divided differences, precise to full relative accuracy.
    case modal
    /// Scaling-and-squaring matrix exponential with LAPACK.
    case matrixExponential = "matrix exponential"
    /// The same in several steps: a check of the former where a graph allows no other.
    case steppedMatrixExponential = "matrix exponential in three steps"
    /// Collocation in steps that meet a tolerance, for systems with links that saturate; no closed
    /// form, so no ``Propagator`` has it, nor those below.
    case collocation
    /// The same with other nodes: a check of the former where a system is stiff.
    case otherCollocation = "collocation at other nodes"
    /// Taylor series in explicit steps: the independent check of collocation.
    case taylorSeries = "Taylor series"

    /// The ways that give a closed form.
    package static let closed = [modal, matrixExponential, steppedMatrixExponential]
    /// Whether LAPACK, and so the processor, decides the last bits.
    package var usesLAPACK: Bool { self == .matrixExponential || self == .steppedMatrixExponential }
  }

  /// The system solved.
  public let system: LinearSystem
  /// How it is solved.
  public let method: Method
  private let implementation: any PropagatorImplementation

  /// Prepares a system.
  /// - Parameters:
  ///   - system: Links and states.
  ///   - inflows: The states that infusions may feed.
  ///   - method: The way to solve it; by default modal where the graph allows, the matrix
  ///     exponential otherwise.
  /// - Throws: ``KineticsFailure/notModal`` when `.modal` is asked for and the graph does not allow
  ///   it, ``KineticsFailure/badRate(_:)`` for a rate that is negative or not finite or whose sum
  ///   with others is not finite.
  public init(
    _ system: LinearSystem, inflows: [Int], method: Method? = nil
  ) throws(KineticsFailure) {
    try system.checkRates()
    if let method, !Method.closed.contains(method) {
      throw .numerical("\(method.rawValue) gives no closed form")
    }
    self.system = system
    if method == nil || method == .modal, let network = ModalNetwork(system) {
      self.method = .modal
      implementation = ModalPropagator(network, inflows: inflows)
    } else if method == .modal {
      throw .notModal
    } else if method == .steppedMatrixExponential {
      self.method = .steppedMatrixExponential
      implementation = SteppedMatrixPropagator(system)
    } else {
      self.method = .matrixExponential
      implementation = MatrixPropagator(system)
    }
  }

  /// The state after a time.
  /// - Parameters:
  ///   - state: Amounts in mg (concentrations in mg/L for effect sites) at the start.
  ///   - time: min, zero or more.
  ///   - inflow: Constant input into each state, mg/min.
  /// - Returns: Amounts as in `state`.
  /// - Throws: ``KineticsFailure/numerical(_:)`` when the result would not be finite.
  public func advance(
    _ state: [Double], by time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double] {
    let result = try implementation.advance(state, by: time, inflow: inflow)
    return try checked(result)
  }

  /// One component of the state after a time: the same number as in ``advance(_:by:inflow:)``, bit
  /// for bit, at less expense.
  ///
  /// `component` is the index of the state wanted.
  /// - Throws: ``KineticsFailure/numerical(_:)`` when the result would not be finite.
  public func component(
    _ component: Int, of state: [Double], after time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> Double {
    let result = try implementation.component(component, of: state, after: time, inflow: inflow)
    return try checked([result])[0]
  }

  /// The time integral of the state over a time from now: mg·min (mg·min/L for effect sites).
  public func integrate(
    _ state: [Double], over time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double] {
    let result = try implementation.integrate(state, over: time, inflow: inflow)
    return try checked(result)
  }

  private func checked(_ values: [Double]) throws(KineticsFailure) -> [Double] {
    guard values.allSatisfy(\.isFinite) else {
      throw .numerical(
        "the amounts grow beyond what a number can hold; a rate constant or dose is far out of range"
      )
    }
    return values
  }
}

/// What a way of solving provides.
protocol PropagatorImplementation: Sendable {
  func advance(
    _ state: [Double], by time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double]
  func component(
    _ component: Int, of state: [Double], after time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> Double
  func integrate(
    _ state: [Double], over time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> [Double]
}

extension PropagatorImplementation {
  func component(
    _ component: Int, of state: [Double], after time: Double, inflow: [Double]
  ) throws(KineticsFailure) -> Double {
    try advance(state, by: time, inflow: inflow)[component]
  }
}

/// Why a system cannot be solved.
public enum KineticsFailure: Error, Hashable, Sendable {
  /// A rate that is negative or not finite leaves the state of this name.
  case badRate(String)
  /// The volume of the state of this name is not a finite number above zero.
  case badVolume(String)
  /// A link saturates, so the system has no closed form.
  case notLinear
  /// The graph has an exchange group that is not a star.
  case notModal
  /// A tolerance is outside of what can be promised.
  case badTolerance(Double)
  /// A steady state does not exist: drug that enters the state of this name never leaves.
  case noSteadyState(String)
  /// The numbers cannot be represented; the text names the cause.
  case numerical(String)
}
