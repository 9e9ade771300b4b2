internal import Dosing
internal import Quantities
internal import Simulation

extension BasisCase {
  /// What a rule measures at one moment.
  struct Momentary {
    /// What is in force or happens at the moment, or how much there has been by then; empty when
    /// the rule says nothing about it.
    var readings: [Reading] = []
    /// Whether a lower bound concerns it: not while it can still be reached, or need not be.
    var isDue = true
  }

  /// Measures what a rule is about at one moment, what happens just then included.
  ///
  /// Amounts, durations, counts and peaks are those up to the moment, of the session that began
  /// last or of the course; rates, strengths and concentrations are those in force.
  mutating func measured(
    _ rule: LimitRule, at moment: Tick
  ) throws(MeasuringFailure) -> Momentary {
    switch try measured(rule) {
    case .window(let window, let course):
      let culprit = course.culprit(at: moment, upTo: true)
      let reading = Reading(
        window.value(at: moment), at: moment.minutes, line: culprit?.line,
        session: culprit?.session)
      return Momentary(readings: [reading], isDue: window.isWithinCourse(endingAt: moment))
    case .trace(let trace):
      do {
        let now = try trace.value(at: moment)
        return Momentary(readings: [now.reading], isDue: now.isBound)
      } catch {
        throw .simulation(error)
      }
    case .readings(let whole): return try momentary(rule, whole, at: moment)
    }
  }

  private mutating func momentary(
    _ rule: LimitRule, _ whole: [Reading], at moment: Tick
  ) throws(MeasuringFailure) -> Momentary {
    let course = course(by: rule.route)
    switch rule.measure {
    case .sessionDose, .courseDose, .sessionDuration, .courseDuration, .sessionCount:
      let given = course.given(by: moment)
      guard let reading = given.courseReadings(rule.measure, schedule.sessions).last else {
        return Momentary()
      }
      return Momentary(readings: [reading], isDue: reading.isAll(of: whole, rule.measure))
    case .bolusCount:
      guard let session = course.given(by: moment).items.last?.session else { return Momentary() }
      let boluses = course.bolusReadings(.bolusDose, separatesLoading: leavesLoading(rule))
        .filter { $0.session == session && $0.minutes.map { $0 <= moment.minutes } ?? false }
      guard var reading = boluses.last else { return Momentary() }
      reading.exact = Rational(Int64(boluses.count))
      reading.value = Double(boluses.count)
      return Momentary(readings: [reading], isDue: reading.isAll(of: whole, rule.measure))
    case .peakConcentration:
      guard course.items.contains(where: { $0.start <= moment }) else { return Momentary() }
      let isPast = whole.allSatisfy { $0.minutes.map { $0 <= moment.minutes } ?? true }
      return Momentary(
        readings: try readings(rule.measure, course, to: moment), isDue: isPast)
    case .timeAbove(_, let site):
      return Momentary(
        readings: try readings(rule.measure, course, to: moment),
        isDue: try timeAbove(rule.measure, site, after: moment) == 0)
    default: return Momentary(readings: whole.filter { $0.holds(at: moment.minutes) })
    }
  }

  private mutating func readings(
    _ measure: Measure, _ course: DrugCourse, to moment: Tick
  ) throws(MeasuringFailure) -> [Reading] {
    guard case .readings(let readings) = try concentration(measure, course, to: moment) else {
      return []
    }
    return readings
  }

  /// For how long a concentration will yet be above the threshold of a rule, min.
  private func timeAbove(
    _ measure: Measure, _ site: Measure.Site, after moment: Tick
  ) throws(MeasuringFailure) -> Double {
    guard case .timeAbove(let quantity, _) = measure else { return 0 }
    let (curve, output): (Curve, Curve.Output)
    let threshold: Double
    do throws(Unchecked) {
      (curve, output) = try self.output(of: site)
      threshold = try concentration(quantity, in: output).double
    } catch {
      throw .unchecked(error)
    }
    do throws(SimulationFailure) {
      return try curve.timeAbove(threshold, of: output, from: moment, to: .longest)
    } catch {
      throw .simulation(error)
    }
  }
}

extension Reading {
  /// Whether it has grown to all that its session, or the course, comes to.
  fileprivate func isAll(of whole: [Reading], _ measure: Measure) -> Bool {
    let last =
      switch measure {
      case .courseDose, .courseDuration, .sessionCount: whole.last
      default: whole.last { $0.session == session }
      }
    return last?.exact == exact
  }
}

extension Measure {
  /// Why a rule says nothing about a moment at which there is nothing of the kind.
  var absenceAtMoment: String {
    switch self {
    case .bolusDose, .bolusDuration, .bolusRate: "no bolus is given at this moment"
    case .bolusCount: "no bolus has been given in this session"
    case .bolusInterval: "no bolus follows another at this moment"
    case .loadingDose, .loadingDuration: "no loading dose is given at this moment"
    case .rate: "nothing runs at this moment"
    case .pumpFlow: "nothing runs through a pump at this moment"
    case .rateIncrease, .timeBeforeIncrease: "no rate is raised at this moment"
    case .rateDecrease, .timeBeforeDecrease: "no rate is lowered at this moment"
    case .sessionInterval: "no session follows another at this moment"
    case .bagConcentration, .pumpError: "nothing is given at this moment"
    case .doseInWindow, .sessionDose, .courseDose, .sessionDuration, .courseDuration,
      .sessionCount, .concentration, .peakConcentration, .timeAbove:
      "nothing has been given yet"
    }
  }

  /// Why a lower bound says nothing about a moment.
  var postponement: String {
    switch self {
    case .concentration: "the concentration need not be reached at this moment"
    case .doseInWindow: "the window up to this moment does not lie within the course"
    default: "what it requires can still be reached"
    }
  }
}
