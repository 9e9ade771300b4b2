internal import Quantities

/// A known error of programming or prescribing, for finding out which of them limits would catch.
///
/// The kinds are those that reports on infusion pumps and prescribing name again and again:
/// tenfold doses, units of mass, units of time, pounds, volume entered as mass, a wrong strength,
/// a dose given twice, a lost decimal point.
public enum Slip: String, Hashable, Sendable, CaseIterable {
  /// Ten times every dose and rate.
  case tenfold = "ten times the dose"
  /// The number of micrograms, entered as milligrams: a thousand times every dose and rate.
  case microgramsAsMilligrams = "mcg typed as mg"
  /// The number of mL/h that is meant, entered as mg/h.
  case flowAsRate = "mL/h typed as mg/h"
  /// The number of mg/h that is meant, entered as mL/h.
  case rateAsFlow = "mg/h typed as mL/h"
  /// The number of pounds of the patient's weight, entered as kilograms.
  case poundsAsKilograms = "pounds typed as kilograms"
  /// A rate per minute, entered as per hour.
  case perMinuteAsPerHour = "/min typed as /h"
  /// A rate per hour, entered as per minute.
  case perHourAsPerMinute = "/h typed as /min"
  /// A strength ten times the one that is meant.
  case tenfoldConcentration = "ten times the bag concentration"
  /// Every bolus, and every short infusion, a second time right behind the first.
  case repeatedBolus = "a repeated bolus"
  /// Every dose and rate without its decimal point: 0.35 becomes 35.
  case lostDecimalPoint = "a lost decimal point"
}

extension Slip {
  /// The protocol with the slip in it.
  ///
  /// Bounds beside a dose (`at most`) stay as they are: they are there to catch slips.
  /// - Parameters:
  ///   - dosing: The protocol that is meant.
  ///   - bolusMinutes: Infusions of at most this many minutes count as boluses.
  /// - Returns: Nothing where the protocol holds nothing to which the slip could happen, and for
  ///   ``Slip/poundsAsKilograms``, which happens to the patient.
  public func applied(to dosing: DosingProtocol, bolusMinutes: Double) -> DosingProtocol? {
    var result = dosing
    result.drugs = dosing.drugs.map { applied(to: $0, bolusMinutes: bolusMinutes) }
    return result == dosing ? nil : result
  }

  private func applied(to plan: DrugPlan, bolusMinutes: Double) -> DrugPlan {
    var result = plan
    switch self {
    case .tenfoldConcentration:
      result.concentration = plan.concentration?.times(10)
    case .repeatedBolus:
      result.steps = plan.steps.flatMap { $0.isBolus(within: bolusMinutes) ? [$0, $0] : [$0] }
    default:
      for index in result.steps.indices {
        result.steps[index].changeDoses { changed($0, strength: plan.concentration) }
      }
    }
    return result
  }

  private func changed(_ quantity: Quantity, strength: Quantity?) -> Quantity? {
    let isVolume = quantity.dimension.volume > 0
    let isRate = quantity.dimension.time < 0
    switch self {
    case .tenfold: return quantity.times(10)
    case .microgramsAsMilligrams: return isVolume ? nil : quantity.times(1000)
    case .lostDecimalPoint: return quantity.withoutDecimalPoint
    case .perMinuteAsPerHour: return quantity.inUnit(replacing: "/min", by: "/h")
    case .perHourAsPerMinute: return quantity.inUnit(replacing: "/h", by: "/min")
    case .flowAsRate where isRate && !isVolume:
      // r mg/h at c mg/mL are r/c mL/h; that number of mg/h is a c-th of the rate.
      return strength.flatMap { quantity.divided(byMilligramsPerMillilitre: $0) }
    case .rateAsFlow where isRate && !isVolume:
      return strength.flatMap { quantity.multiplied(byMilligramsPerMillilitre: $0) }
    default: return nil
    }
  }
}

extension ProtocolStep {
  fileprivate func isBolus(within minutes: Double) -> Bool {
    switch action {
    case .bolus: true
    case .infusion(let infusion): infusion.duration.canonical <= minutes
    case .setRate, .ramp, .hold, .pause, .stop, .wait: false
    }
  }

  /// Replaces the doses and rates for which there is a replacement.
  fileprivate mutating func changeDoses(_ change: (Quantity) -> Quantity?) {
    switch action {
    case .bolus(var dose, let route):
      dose.quantity = change(dose.quantity) ?? dose.quantity
      action = .bolus(dose, route: route)
    case .infusion(var infusion):
      infusion.dose.quantity = change(infusion.dose.quantity) ?? infusion.dose.quantity
      action = .infusion(infusion)
    case .setRate(var setting):
      setting.rate.quantity = change(setting.rate.quantity) ?? setting.rate.quantity
      action = .setRate(setting)
    case .ramp(var ramp):
      ramp.from = ramp.from.map { change($0) ?? $0 }
      ramp.to = change(ramp.to) ?? ramp.to
      ramp.by = change(ramp.by) ?? ramp.by
      action = .ramp(ramp)
    case .hold, .pause, .stop, .wait: break
    }
  }
}
