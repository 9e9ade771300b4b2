package import Limits
internal import Quantities

extension Measure {
  /// What is measured, as a noun: `rate`, `dose in any 24 h`.
  package var words: String {
    switch self {
    case .bolusDose: "bolus dose"
    case .bolusDuration: "time that a bolus takes"
    case .bolusRate: "rate of a bolus"
    case .bolusInterval: "time from one bolus to the next"
    case .bolusCount: "boluses in a session"
    case .loadingDose: "loading dose"
    case .loadingDuration: "time that the loading dose takes"
    case .rate: "rate"
    case .doseInWindow(let window): "dose in any \(window)"
    case .sessionDose: "dose in a session"
    case .courseDose: "dose in the whole course"
    case .sessionDuration: "length of a session"
    case .courseDuration: "length of the course"
    case .rateIncrease: "increase of the rate in one step"
    case .rateDecrease: "decrease of the rate in one step"
    case .timeBeforeIncrease: "time before the rate is raised"
    case .timeBeforeDecrease: "time before the rate is lowered"
    case .sessionInterval: "time from one session to the next"
    case .sessionCount: "number of sessions"
    case .concentration(let site, _): site.words
    case .peakConcentration(let site): "peak of \(site.words)"
    case .timeAbove(let threshold, let site): "time with \(site.words) above \(threshold)"
    case .bagConcentration: "strength in the bag or syringe"
    case .pumpFlow: "flow of the pump"
    case .pumpError: "error of the pump's rate"
    }
  }
}

extension Measure.Site {
  /// The concentration that is looked at, as a noun.
  package var words: String {
    switch self {
    case .plasma: "plasma concentration"
    case .effectSite: "effect-site concentration"
    case .output(let name): "concentration of \(name)"
    }
  }
}
