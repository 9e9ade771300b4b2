import Dosing
import Quantities
import Testing

@Suite("Slips of programming")
struct SlipTests {
  /// One protocol with everything that a slip could happen to.
  private func meant() throws -> DosingProtocol {
    try Make.plan(
      [
        Make.infusion("0.35 mg/kg", over: "1 min", atMost: "35 mg"),
        Make.rate("10 mcg/kg/min", for: "1 h"),
        Make.ramp(.up, "0.1 mg/kg/h", to: "0.3 mg/kg/h", by: "0.1 mg/kg/h", every: "1 h"),
      ], concentration: "5 mg/mL")
  }

  /// What each slip makes of the doses and rates, in the words of a prescription.
  @Test(
    "each slip changes what it would change, and nothing else",
    arguments: [
      (Slip.tenfold, ["3.5 mg/kg", "100 mcg/kg/min", "1 mg/kg/h", "3 mg/kg/h", "1 mg/kg/h"]),
      (
        .microgramsAsMilligrams,
        ["350 mg/kg", "10000 mcg/kg/min", "100 mg/kg/h", "300 mg/kg/h", "100 mg/kg/h"]
      ),
      (
        .flowAsRate,
        ["0.35 mg/kg", "2 mcg/kg/min", "0.02 mg/kg/h", "0.06 mg/kg/h", "0.02 mg/kg/h"]
      ),
      (.rateAsFlow, ["0.35 mg/kg", "50 mcg/kg/min", "0.5 mg/kg/h", "1.5 mg/kg/h", "0.5 mg/kg/h"]),
      (
        .perMinuteAsPerHour,
        ["0.35 mg/kg", "10 mcg/kg/h", "0.1 mg/kg/h", "0.3 mg/kg/h", "0.1 mg/kg/h"]
      ),
      (
        .perHourAsPerMinute,
        ["0.35 mg/kg", "10 mcg/kg/min", "0.1 mg/kg/min", "0.3 mg/kg/min", "0.1 mg/kg/min"]
      ),
      (.lostDecimalPoint, ["35 mg/kg", "10 mcg/kg/min", "1 mg/kg/h", "3 mg/kg/h", "1 mg/kg/h"]),
    ] as [(Slip, [String])])
  func doses(slip: Slip, expected: [String]) throws {
    let changed = try #require(slip.applied(to: meant(), bolusMinutes: 5))
    #expect(changed.drugs[0].steps.flatMap(\.doses) == expected)
    #expect(changed.drugs[0].concentration == (try q("5 mg/mL")))
  }

  @Test("a bolus is repeated, and a longer infusion is not")
  func repeated() throws {
    let changed = try #require(Slip.repeatedBolus.applied(to: meant(), bolusMinutes: 5))
    #expect(
      changed.drugs[0].steps.flatMap(\.doses) == [
        "0.35 mg/kg", "0.35 mg/kg", "10 mcg/kg/min", "0.1 mg/kg/h", "0.3 mg/kg/h", "0.1 mg/kg/h",
      ])
    #expect(try Slip.repeatedBolus.applied(to: meant(), bolusMinutes: 0.5) == nil)
  }

  @Test("a wrong concentration changes the strength alone, and needs one")
  func concentration() throws {
    let changed = try #require(Slip.tenfoldConcentration.applied(to: meant(), bolusMinutes: 5))
    #expect(changed.drugs[0].concentration == (try q("50 mg/mL")))
    #expect(try changed.drugs[0].steps == meant().drugs[0].steps)
    let bare = try Make.plan([Make.bolus("20 mg")])
    for slip in [Slip.tenfoldConcentration, .flowAsRate, .rateAsFlow, .lostDecimalPoint] {
      #expect(slip.applied(to: bare, bolusMinutes: 5) == nil)
    }
  }

  @Test("a weight in pounds concerns the patient, not the protocol")
  func pounds() throws {
    #expect(try Slip.poundsAsKilograms.applied(to: meant(), bolusMinutes: 5) == nil)
  }

  @Test("bounds beside a dose stay as they were written")
  func bounds() throws {
    let changed = try #require(Slip.tenfold.applied(to: meant(), bolusMinutes: 5))
    guard case .infusion(let infusion) = changed.drugs[0].steps[0].action else {
      Issue.record("the infusion is one no more")
      return
    }
    #expect(infusion.dose.atMost == (try q("35 mg")))
  }
}

extension ProtocolStep {
  /// The doses and rates of a step, as they would be written.
  fileprivate var doses: [String] {
    switch action {
    case .bolus(let dose, _): [dose.quantity.description]
    case .infusion(let infusion): [infusion.dose.quantity.description]
    case .setRate(let setting): [setting.rate.quantity.description]
    case .ramp(let ramp):
      [ramp.from?.description, ramp.to.description, ramp.by.description].compactMap { $0 }
    case .hold, .pause, .stop, .wait: []
    }
  }
}
