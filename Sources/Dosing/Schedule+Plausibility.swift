public import Diagnostics
internal import Quantities

extension Schedule {
  /// Warnings about doses and rates that no drug is given in: slips of a unit or a decimal point;
  /// and about how the steps are written.
  ///
  /// The bounds are physical and know no pharmacology: a single dose above 1000 mg/kg, more than
  /// 1000 mg/kg in an hour, a rate above 10 g/min, a flow above 10 L/h where the strength is
  /// stated, and more than 1 kg of one drug in all. A dose within them may still be wrong.
  /// - Parameter weight: The patient's actual weight in kg; without it nothing is judged per
  ///   kilogram.
  /// - Returns: The ``doubts``, and `T5021`, one for each step and bound, at the step; nothing when
  ///   all is plausible.
  public func plausibility(weight: Double?) -> [Diagnostic] {
    let kilograms = weight.flatMap { $0 > 0 ? $0 : nil }
    var found = doubts
    for line in lines where line.kind != .stop {
      for (message, bound) in line.excesses(weight: kilograms) {
        let warning = Schedule.implausible(line.location, message, bound)
        // Sessions and repeats of one step say the same thing.
        if !found.contains(where: { $0.location == warning.location && $0.expected == bound }) {
          found.append(warning)
        }
      }
    }
    var seen: Set<String> = []
    for line in lines where seen.insert(line.drug).inserted {
      let total = deliveries.filter { $0.drug == line.drug }.map(\.amount).reduce(0, +)
      guard total > 1_000_000 else { continue }
      found.append(
        Schedule.implausible(
          line.location, "the steps of `\(line.drug)` give more than 1 kg of drug in all",
          "at most 1 kg of a drug in all"))
    }
    return found
  }

  private static func implausible(
    _ location: SourceLocation?, _ message: String, _ expected: String
  ) -> Diagnostic {
    Diagnostic(
      .implausibleDose, .warning, at: location, message, expected: expected,
      remedy: "check the unit and the decimal point, and the time in which it is given")
  }
}

extension ScheduleLine {
  /// What is beyond a bound, each with the bound in words.
  fileprivate func excesses(weight: Double?) -> [(message: String, bound: String)] {
    var found: [(String, String)] = []
    let shown = entered.map { "`\($0)`" } ?? "this step"
    if kind != .setRate, let weight, amount > 1000 * weight {
      found.append(
        ("\(shown) is a dose above 1000 mg per kilogram of body weight", "at most 1000 mg/kg"))
    }
    guard let rate else { return found }
    if kind == .setRate, let weight, rate * 60 > 1000 * weight {
      found.append(
        ("\(shown) gives more than 1000 mg per kilogram in an hour", "at most 1000 mg/kg/h"))
    }
    if rate > 10_000 {
      found.append(("\(shown) runs at more than 10 g of drug per minute", "at most 10 g/min"))
    }
    // mg/min over mg/mL is mL/min, and 10 L/h are 10000/60 of them.
    if let concentration, concentration > 0, rate / concentration * 60 > 10_000 {
      found.append(
        ("\(shown) runs at more than 10 L of fluid per hour", "at most 10 L/h")
      )
    }
    return found
  }
}
