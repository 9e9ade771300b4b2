public import Diagnostics
internal import Quantities

extension Schedule {
  /// The schedule as a pump can deliver it, and every line that it cannot run just as ordered.
  ///
  /// Flows of settings and of finite infusions go to the nearest flow step at the line's strength,
  /// boluses to the nearest volume step; a value half-way between two steps goes to the larger.
  /// Times stay as ordered, so a rounded rate changes the amount. A flow above the pump's highest
  /// or below its lowest is not moved into the range: the line is reported and stays as ordered, as
  /// does a line without a stated strength. Flows are judged after rounding, each on its own: lines
  /// that run at the same time are taken to run on pumps of their own.
  ///
  /// For a child of 12 kg, 10 mg/mL and steps of 0.1 mL/h, 0.1 mg/kg/h becomes 0.083 mg/kg/h.
  /// - Parameters:
  ///   - pump: The pump.
  ///   - drug: The drug it runs; every drug when absent.
  /// - Returns: The schedule, and the differences in the order of the deliveries.
  /// - Throws: What ``Pump/check()`` finds.
  public func deliverable(
    by pump: Pump, of drug: String? = nil
  ) throws(DiagnosticError) -> (schedule: Schedule, differences: [Pump.Difference]) {
    if let error = DiagnosticError(pump.check()) { throw error }
    let steps = PumpSteps(pump)
    var result = self
    var differences: [Pump.Difference] = []
    for (index, delivery) in deliveries.enumerated() where drug ?? delivery.drug == delivery.drug {
      // A number that is not finite is no order; `validate` names it.
      guard let ordered = delivery.exactRate ?? delivery.exactAmount, !ordered.isZero else {
        continue
      }
      let line = lines.indices.contains(delivery.line) ? lines[delivery.line] : nil
      let fate = steps.fate(of: ordered, delivery, strength: line?.strength)
      guard let outcome = fate.outcome else { continue }
      differences.append(
        Pump.Difference(
          line: delivery.line, intended: ordered.double, deliverable: fate.delivered?.double,
          outcome: outcome, setting: fate.setting?.double,
          share: fate.delivered.map { ($0 - ordered) / ordered }))
      guard let delivered = fate.delivered else { continue }
      result.deliveries[index].order(delivered)
      guard line != nil else { continue }
      let changed = result.deliveries[index]
      result.lines[delivery.line].amount = changed.exactAmount?.double ?? changed.amount
      result.lines[delivery.line].rate = changed.exactRate?.double
    }
    return (result, differences)
  }
}

/// A pump's steps without rounding, L/min and L.
private struct PumpSteps {
  let flow: Rational
  let lowest: Rational
  let highest: Rational
  let volume: Rational?

  init(_ pump: Pump) {
    flow = Rational(pump.flowStep)
    lowest = Rational(pump.lowestFlow)
    highest = Rational(pump.highestFlow)
    volume = pump.volumeStep.map { Rational($0) }
  }

  /// What becomes of one order, mg/min or mg; no outcome when it is run as it is.
  func fate(
    of ordered: Rational, _ delivery: Delivery, strength: Quantity?
  ) -> (outcome: Pump.Difference.Outcome?, setting: Rational?, delivered: Rational?) {
    let isBolus = if case .bolus = delivery.manner { true } else { false }
    guard let step = isBolus ? volume : flow else { return (nil, nil, nil) }
    guard let strength, strength.number > .zero else { return (.unknownStrength, nil, nil) }
    let concentration = Rational(strength)
    guard let steps = (ordered / concentration / step).nearest else { return (.tooFast, nil, nil) }
    let setting = Rational(steps) * step
    if steps == 0 || (!isBolus && setting < lowest) { return (.tooSlow, setting, nil) }
    if !isBolus, setting > highest { return (.tooFast, setting, nil) }
    let delivered = setting * concentration
    return (delivered == ordered ? nil : .rounded, setting, delivered)
  }
}

extension Delivery {
  /// Orders another amount (of a bolus, mg) or rate (of anything that runs, mg/min).
  fileprivate mutating func order(_ value: Rational) {
    switch manner {
    case .bolus:
      manner = .bolus(amount: value.double)
      prescribed = value
    case .finiteInfusion:
      manner = .finiteInfusion(rate: value.double)
      prescribed = value * Rational(minutes: end - start)
    case .setRate:
      manner = .setRate(rate: value.double)
      prescribed = value
    }
  }
}
