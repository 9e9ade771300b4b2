public import Quantities

/// What a rule measures, in the vocabulary of pump drug libraries.
///
/// A *bolus* is a dose at once, or one given over at most ``LimitSet/bolusWithin``. A *loading dose*
/// is the first bolus of a session in which the drug also runs as an infusion or a pump setting;
/// where a set has rules for its amount, duration or either, those for the amount, the duration and
/// the number of boluses leave that one out.
public enum Measure: Hashable, Sendable {
  /// The amount of each bolus.
  case bolusDose
  /// How long each bolus takes; nothing for a dose at once.
  case bolusDuration
  /// How fast each bolus runs; a dose at once exceeds every bound.
  case bolusRate
  /// From the start of one bolus to the start of the next in the same session (lockout).
  case bolusInterval
  /// How many boluses a session has.
  case bolusCount
  /// The amount of the loading dose.
  case loadingDose
  /// How long the loading dose takes.
  case loadingDuration
  /// The rate of everything that runs at a moment, boluses left out.
  case rate
  /// The amount delivered in any stretch of this length, boluses included; a dose just one length
  /// after another is no longer in the same stretch. A lower bound concerns stretches within the
  /// course only.
  case doseInWindow(Quantity)
  /// The amount delivered in each session.
  case sessionDose
  /// The amount delivered in the whole course.
  case courseDose
  /// From the first to the last moment at which each session gives drug.
  case sessionDuration
  /// From the first to the last moment at which the course gives drug.
  case courseDuration
  /// By how much a pump setting is above the one before it in its session; a first setting and one
  /// after a stop are no increase over nothing, but over what ran last.
  case rateIncrease
  /// By how much a pump setting is below the one before it; stopping is no decrease.
  case rateDecrease
  /// How long a pump setting has run before it is raised.
  case timeBeforeIncrease
  /// How long a pump setting has run before it is lowered to another rate.
  case timeBeforeDecrease
  /// From the start of one session to the start of the next.
  case sessionInterval
  /// The number of sessions.
  case sessionCount
  /// The concentration at any moment: above an upper bound anywhere, below a lower one from
  /// `settledAfter` after the start of a session to the end of its last delivery.
  case concentration(of: Site, settledAfter: Quantity?)
  /// The highest concentration of the course, which may also be too low.
  case peakConcentration(of: Site)
  /// For how long, in all, the concentration is above a threshold.
  case timeAbove(Quantity, of: Site)
  /// The strength in the bag or syringe.
  case bagConcentration
  /// The flow that the pump has to run at.
  case pumpFlow
  /// By what share a rate that the pump can run at differs from the intended one.
  case pumpError

  /// Where a concentration is looked at.
  public enum Site: Hashable, Sendable {
    /// Plasma of the drug itself.
    case plasma
    /// The effect site that was chosen for the model.
    case effectSite
    /// Another output of the model, such as the plasma of a metabolite, by its name.
    case output(String)
  }
}
