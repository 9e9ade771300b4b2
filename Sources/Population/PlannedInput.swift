public import Quantities

/// When something enters a state, the same for every subject; how much is the subject's own.
///
/// A lag that is the same for everybody is already contained in the moments; one that differs is
/// the subject's own and comes on top of them. Bioavailability belongs to the subject's dose.
public struct PlannedInput: Hashable, Sendable {
  /// How it enters.
  public enum Manner: Hashable, Sendable {
    /// At once; the dose is an amount, mg.
    case jump
    /// Evenly until the moment given; the dose is a rate, mg/min.
    case rate(end: Tick)
  }

  /// The index of the state that receives it.
  public var state: Int
  /// How it enters.
  public var manner: Manner
  /// When it starts.
  public var start: Tick
  /// Which of the plan's doses it is; several inputs may give the same one.
  public var dose: Int
  /// Whether it arrives later than stated here by a lag of the subject's own.
  public var hasOwnLag: Bool

  /// Makes an input.
  public init(state: Int, _ manner: Manner, start: Tick, dose: Int, hasOwnLag: Bool = false) {
    self.state = state
    self.manner = manner
    self.start = start
    self.dose = dose
    self.hasOwnLag = hasOwnLag
  }

  /// What a dose is multiplied by for the whole amount: min of a rate, 1 for a jump.
  var extent: Double {
    if case .rate(let end) = manner { (end - start).minutes } else { 1 }
  }

  /// When it ends; its start for a jump.
  var end: Tick {
    if case .rate(let end) = manner { end } else { start }
  }
}
