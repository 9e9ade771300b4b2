internal import Dosing
internal import Kinetics
internal import Quantities
internal import Simulation

extension SimulatedDrug {
  /// An output in words, with the sampling site always named: `ketamine plasma (arterial)`.
  func label(of output: Curve.Output) -> String {
    if isEffectSite(output) {
      return "\(output.analyte) effect site" + (model.effectSite.map { " (\($0))" } ?? "")
    }
    let name =
      output.name.hasPrefix(output.analyte) ? output.name : "\(output.analyte) \(output.name)"
    return "\(name) (\(samplingSite))"
  }

  /// The label in two lines, for a narrow column: what is in brackets stands below.
  func headingLines(of output: Curve.Output) -> [String] {
    let label = label(of: output)
    guard let bracket = label.lastIndex(of: "("), label.hasSuffix(")") else { return [label] }
    return [label[..<bracket].trimmed, String(label[bracket...])]
  }

  /// Where blood was sampled.
  var samplingSite: String {
    switch model.model.sampling {
    case .arterial: "arterial"
    case .venous: "venous"
    case .notStated: "sampling site not stated"
    }
  }

  /// A moment so late that nothing is left which a number could show: sixty half-lives of the
  /// slowest process after the last dose; nothing when drug never leaves.
  ///
  /// Where a flow saturates, mass balance bounds the time above its Km: everything given, at half
  /// of Vmax. Below, the flow is at least half as fast as far below.
  func lateMoment(of output: Curve.Output) throws(SimulationFailure) -> Tick? {
    let rates: [DecayRate]
    do {
      var slowed = model.system
      for index in slowed.saturable.indices { slowed.saturable[index].maximumRate /= 2 }
      rates = try slowed.unsaturated().decayRates(observedAt: output.state)
    } catch {
      throw .kinetics(error)
    }
    let slowest = rates.map(\.halfLife).max() ?? .infinity
    guard slowest.isFinite else { return nil }
    let lag = model.routes.map(\.lag).max() ?? .zero
    let given = deliveries.reduce(0) { $0 + $1.amount }
    let saturated = model.system.saturable.reduce(0) { $0 + 2 * given / $1.maximumRate }
    return Tick(minutes: (schedule.end + lag).minutes + saturated + 60 * slowest)
  }

  /// When boluses are given, min; asked for more often than worked out.
  var bolusMinutes: Set<Double> { Set(deliveries.filter(\.isBolus).map(\.start.minutes)) }

  /// How a concentration is shown, ng/mL; what is too small to matter is said to be so.
  static func text(concentration: Double) -> String {
    let isTrace = concentration > 0 && concentration * Scale.nanogramsPerMilliliter < 0.001
    return isTrace
      ? "<0.001"
      : NumberFormat.plain(concentration * Scale.nanogramsPerMilliliter, digits: 3)
  }
}

extension Model {
  /// The id without the drug: `kamp-2020`.
  var shortName: String {
    id.firstIndex(of: "/").map { String(id[id.index(after: $0)...]) } ?? id
  }
}
