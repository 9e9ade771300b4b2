public import Quantities

/// What enters one state of a system, and when, after lag and bioavailability.
public struct Input: Hashable, Sendable {
  /// How it enters.
  public enum Manner: Hashable, Sendable {
    /// At once; mg.
    case jump(amount: Double)
    /// Evenly until `end`; mg/min.
    case rate(Double, end: Tick)
  }

  /// The index of the state.
  public var state: Int
  /// How it enters.
  public var manner: Manner
  /// When it starts.
  public var start: Tick

  /// Makes an input.
  public init(state: Int, _ manner: Manner, start: Tick) {
    self.state = state
    self.manner = manner
    self.start = start
  }

  /// When it ends; its start for a jump.
  var end: Tick {
    if case .rate(_, let end) = manner { end } else { start }
  }

  /// The amount that has entered by a moment (right limit), mg.
  func entered(by moment: Tick) -> Double {
    switch manner {
    case .jump(let amount): start <= moment ? amount : 0
    case .rate(let rate, let end): rate * max(.zero, min(moment, end) - start).minutes
    }
  }
}
