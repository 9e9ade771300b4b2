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

  /// Whether it leads to one of so many states, at or after zero, and its numbers are finite and
  /// not negative.
  func isPossible(states: Int) -> Bool {
    guard 0..<states ~= state, start >= .zero, end >= start else { return false }
    let number =
      switch manner {
      case .jump(let amount): amount
      case .rate(let rate, _): rate
      }
    return number >= 0 && number.isFinite
  }

  /// The amount that has entered by a moment (right limit), mg.
  func entered(by moment: Tick) -> Double {
    switch manner {
    case .jump(let amount): start <= moment ? amount : 0
    case .rate(let rate, let end): rate * max(.zero, min(moment, end) - start).minutes
    }
  }
}
