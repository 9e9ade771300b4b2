import Foundation
import Testing
import Titrate

@Suite("Lags of each subject's own")
struct LagEffectsTests {
  private static let between = """
      between subjects:
        distribution: log-normal
        from: demo
        evidence: assumption
        parameters: { tlag: { sd: 0.5 } }
    """
  private static let both =
    between + """

        between sessions:
          distribution: log-normal
          from: demo
          evidence: assumption
          parameters: { tlag: { sd: 0.4 } }
      """
  /// 10 L, 0.1 L/min: a rate constant of 0.01 1/min.
  private static let k = 0.01

  private func model(_ variability: String, lag: String = "30 min") throws -> Model {
    try InventedModel.read(
      variability,
      changing: [
        ("CL: {", "tlag: { value: \(lag), from: demo, evidence: assumption }\n  CL: {"),
        ("{ iv: central }", "{ iv: central, sc: { into: central, lag: tlag } }"),
      ])
  }

  private func scenario(
    _ variability: String, lag: String = "30 min", sessions: Int = 2, at minutes: [Double],
    metrics: [Metric] = []
  ) throws -> ScenarioSource {
    let dosing = try ProtocolDocument.read(
      text: """
        titrate: protocol/1
        id: under-the-skin
        title: Under the skin, and a dose into the vein
        drug: exampline
        steps:
          - { give: 100 mg, route: sc }
          - { at: 10 min, give: 40 mg, over: 20 min, route: sc }
          - { at: 90 min, give: 30 mg }
        course: { sessions: \(sessions), every: 1 d }
        """, file: "dosing.yaml")
    return try InventedModel.scenario(
      model(variability, lag: lag), dosing, at: minutes, metrics: metrics, ownLags: ["sc"])
  }

  /// mg/L, worked out by hand: what is left of every dose that has arrived.
  private func concentration(at minute: Double, lags: [Double]) -> Double {
    var amount = 0.0
    for (session, lag) in lags.enumerated() {
      let start = 1440 * Double(session)
      for (moment, dose) in [(start + lag, 100.0), (start + 90, 30)] where moment <= minute {
        amount += dose * exp(-Self.k * (minute - moment))
      }
      let since = minute - (start + 10 + lag)
      if since > 0 {
        let during = min(since, 20)
        amount += 2 / Self.k * (1 - exp(-Self.k * during)) * exp(-Self.k * (since - during))
      }
    }
    return amount / 10
  }

  @Test("A subject's doses arrive after the lag of their own session, as worked out by hand")
  func byHand() throws {
    let minutes = [0.0, 10, 20, 30, 45, 60, 90, 300, 1440, 1460, 1480, 1530, 2000]
    let source = try scenario(Self.both, at: minutes)
    #expect(source.plan.isFast)
    let store = ConcentrationStore(source.plan, subjects: 0..<60)
    let summary = try PopulationRun(source.plan).run(0..<60, keeping: store) {
      try source.write($0)
    }
    #expect(summary.fast == 60 && summary.failed == 0)
    var seen: Set<Double> = []
    for (subject, sets) in try InventedModel.drawn(source, 0..<60).enumerated() {
      let lags = sets.map { $0[1] }
      seen.formUnion(lags)
      for (time, minute) in minutes.enumerated() {
        let exact = concentration(at: minute, lags: lags)
        let found = store[subject: subject, output: 0, time: time]
        #expect(abs(found - exact) <= 1e-12 * exact, "subject \(subject) at \(minute) min")
      }
    }
    #expect(seen.count == 120)
  }

  @Test("Metrics are those of the subject's own course, also of doses after the last moment")
  func metrics() throws {
    let source = try scenario(
      Self.between, sessions: 1, at: [0, 95],
      metrics: [.maximum, .maximumTime, .area, .areaToInfinity, .clearance])
    let sink = KeptMetrics()
    _ = try PopulationRun(source.plan).run(0..<200, into: [sink]) { try source.write($0) }
    var late = 0
    for (subject, sets) in try InventedModel.drawn(source, 0..<200).enumerated() {
      let lag = sets[0][1]
      let found = sink.values[subject]
      // The areas of what has arrived by 95 min, less what is then still to be cleared.
      func arrived(_ moment: Double) -> Double { max(0, min(95 - moment, 20)) / 20 }
      var given = 30.0 + 40 * arrived(lag + 10)
      if lag <= 95 { given += 100 }
      let area = (given - 10 * concentration(at: 95, lags: [lag])) / 0.1
      #expect(abs(found[2] - area) <= 1e-11 * area)
      // All of the dose, over the clearance.
      #expect(abs(found[3] - 1700) <= 1e-11 * 1700 && abs(found[4] - 0.1) <= 1e-13)
      let ends = [lag, lag + 30, 90, 95].filter { $0 <= 95 }
      let peak = ends.map { concentration(at: $0, lags: [lag]) }.max() ?? 0
      // A lag is kept to the nearest flick, 1.4 ns.
      #expect(abs(found[0] - peak) <= 1e-12 * peak && ends.contains { abs($0 - found[1]) < 1e-9 })
      if lag > 95 { late += 1 }
    }
    #expect((1..<40).contains(late))
  }

  @Test("A lag that cannot be fails its subject, names the lag, and leaves others as they are")
  func impossible() throws {
    let additive = Self.between.replacing("log-normal", with: "additive")
      .replacing("sd: 0.5", with: "sd: 20 min")
    let source = try scenario(additive, sessions: 1, at: [60])
    let store = ConcentrationStore(source.plan, subjects: 0..<100)
    let summary = try PopulationRun(source.plan).run(0..<100, keeping: store) {
      try source.write($0)
    }
    let lags = try InventedModel.drawn(source, 0..<100).map { $0[0][1] }
    // Half a flick below zero is still zero.
    let negative = lags.filter { $0 < -1e-10 }
    #expect(summary.failed == negative.count && (1..<30).contains(negative.count))
    let first = try #require(lags.firstIndex { $0 < 0 })
    #expect(summary.firstFailure?.subject == first)
    #expect(summary.firstFailure?.reason == .badLag(lags[first]))
    for (subject, lag) in lags.enumerated() {
      let found = store[subject: subject, output: 0, time: 0]
      let exact = concentration(at: 60, lags: [lag])
      #expect(lag < 0 ? found.isNaN : abs(found - exact) <= 1e-12 * exact)
    }
  }

  @Test("Threads, blocks and parts change no byte")
  func sameBytes() throws {
    let source = try scenario(Self.both, at: [20, 95, 1460, 1535])
    try source.expectSameBytes(subjects: 100)
  }

  @Test("A subject bound by itself is written with its own lag")
  func written() throws {
    let model = try model(Self.between, lag: "weight * 1 min/kg")
    let people = try ["47.3 kg", "70 kg", "111 kg"].map {
      Patient(weight: try StudyExample.quantity($0))
    }
    let dosing = try ProtocolPhrase.read("100 mg by sc", drug: model.drug)
    let bound = try people.map { try model.bind(to: $0) }
    let schedule = try dosing.schedule(for: people[0])
    let times = [30.0, 47.3, 60, 70, 200].compactMap { Tick(minutes: $0) }
    let plan = try BatchPlan(
      model: bound[0], schedule: schedule, times: times, horizon: times[4], ownLags: ["sc"])
    let store = ConcentrationStore(plan, subjects: 0..<3)
    _ = try PopulationRun(plan).run(0..<3, keeping: store) { tile in
      for lane in 0..<tile.count {
        try plan.write(bound[tile.first + lane], schedule, to: tile, lane: lane)
      }
    }
    for (subject, model) in bound.enumerated() {
      let curve = try Curve(model: model, schedule: schedule)
      for (index, time) in times.enumerated() {
        let exact = try curve.concentration(of: plan.outputs[0], at: time)
        let found = store[subject: subject, output: 0, time: index]
        #expect(abs(found - exact) <= 1e-12 * exact)
        #expect((found > 0) == (time.minutes >= [47.3, 70, 111][subject]))
      }
    }
  }
}

/// The metrics of the first output, by subject.
private final class KeptMetrics: BlockSink, @unchecked Sendable {
  private(set) var values: [[Double]] = []

  func part(of block: ResultBlock) -> [[Double]] {
    (0..<block.subjects.count).map { subject in
      (0..<block.metrics).map { block.metric($0, subject: subject, output: 0) }
    }
  }

  func append(_ part: [[Double]]) { values += part }
}
