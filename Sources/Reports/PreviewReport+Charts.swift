internal import Dosing
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// The pictures of the report: for each drug the whole time, and for long courses one session.
  /// - Throws: ``ReportFailure/simulation(_:)`` when a curve has no value.
  public func charts() throws(ReportFailure) -> [ChartModel] {
    do {
      return try drawnCharts()
    } catch {
      throw .simulation(error)
    }
  }

  private func drawnCharts() throws(SimulationFailure) -> [ChartModel] {
    var charts: [ChartModel] = []
    let end = try chartEnd()
    for drug in drugs {
      var whole = try chart(of: drug, from: .zero, until: end)
      if schedule.sessions.count > 1, let plasma = drug.curve.outputs.first,
        let text = alikeText(try sessionPeaks(of: plasma, drug))
      {
        whole.notes.append("\(text).")
      }
      charts.append(whole)
      if let window = try sessionWindow(of: drug, until: end) {
        var chart = try chart(of: drug, from: window.start, until: window.end)
        chart.notes += schedule.sessions.filter { $0.start == window.start }
          .map { "Session \($0.number) is shown." }
        charts.append(chart)
      } else if let start = try endOfSpike(of: drug, until: end) {
        charts.append(try chart(of: drug, from: start, until: end))
      }
    }
    return charts
  }

  func addCharts(to content: inout ReportContent) throws(SimulationFailure) {
    for chart in try drawnCharts() {
      content.heading("Chart: \(chart.title)")
      content.add(.chart(chart, drawsLandmarks: drawsLandmarks))
    }
  }

  /// The picture of a drug in a stretch of time, with everything that preview draws.
  func chart(
    of drug: SimulatedDrug, from start: Tick, until end: Tick
  ) throws(SimulationFailure) -> ChartModel {
    var chart = try ChartModel(
      drug: drug, alternatives: alternatives.filter { $0.name == drug.name },
      landmarks: landmarks, from: start, until: end)
    chart.rules += limitRules(for: drug)
    chart.dosing.rules += rateRules(for: drug)
    return chart
  }

  /// Where a picture begins that leaves out a peak so short and high that it flattens the rest.
  ///
  /// Such is the one of a loading dose before a long infusion; nothing when there is none.
  private func endOfSpike(
    of drug: SimulatedDrug, until end: Tick
  ) throws(SimulationFailure) -> Tick? {
    guard let plasma = drug.curve.outputs.first else { return nil }
    let step = Self.roundStep(for: Tick(flicks: end.flicks / 8))
    let start = Tick(flicks: step)
    let peak = try drug.curve.maximum(of: plasma, to: end)
    guard schedule.end > start, peak.minutes < start.minutes, end.flicks >= 12 * step else {
      return nil
    }
    let rest = try drug.curve.maximum(of: plasma, from: start, to: end)
    return rest.concentration > 0 && peak.concentration > 2.5 * rest.concentration ? start : nil
  }

  /// The session in which a moment lies, or the one with the highest plasma concentration, when the
  /// course is so long beside it that the whole picture shows it as a spike.
  func sessionWindow(
    of drug: SimulatedDrug, until end: Tick, around moment: Tick? = nil
  ) throws(SimulationFailure) -> (start: Tick, end: Tick)? {
    let sessions = schedule.sessions.filter { $0.start < end }
    guard sessions.count > 1, until == nil, let plasma = drug.curve.outputs.first else {
      return nil
    }
    // The peak that the table names, so that both are about one session.
    let peak = try drug.curve.maximum(of: plasma, to: end)
    let minutes = moment?.minutes ?? peak.minutes
    guard let session = sessions.last(where: { $0.start.minutes <= minutes }) else {
      return nil
    }
    let length = session.end - session.start
    let next = sessions.first { $0.start > session.start }?.start ?? end
    let fall = try drug.curve.fallsBelow(peak.concentration / 10, of: plasma, after: session.end)
    var stop = fall.flatMap { Tick(minutes: $0) } ?? next
    stop = max(stop, session.end + Tick(flicks: length.flicks / 4))
    stop = min(
      stop, next, session.end + Tick(flicks: 3 * length.flicks + 360 * Tick.perMinute))
    let window = stop - session.start
    guard window > .zero, end.flicks / window.flicks >= 6 else { return nil }
    let step = Self.roundStep(for: window)
    let rounded = Tick(flicks: (window.flicks + step - 1) / step * step)
    return (session.start, min(session.start + rounded, next))
  }

  /// Where the chart ends: when the plasma has fallen to a tenth of its peak, but at least a
  /// quarter beyond the course, at most three times its length and a day; a round time.
  func chartEnd() throws(SimulationFailure) -> Tick {
    if let until { return until }
    let end = schedule.end
    let hour = 60 * Tick.perMinute
    var wanted = Tick(flicks: end.flicks / 4 * 5)
    let limit = Tick(flicks: end.flicks * 3 + 6 * hour)
    for drug in drugs {
      guard let plasma = drug.curve.outputs.first else { continue }
      let peak = try drug.curve.maximum(of: plasma, to: limit).concentration
      guard peak > 0 else { continue }
      let minutes = try drug.curve.fallsBelow(peak / 10, of: plasma, after: end)
      wanted = max(wanted, minutes.flatMap { Tick(minutes: $0) } ?? limit)
    }
    wanted = min(wanted, limit)
    let step = Self.roundStep(for: wanted)
    return Tick(flicks: (wanted.flicks + step - 1) / step * step)
  }

  /// The longest round time of which a length holds at least six.
  private static func roundStep(for length: Tick) -> Int64 {
    let hour = 60 * Tick.perMinute
    let steps: [Int64] = [hour / 12, hour / 6, hour / 2, hour, 6 * hour, 24 * hour]
    return steps.last { length.flicks / $0 >= 6 } ?? hour / 12
  }
}
