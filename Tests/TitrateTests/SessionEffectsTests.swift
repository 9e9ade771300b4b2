import Foundation
import Testing
import Titrate

@Suite("Differences between sessions")
struct SessionEffectsTests {
  private static let sessions = """
      between sessions:
        distribution: log-normal
        from: demo
        evidence: assumption
        parameters: { V1: { sd: 0.5 }, CL: { sd: 0.8 } }
        correlation: { V1 ~ CL: 0.3 }
    """
  private static let both =
    sessions + """

        between subjects:
          distribution: log-normal
          from: demo
          evidence: assumption
          parameters: { CL: { sd: 0.4 } }
      """
  private static let course = "100 mg over 40 min, 3 sessions every 12 h"

  private func scenario(
    _ variability: String = both, given: String = course, at minutes: [Double] = [20, 60],
    metrics: [Metric] = [], seed: UInt64 = 5, replicates: Int = 1
  ) throws -> ScenarioSource {
    try InventedModel.scenario(
      InventedModel.read(variability), given: given, at: minutes, metrics: metrics, seed: seed,
      replicates: replicates)
  }

  private func drawn(_ source: ScenarioSource, _ rows: Range<Int>) throws -> [[[Double]]] {
    try InventedModel.drawn(source, rows)
  }

  /// The amount of one compartment, mg, worked out by hand: infusions of 2.5 mg/min for 40 min
  /// every 720 min, and the rate constant of each session from its start to that of the next.
  private func amount(at minute: Double, rates: [Double]) -> Double {
    var amount = 0.0
    for (session, k) in rates.enumerated() {
      let start = 720 * Double(session)
      guard minute >= start else { break }
      let last = session == rates.count - 1
      let span = last ? minute - start : min(minute - start, 720)
      let during = min(span, 40)
      amount = amount * exp(-k * during) + 2.5 / k * (1 - exp(-k * during))
      amount *= exp(-k * (span - during))
    }
    return amount
  }

  @Test("A subject's curve is the one worked out by hand with each session's parameters")
  func byHand() throws {
    let minutes = [0.0, 10, 40, 300, 719, 720, 721, 760, 1440, 1445, 1500, 2160]
    let source = try scenario(at: minutes)
    let store = ConcentrationStore(source.plan, subjects: 0..<50)
    let summary = try PopulationRun(source.plan).run(0..<50, keeping: store) {
      try source.write($0)
    }
    #expect(summary.fast == 50 && summary.general == 0 && summary.failed == 0)
    for (subject, sets) in try drawn(source, 0..<50).enumerated() {
      #expect(sets.count == 3)
      let rates = sets.map { $0[1] / $0[0] }
      for (time, minute) in minutes.enumerated() {
        let session = min(2, Int(minute / 720))
        let exact = amount(at: minute, rates: rates) / sets[session][0]
        let found = store[subject: subject, output: 0, time: time]
        #expect(abs(found - exact) <= 1e-12 * exact, "subject \(subject) at \(minute)")
      }
    }
  }

  @Test("The single-patient curve with the changed parameters gives the same values and metrics")
  func singleCurve() throws {
    let minutes = stride(from: 0.0, through: 2880, by: 60).map { $0 }
    let source = try scenario(
      at: minutes, metrics: [.maximum, .maximumTime, .area, .areaToInfinity, .timeAbove(2)])
    final class Metrics: BlockSink {
      nonisolated(unsafe) var rows: [[Double]] = []
      func part(of block: ResultBlock) -> [[Double]] {
        (0..<block.subjects.count).map { subject in
          (0..<block.metrics).map { block.metric($0, subject: subject, output: 0) }
        }
      }
      func append(_ part: [[Double]]) { rows += part }
    }
    let store = ConcentrationStore(source.plan, subjects: 0..<24)
    let sink = Metrics()
    _ = try PopulationRun(source.plan, threads: 2).run(0..<24, into: [sink], keeping: store) {
      try source.write($0)
    }
    let end = try #require(Tick(minutes: 2880))
    for (subject, sets) in try drawn(source, 0..<24).enumerated() {
      let systems = sets.enumerated().compactMap { session, set in
        Tick(minutes: 720 * Double(session)).map {
          (from: $0, system: LinearSystem.mammillary(volume: set[0], k10: set[1] / set[0]))
        }
      }
      let inputs = systems.compactMap { start, _ in
        Tick(minutes: start.minutes + 40).map {
          Input(state: 0, .rate(2.5, end: $0), start: start)
        }
      }
      let output = source.plan.outputs[0]
      let curve = try Curve(systems: systems, inputs: inputs, outputs: [output])
      for (time, moment) in source.plan.times.enumerated() {
        let exact = try curve.concentration(of: output, at: moment)
        #expect(
          abs(store[subject: subject, output: 0, time: time] - exact) <= 1e-12 * exact)
      }
      let maximum = try curve.maximum(of: output, to: end)
      let area = try curve.auc(of: output, to: end)
      // What is left at the end leaves at the last clearance.
      let rest = try curve.concentration(of: output, at: end) * sets[2][0] / sets[2][1]
      let expected = [
        maximum.concentration, maximum.minutes, area, area + rest,
        try curve.timeAbove(2, of: output, to: end),
      ]
      for (found, exact) in zip(sink.rows[subject], expected) {
        #expect(abs(found - exact) <= 1e-11 * exact, "subject \(subject)")
      }
    }
  }

  @Test("Amounts go on where a volume changes, and concentrations jump")
  func carriedOver() throws {
    let just = 720 - 1 / 60.0
    let source = try scenario(at: [just, 720])
    let store = ConcentrationStore(source.plan, subjects: 0..<20)
    _ = try PopulationRun(source.plan).run(0..<20, keeping: store) { try source.write($0) }
    for (subject, sets) in try drawn(source, 0..<20).enumerated() {
      let before = store[subject: subject, output: 0, time: 0] * sets[0][0]
      let after = store[subject: subject, output: 0, time: 1] * sets[1][0]
      #expect(abs(before * exp(-sets[0][1] / sets[0][0] / 60) - after) <= 1e-12 * after)
      #expect(sets[0][0] != sets[1][0])
    }
  }

  @Test("Sessions of a subject scatter around the subject, each by itself")
  func moments() throws {
    let count = 4000
    let effects = try drawn(scenario(), 0..<count).map { sets in
      sets.map { [log($0[0] / 10), log($0[1] / 0.1)] }
    }
    let n = Double(count)
    // Variances and covariances of the logarithms, by hand: sessions 0.5², 0.8², 0.3 · 0.5 · 0.8;
    // the subject adds 0.4² to CL and is all that two sessions share.
    let within = [[0.25, 0.12], [0.12, 0.64 + 0.16]]
    let across = [[0, 0], [0, 0.16]]
    for a in 0..<3 {
      for i in 0..<2 {
        let mean = effects.reduce(0) { $0 + $1[a][i] } / n
        #expect(abs(mean) <= 5 * (within[i][i] / n).squareRoot(), "session \(a)")
      }
      for b in 0..<3 {
        for i in 0..<2 {
          for j in 0..<2 {
            let product = effects.reduce(0) { $0 + $1[a][i] * $1[b][j] } / n
            let covariance = a == b ? within[i][j] : across[i][j]
            let spread = within[i][i] * within[j][j] + covariance * covariance
            #expect(
              abs(product - covariance) <= 5 * (spread / n).squareRoot(), "\(a)\(b)\(i)\(j)")
          }
        }
      }
    }
  }

  @Test("A session's draw does not depend on how many there are, nor on who else is drawn")
  func alone() throws {
    let three = try drawn(scenario(), 0..<40)
    let one = try drawn(scenario(given: "100 mg over 40 min"), 0..<40)
    for (a, b) in zip(three, one) { #expect(b == [a[0]]) }
    #expect(try drawn(scenario(), 17..<19) == Array(three[17..<19]))
    let replicated = try drawn(scenario(replicates: 2), 0..<80)
    for subject in 0..<40 {
      #expect(replicated[2 * subject] == three[subject])
      #expect(replicated[2 * subject + 1] != three[subject])
    }
  }

  @Test("A protocol without sessions is one occasion and stays on the fast path")
  func oneOccasion() throws {
    let source = try scenario(given: "100 mg over 40 min", at: [20, 40, 100])
    #expect(source.plan.isFast && source.plan.changes.isEmpty && source.sessions == [1])
    let store = ConcentrationStore(source.plan, subjects: 0..<20)
    let summary = try PopulationRun(source.plan).run(0..<20, keeping: store) {
      try source.write($0)
    }
    #expect(summary.fast == 20)
    for (subject, sets) in try drawn(source, 0..<20).enumerated() {
      let exact = amount(at: 100, rates: [sets[0][1] / sets[0][0]]) / sets[0][0]
      #expect(abs(store[subject: subject, output: 0, time: 2] - exact) <= 1e-12 * exact)
    }
    // Limits look at the whole course, also at sessions after the last moment.
    #expect(try scenario(at: [20, 300]).plan.changes.count == 2)
  }

  @Test("Rows do not depend on blocks, threads and parts, nor a moment on the grid")
  func sameBytes() throws {
    func rows(_ range: Range<Int>, _ threads: Int, _ size: Int) throws -> [UInt8] {
      let source = try scenario(at: [20, 750, 1500], replicates: 2)
      let gathered = Gathered()
      let sinks: [any BlockSink] = [
        CurveRows(source.plan, numbering: SubjectNumbering(replicates: 2)) { gathered.append($0) },
        ParameterRows(
          source,
          parameters: source.parameterNames.map { .init(name: $0, value: 1, dimension: .none) },
          numbering: SubjectNumbering(replicates: 2)
        ) { gathered.append($0) },
      ]
      _ = try PopulationRun(source.plan, threads: threads, blockSize: size)
        .run(range, into: sinks) { try source.write($0) }
      return gathered.bytes
    }
    for size in [1, 7, 200] {
      let reference = try rows(0..<100, 1, size)
      for threads in [2, 8] { #expect(try rows(0..<100, threads, size) == reference) }
    }
    let lines = { (bytes: [UInt8]) in Set(bytes.split(separator: UInt8(ascii: "\n"))) }
    let parts = try lines(rows(0..<33, 2, 7)).union(lines(rows(33..<100, 1, 1)))
    #expect(try parts == lines(rows(0..<100, 8, 64)))
    let (few, many) = (
      try scenario(at: [1500]), try scenario(at: stride(from: 0, through: 1500, by: 20).map { $0 })
    )
    let (a, b) = (
      ConcentrationStore(few.plan, subjects: 0..<9), ConcentrationStore(many.plan, subjects: 0..<9)
    )
    _ = try PopulationRun(few.plan).run(0..<9, keeping: a) { try few.write($0) }
    _ = try PopulationRun(many.plan).run(0..<9, keeping: b) { try many.write($0) }
    for subject in 0..<9 {
      #expect(
        a[subject: subject, output: 0, time: 0] == b[subject: subject, output: 0, time: 75])
    }
  }

  @Test("A dose takes the bioavailability of its own session")
  func bioavailability() throws {
    let sessions = """
        between sessions:
          distribution: logit
          from: demo
          evidence: assumption
          parameters: { F: { sd: 2 } }
      """
    let model = try InventedModel.read(
      sessions,
      changing: [
        ("CL: {", "F: { value: 50 %, from: demo, evidence: assumption }\n  CL: {"),
        ("{ iv: central }", "{ iv: central, im: { into: central, bioavailability: F } }"),
      ])
    let dosing = try ProtocolDocument.read(
      text: """
        titrate: protocol/1
        id: two-injections
        title: Two injections
        drug: exampline
        steps:
          - { give: 100 mg, route: im }
        course: { sessions: 2, every: 1 d }
        """, file: "dosing.yaml")
    let source = try InventedModel.scenario(model, dosing, at: [0, 1440])
    let store = ConcentrationStore(source.plan, subjects: 0..<20)
    _ = try PopulationRun(source.plan).run(0..<20, keeping: store) { try source.write($0) }
    for (subject, sets) in try drawn(source, 0..<20).enumerated() {
      let (first, second) = (sets[0][1], sets[1][1])
      #expect(first != second && first > 0 && first < 1)
      let start = store[subject: subject, output: 0, time: 0]
      #expect(abs(start - 10 * first) <= 1e-13 * start)
      let again = store[subject: subject, output: 0, time: 1]
      let exact = 10 * (first * exp(-14.4) + second)
      #expect(abs(again - exact) <= 1e-12 * exact)
    }
  }

  @Test("Changes that are not ascending are refused, and a source of other sessions too")
  func refused() throws {
    let source = try scenario()
    let moments = [2.0, 1].compactMap { Tick(minutes: $0) }
    #expect(throws: PopulationFailure.self) {
      try BatchPlan(
        template: source.plan.template, outputs: source.plan.outputs, inputs: [], times: [],
        horizon: moments[0], changes: moments)
    }
    let model = try InventedModel.read(Self.both)
    let schedule = Schedule(deliveries: [])
    #expect(throws: PopulationFailure.self) {
      try ScenarioSource(
        plan: scenario(at: [1500]).plan, model: model, effectSite: nil, between: nil,
        sessions: (
          #require(model.variability.betweenSessions), Occasions(schedule, drug: model.drug)
        ), uncertainty: nil, laws: [], routes: [],
        patients: .drawn(PatientSampler(StudyExample.people())), seed: 1, replicates: 1)
    }
  }
}
