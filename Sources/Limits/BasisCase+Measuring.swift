internal import Dosing
internal import Kinetics
internal import Quantities
internal import Simulation

/// A rule cannot be checked, or a curve cannot be asked.
enum MeasuringFailure: Error {
  case unchecked(Unchecked)
  case simulation(SimulationFailure)
}

extension BasisCase {
  /// Measures what a rule is about.
  mutating func measured(_ rule: LimitRule) throws(MeasuringFailure) -> Measured {
    let course = course(by: rule.route)
    do throws(Unchecked) {
      guard course.isFinite else {
        throw .unknown("an amount that the schedule gives", "correct the program that made it")
      }
      switch rule.measure {
      case .bolusDose, .bolusDuration, .bolusRate, .bolusInterval, .bolusCount, .loadingDose,
        .loadingDuration:
        return .readings(course.bolusReadings(rule.measure, separatesLoading: leavesLoading(rule)))
      case .rate, .rateIncrease, .rateDecrease, .timeBeforeIncrease, .timeBeforeDecrease:
        return .readings(course.rateReadings(rule.measure))
      case .doseInWindow(let width):
        guard let width = Tick(width), width > .zero else {
          throw .unknown("the length of the window", "write a window such as `24 h`")
        }
        return .window(WindowDose(amount(by: rule.route), width: width), course)
      case .sessionDose, .courseDose, .sessionDuration, .courseDuration, .sessionInterval,
        .sessionCount:
        return .readings(course.courseReadings(rule.measure, schedule.sessions))
      case .bagConcentration: return .readings(try strengths(course))
      case .pumpFlow: return .readings(try flows(course))
      case .pumpError: return .readings(try pumpErrors(course))
      case .concentration, .peakConcentration, .timeAbove: break
      }
    } catch {
      throw .unchecked(error)
    }
    return try concentration(rule.measure, course)
  }

  /// Whether a rule about boluses leaves loading doses to a rule that judges the same of them.
  func leavesLoading(_ rule: LimitRule) -> Bool {
    loadingRules.contains { loading in
      guard loading.route == nil || loading.route == rule.route else { return false }
      return switch (rule.measure, loading.measure) {
      case (.bolusDose, .loadingDose), (.bolusDuration, .loadingDuration):
        // A side that only the bolus rule bounds stays with it.
        Measurement.Side.allCases.allSatisfy { !rule.bounds($0) || loading.bounds($0) }
      case (.bolusCount, _): true
      default: false
      }
    }
  }

  /// Measures a concentration up to a moment.
  mutating func concentration(
    _ measure: Measure, _ course: DrugCourse, to end: Tick = .longest
  ) throws(MeasuringFailure) -> Measured {
    let site: Measure.Site
    switch measure {
    case .concentration(let place, _), .peakConcentration(let place): site = place
    case .timeAbove(_, let place): site = place
    default: return .readings([])
    }
    let (curve, output): (Curve, Curve.Output)
    let threshold: Double?
    do {
      (curve, output) = try self.output(of: site)
      threshold =
        if case .timeAbove(let quantity, _) = measure {
          try concentration(quantity, in: output).double
        } else { nil }
    } catch {
      throw .unchecked(error)
    }
    do {
      if let threshold {
        let time = try curve.timeAbove(threshold, of: output, to: end)
        let first = try curve.crossings(of: output, threshold: threshold, to: end).first
        let culprit = first.flatMap { Tick(minutes: $0.minutes) }.flatMap {
          course.culprit(at: $0, upTo: true)
        }
        return .readings([Reading(approximate: time, at: first?.minutes, line: culprit?.line)])
      }
      let peak =
        end == .longest
        ? try self.peak(curve, output) : try curve.maximum(of: output, to: end)
      if case .concentration(_, let settled) = measure {
        return .trace(
          ConcentrationTrace(
            curve: curve, output: output, spans: spans(settledAfter: settled), course: course,
            peak: peak))
      }
      let culprit = Tick(minutes: peak.minutes).flatMap {
        course.culprit(at: $0, upTo: true)
      }
      return .readings([
        Reading(
          approximate: peak.concentration, at: peak.minutes, line: culprit?.line,
          session: culprit?.session)
      ])
    } catch {
      throw .simulation(error)
    }
  }

  /// A concentration in mg/L; one by substance needs the molar mass of the output.
  func concentration(
    _ quantity: Quantity, in output: Curve.Output
  ) throws(Unchecked) -> Rational {
    if quantity.dimension == .concentration { return Rational(quantity) }
    guard quantity.dimension == .substance / .volume else {
      throw .unknown("the concentration `\(quantity)`", "write one such as `185 ng/mL`")
    }
    // g/mol are mg/mmol, a thousandth of that mg/umol.
    guard let mass = output.molarMass.flatMap({ Rational(exactly: $0) }) else {
      throw .unknown(
        "the molar mass of \(output.analyte)", "write the bound by mass, such as `185 ng/mL`")
    }
    return Rational(quantity) * mass / Rational(1000)
  }

  private func spans(settledAfter: Quantity?) -> [ConcentrationTrace.Span] {
    let settled = settledAfter.flatMap { Tick($0) } ?? .zero
    return course.bySession.compactMap { items in
      guard let first = items.first, let end = items.map(\.end).max() else { return nil }
      let start = first.start + settled
      return start <= end
        ? ConcentrationTrace.Span(start: start, end: end, session: first.session) : nil
    }
  }
}
