internal import Diagnostics
internal import Dosing
internal import Quantities

extension ProtocolStep.Action {
  /// The longest time, min, in which a dose counts as a bolus by any set of limits that comes with
  /// titrate (`bolus within`); sets of others may say something else.
  package static let longestBolus = 15.0

  /// A warning about a dose that is called a bolus and takes longer than one; nothing otherwise.
  /// - Parameter place: Where it is called so.
  func longBolus(called place: SourceLocation?) -> Diagnostic? {
    guard let place, case .infusion(let infusion) = self,
      infusion.duration.canonical > Self.longestBolus
    else { return nil }
    return Diagnostic(
      .longBolus, .warning, at: place,
      "`bolus` over \(infusion.duration) is taken for an infusion, and as a bolus by no set of limits "
        + "that comes with titrate",
      expected: "a bolus within 15 min, the longest of these sets",
      remedy: "write `infusion` if \(infusion.duration) is meant, or the time of the bolus")
  }
}
