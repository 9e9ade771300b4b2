import Foundation
import Testing
import Titrate

@Suite("Studies of models whose elimination saturates")
struct SaturableStudyTests {
  @Test(
    "A subject is the curve of a patient with the same numbers, bit for bit",
    arguments: ["two compartments", "a metabolite"])
  func sameCurve(_ structure: String) throws {
    let changes = structure == "a metabolite" ? Self.metabolite : Self.two
    let model = try model(Self.between, changes)
    let phrase = "100 mg over 40 min"
    let metrics: [Metric] = [
      .maximum, .maximumTime, .area, .areaToInfinity, .timeAbove(2), .timeAbove(0.1),
    ]
    let source = try InventedModel.scenario(
      model, given: phrase, at: [0, 7, 40, 41, 200, 1000, 3000], metrics: metrics)
    let (store, summary, found) = try run(source, 20)
    #expect(summary.general == 20 && summary.failed == 0 && summary.lapack == 0)
    #expect(!source.plan.isFast && source.plan.isSaturable)
    let patient = Patient(weight: try StudyExample.quantity("70 kg"))
    let schedule = try ProtocolPhrase.read(phrase, drug: model.drug).schedule(for: patient)
    for (subject, sets) in try InventedModel.drawn(source, 0..<20).enumerated() {
      let bound = try StudyExample.individual(model, sets[0].map { SIMD8(repeating: $0) }, patient)
      let curve = try Curve(model: bound, schedule: schedule)
      let end = source.plan.horizon
      for (output, observed) in curve.outputs.enumerated() {
        for (time, moment) in source.plan.times.enumerated() {
          let exact = try curve.concentration(of: observed, at: moment)
          #expect(store[subject: subject, output: output, time: time] == exact)
        }
        let peak = try curve.maximum(of: observed, to: end)
        let expected = [
          peak.concentration, peak.minutes, try curve.auc(of: observed, to: end),
          try curve.aucToInfinity(of: observed), try curve.timeAbove(2, of: observed, to: end),
          try curve.timeAbove(0.1, of: observed, to: end),
        ]
        #expect(found[subject][output] == expected)
        #expect(expected[3] >= expected[2] && expected[3].isFinite && expected[5] > 0)
      }
    }
  }

  @Test("A study meets the reference solution of 18 digits within 1e-10")
  func golden() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../SimulationTests/Golden/s15_mm_2cmt.csv").path
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
    let source = try InventedModel.scenario(
      model(Self.typical, Self.two), given: "18 mg/h for 96 h", at: rows.map { $0[0] })
    #expect(source.plan.times.count == rows.count && rows.count == 633)
    let (store, summary, _) = try run(source, 1)
    #expect(summary.failed == 0)
    let floor = 1e-9 * (rows.map { $0[3] }.max() ?? 0)
    for (index, row) in rows.enumerated() {
      let found = store[subject: 0, output: 0, time: index]
      #expect(abs(found - row[3]) <= 1e-10 * max(row[3], floor), "at \(row[0]) min")
    }
  }

  @Test("Areas, times above and levels of one compartment are those worked out by hand")
  func byHand() throws {
    // V dC/dt = -Vmax C / (Km + C) from D / V on; Vmax, Km and V are the subject's own.
    let source = try InventedModel.scenario(
      model(Self.between, Self.one), given: "100 mg", at: [0, 10_000],
      metrics: [.maximum, .areaToInfinity, .timeAbove(2)])
    let (_, summary, found) = try run(source, 100)
    #expect(summary.failed == 0)
    for (subject, sets) in try InventedModel.drawn(source, 0..<100).enumerated() {
      let (volume, most, half) = (sets[0][0], sets[0][1], sets[0][2])
      let start = 100 / volume
      let area = volume / most * start * (half + start / 2)
      let above = volume / most * (start - 2 + half * log(start / 2))
      let numbers = found[subject][0]
      let (peak, infinite, time) = (numbers[0], numbers[1], numbers[2])
      #expect(abs(peak - start) <= 1e-14 * start)
      #expect(abs(infinite - area) <= 1e-9 * area, "\(infinite) and not \(area)")
      #expect(abs(time - above) <= 1e-9 * above)
    }
  }

  @Test("The area to infinity is infinite where a metabolite never leaves")
  func endless() throws {
    let changes =
      Self.metabolite.map { old, new in
        (
          old,
          new.replacing("\n  - met -> out: { Vmax: Vmax, Km: Km }", with: "\n  - met -> out: never")
        )
      } + [("CL: {", "never: { value: 0.000001 1/min, from: demo, evidence: assumption }\n  CL: {")]
    let slow = try InventedModel.scenario(
      model(Self.typical, changes), given: "100 mg", at: [0, 100], metrics: [.areaToInfinity])
    // All that was formed, 40 mg · 0.93, leaves at a millionth per minute from 20 L.
    let expected = 100.0 * 0.5 * 0.8 * 0.93 / 20 / 1e-6
    let found = try run(slow, 1).metrics[0][1][0]
    #expect(abs(found - expected) <= 1e-9 * expected, "\(found) and not \(expected)")
    var system = CompartmentSystem(
      LinearSystem(
        states: [
          .init(name: "central", .amount(volume: 10)), .init(name: "met", .amount(volume: 20)),
        ], links: []),
      saturable: [.init(from: 0, to: 1, maximumRate: 0.4, halfSaturation: 0.5)])
    let outputs = [0, 1].map { Curve.Output(name: "state \($0)", analyte: "drug", state: $0) }
    let dose = Input(state: 0, .jump(amount: 100), start: .zero)
    let kept = try Curve(systems: [(.zero, system)], inputs: [dose], outputs: outputs)
    #expect(try kept.aucToInfinity(of: outputs[1]) == .infinity)
    // What the metabolite keeps has passed the parent.
    #expect(abs(try kept.aucToInfinity(of: outputs[0]) - 1375) <= 1e-9 * 1375)
    system.saturable[0].to = nil
    let left = try Curve(systems: [(.zero, system)], inputs: [dose], outputs: outputs)
    #expect(abs(try left.aucToInfinity(of: outputs[0]) - 1375) <= 1e-9 * 1375)
  }

  @Test("Vmax and Km vary as stated between subjects, and Vmax once more between sessions")
  func spread() throws {
    let dosing = try ProtocolDocument.read(
      text: """
        titrate: protocol/1
        id: twice
        title: Twice
        drug: exampline
        steps: [{ give: 1 mg }]
        course: { sessions: 2, every: 1 d }
        """, file: "dosing.yaml")
    let source = try InventedModel.scenario(model(Self.both, Self.one), dosing, at: [0])
    let most = try #require(source.plan.index(of: .maximumRate(saturable: 0)))
    let half = try #require(source.plan.index(of: .halfSaturation(saturable: 0)))
    let doses = try [0, 1].map { try #require(source.plan.index(of: .dose($0))) }
    let kept = KeptNumbers()
    let count = 4000
    _ = try PopulationRun(source.plan, blockSize: 8).run(0..<count) { tile in
      try source.write(tile)
      // Nothing to solve.
      for dose in 0..<2 { tile[doses[dose]] = SIMD8(repeating: 0) }
      for lane in 0..<tile.count {
        kept.append(
          [0, 1].flatMap { epoch in
            [log(tile[most, epoch: epoch][lane] / 0.4), log(tile[half, epoch: epoch][lane] / 0.5)]
          })
      }
    }
    func covariance(_ a: (([Double]) -> Double), _ b: (([Double]) -> Double)) -> Double {
      let (x, y) = (kept.rows.map(a), kept.rows.map(b))
      let n = Double(x.count)
      let (p, q) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
      // The typical values are those stated: means are zero within 5 σ.
      #expect(abs(p) < 5 * 0.6 / n.squareRoot() && abs(q) < 5 * 0.6 / n.squareRoot())
      return zip(x, y).reduce(0) { $0 + ($1.0 - p) * ($1.1 - q) } / n
    }
    #expect(kept.rows.count == count)
    // A variance is known to sqrt(2/n) of itself, 2.2 %; five times that are 11 %.
    let expected: [(Double, Double)] = [
      (covariance({ $0[0] }, { $0[0] }), 0.09 + 0.04), (covariance({ $0[1] }, { $0[1] }), 0.25),
      (covariance({ $0[2] }, { $0[2] }), 0.09 + 0.04),
      (covariance({ $0[2] - $0[0] }, { $0[2] - $0[0] }), 0.08),
    ]
    for (found, stated) in expected { #expect(abs(found - stated) < 0.11 * stated) }
    let shared = covariance({ $0[0] }, { $0[1] })
    // σ of a covariance: sqrt((v1 v2 + c²) / n).
    #expect(abs(shared - 0.6 * 0.3 * 0.5) < 5 * ((0.13 * 0.25 + 0.0081) / 4000).squareRoot())
    #expect(kept.rows.allSatisfy { $0[1] == $0[3] })
  }

  @Test("A session's Vmax holds from its first dose on")
  func sessions() throws {
    let dosing = try ProtocolDocument.read(
      text: """
        titrate: protocol/1
        id: twice
        title: Twice
        drug: exampline
        steps: [{ give: 60 mg, over: 30 min }]
        course: { sessions: 2, every: 2 h }
        """, file: "dosing.yaml")
    let source = try InventedModel.scenario(
      model(Self.both, Self.one), dosing, at: [15, 60, 120, 150, 300],
      metrics: [.maximum, .areaToInfinity])
    let (store, summary, found) = try run(source, 10)
    #expect(summary.general == 10 && summary.failed == 0)
    for (subject, sets) in try InventedModel.drawn(source, 0..<10).enumerated() {
      #expect(sets[0][1] != sets[1][1])
      let change = try #require(Tick(minutes: 120))
      let systems = zip([.zero, change], sets).map { start, numbers in
        (
          start,
          CompartmentSystem(
            LinearSystem(states: [.init(name: "central", .amount(volume: numbers[0]))], links: []),
            saturable: [
              .init(from: 0, to: nil, maximumRate: numbers[1], halfSaturation: numbers[2])
            ])
        )
      }
      let inputs = try [0.0, 120].map { start in
        try Input(
          state: 0, .rate(2, end: #require(Tick(minutes: start + 30))),
          start: #require(Tick(minutes: start)))
      }
      let output = source.plan.outputs[0]
      let curve = try Curve(
        systems: systems.map { (from: $0.0, system: $0.1) }, inputs: inputs, outputs: [output])
      for (time, moment) in source.plan.times.enumerated() {
        let exact = try curve.concentration(of: output, at: moment)
        #expect(store[subject: subject, output: 0, time: time] == exact)
      }
      #expect(found[subject][0][1] == (try curve.aucToInfinity(of: output)))
    }
  }

  @Test("Threads, blocks and parts change no byte")
  func sameBytes() throws {
    let source = try InventedModel.scenario(
      model(Self.between, Self.two), at: [20, 40, 300, 2000])
    try source.expectSameBytes(subjects: 50)
  }

  @Test("A Vmax below zero fails its subject and leaves others as they are")
  func impossible() throws {
    let additive = """
        between subjects:
          distribution: additive
          from: demo
          evidence: assumption
          parameters: { Vmax: { sd: 12 mg/h } }
      """
    let source = try InventedModel.scenario(model(additive, Self.one), at: [60])
    let (store, summary, _) = try run(source, 200)
    let rates = try InventedModel.drawn(source, 0..<200).map { $0[0][1] }
    let negative = rates.filter { $0 < 0 }
    #expect(summary.failed == negative.count && (1..<20).contains(negative.count))
    #expect(summary.firstFailure?.subject == rates.firstIndex { $0 < 0 })
    #expect(summary.firstFailure?.reason == .kinetics(.badRate("central")))
    for (subject, rate) in rates.enumerated() {
      #expect(store[subject: subject, output: 0, time: 0].isNaN == (rate < 0))
    }
  }

  @Test(
    "A half-life, clearance, residence time or volume is refused where a link saturates",
    arguments: [
      Metric.terminalHalfLife, .clearance, .meanResidenceTime, .steadyStateVolume,
    ])
  func undefined(_ metric: Metric) throws {
    let model = try model(Self.typical, Self.one)
    do {
      _ = try InventedModel.scenario(model, metrics: [.maximum, metric])
      Issue.record("not refused")
    } catch let failure as PopulationFailure {
      guard case .saturableDisposition = failure else {
        Issue.record("\(failure)")
        return
      }
    }
  }
}

/// The metrics of all outputs, by subject.
final class MetricsByOutput: BlockSink, @unchecked Sendable {
  private(set) var values: [[[Double]]] = []

  func part(of block: ResultBlock) -> [[[Double]]] {
    (0..<block.subjects.count).map { subject in
      (0..<block.outputs).map { output in
        (0..<block.metrics).map { block.metric($0, subject: subject, output: output) }
      }
    }
  }

  func append(_ part: [[[Double]]]) { values += part }
}

/// Numbers that one thread has seen.
final class KeptNumbers: @unchecked Sendable {
  private(set) var rows: [[Double]] = []
  func append(_ row: [Double]) { rows.append(row) }
}
