public import Quantities

/// One thing that is given: a jump of an amount, or a rate between two moments.
public struct Delivery: Hashable, Sendable {
  /// How it is given.
  public enum Manner: Hashable, Sendable {
    /// At once; mg.
    case bolus(amount: Double)
    /// An amount over a duration, which adds to what runs; mg/min.
    case finiteInfusion(rate: Double)
    /// A stretch of a pump's setting; mg/min.
    case setRate(rate: Double)
  }

  /// The drug.
  public var drug: String
  /// The route, by the model's name for it; the model's intravenous entry when absent.
  public var route: String?
  /// How it is given.
  public var manner: Manner
  /// When it starts.
  public var start: Tick
  /// When it ends; equal to ``start`` for a bolus.
  public var end: Tick
  /// The index of the schedule line that ordered it.
  public var line: Int
  /// Whether it is a later occurrence of a repeated dose; it comes due before what else is
  /// recorded for the same moment.
  public var isRepeat: Bool
  /// What was prescribed, before it became a binary number: the amount of a bolus or of a finite
  /// infusion, mg; the rate of a setting, mg/min.
  public var prescribed: Rational?

  /// Makes a delivery.
  public init(
    drug: String, route: String? = nil, _ manner: Manner, start: Tick, end: Tick, line: Int,
    isRepeat: Bool = false, prescribed: Rational? = nil
  ) {
    self.drug = drug
    self.route = route
    self.manner = manner
    self.start = start
    self.end = end
    self.line = line
    self.isRepeat = isRepeat
    self.prescribed = prescribed
  }

  /// The amount given in all, mg.
  public var amount: Double {
    switch manner {
    case .bolus(let amount): amount
    case .finiteInfusion(let rate), .setRate(let rate): rate * (end - start).minutes
    }
  }
}
