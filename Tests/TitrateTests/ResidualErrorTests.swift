import Foundation
import Testing
import Titrate

@Suite("Residual error")
struct ResidualErrorTests {
  /// Measurements beside the true concentrations, mg/L.
  private final class Pairs: BlockSink {
    let observations: SimulatedObservations
    nonisolated(unsafe) var pairs: [[(exact: Double, measured: Double)]] = []

    init(_ observations: SimulatedObservations) { self.observations = observations }

    func part(of block: ResultBlock) -> [[(Double, Double)]] {
      var rows: [[(Double, Double)]] = []
      let room = UnsafeMutableBufferPointer<SIMD8<Double>>.allocate(capacity: block.times)
      defer { room.deallocate() }
      for tile in 0..<block.tiles {
        let exact = block.concentrations(tile: tile, output: 0)
        observations.measure(
          0, first: block.subjects.lowerBound + 8 * tile, count: block.count(inTile: tile), exact,
          into: room)
        for lane in 0..<block.count(inTile: tile) {
          rows.append((0..<block.times).map { (exact[$0][lane], room[$0][lane]) })
        }
      }
      return rows
    }

    func append(_ part: [[(Double, Double)]]) { pairs += part }
  }

  private func pairs(
    _ error: String, subjects: Range<Int> = 0..<4000, at minutes: [Double] = [20, 40, 90],
    replicates: Int = 1, seed: UInt64 = 5
  ) throws -> [[(exact: Double, measured: Double)]] {
    let model = try InventedModel.residualError(error)
    let source = try InventedModel.scenario(
      model, at: minutes, seed: seed, replicates: replicates)
    let sink = Pairs(
      SimulatedObservations(
        source.plan, errors: model.variability.residualErrors, seed: seed, replicates: replicates))
    _ = try PopulationRun(source.plan).run(subjects, into: [sink]) { try source.write($0) }
    return sink.pairs
  }

  /// Mean and variance within five standard errors of a normal distribution's.
  private func expectNormal(_ values: [Double], variance: Double, _ what: String) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let found = values.reduce(0) { $0 + $1 * $1 } / n
    #expect(abs(mean) <= 5 * (variance / n).squareRoot(), "\(what) mean \(mean)")
    #expect(abs(found - variance) <= 5 * variance * (2 / n).squareRoot(), "\(what) \(found)")
  }

  @Test("A proportional error scatters by its share of the concentration")
  func proportional() throws {
    let rows = try pairs("proportional: 0.2")
    for time in 0..<3 {
      expectNormal(
        rows.map { $0[time].measured / $0[time].exact - 1 }, variance: 0.04, "moment \(time)")
    }
  }

  @Test("The logarithm scatters by its own standard deviation, and nothing is below zero")
  func logarithmic() throws {
    let rows = try pairs("logarithmic: 1.5")
    for time in 0..<3 {
      expectNormal(
        rows.map { log($0[time].measured / $0[time].exact) }, variance: 2.25, "moment \(time)")
    }
    #expect(rows.allSatisfy { $0.allSatisfy { $0.measured > 0 } })
  }

  @Test(
    "An additive error scatters by its concentration, by mass or by substance",
    // 0.01 umol/L of 200 g/mol are 2 ng/mL, 0.002 mg/L.
    arguments: ["2 ng/mL", "0.01 umol/L"])
  func additive(error: String) throws {
    let rows = try pairs("additive: \(error)")
    for time in 0..<3 {
      expectNormal(
        rows.map { $0[time].measured - $0[time].exact }, variance: 4e-6, "moment \(time)")
    }
  }

  @Test("The variances of both parts add up")
  func combined() throws {
    let rows = try pairs("proportional: 0.1, additive: 300 ng/mL")
    for time in 0..<3 {
      let exact = rows[0][time].exact
      expectNormal(
        rows.map { $0[time].measured - exact }, variance: 0.01 * exact * exact + 0.09,
        "moment \(time)")
    }
    let logs = try pairs("logarithmic: 0.1, additive: 300 ng/mL").map { $0[1].measured }
    // E = c exp(σ²/2), Var = c² exp(σ²)(exp(σ²) - 1) + a².
    let (n, c) = (Double(logs.count), rows[0][1].exact)
    let variance = c * c * exp(0.01) * (exp(0.01) - 1) + 0.09
    let mean = logs.reduce(0, +) / n
    #expect(abs(mean - c * exp(0.005)) <= 5 * (variance / n).squareRoot())
  }

  @Test("Moments and subjects have errors that know nothing of one another")
  func independence() throws {
    let errors = try pairs("proportional: 0.2").map { row in
      row.map { ($0.measured / $0.exact - 1) / 0.2 }
    }
    let bound = 5 / Double(errors.count).squareRoot()
    func correlation(_ products: [Double]) -> Double {
      abs(products.reduce(0, +) / Double(products.count))
    }
    #expect(correlation(errors.map { $0[0] * $0[1] }) <= bound)
    #expect(correlation(errors.map { $0[1] * $0[2] }) <= bound)
    #expect(correlation(zip(errors, errors.dropFirst()).map { $0[0] * $1[0] }) <= bound)
  }

  @Test("A measurement does not depend on other moments, subjects or replicates")
  func alone() throws {
    let error = "proportional: 0.2, additive: 10 ng/mL"
    let all = try pairs(error, subjects: 0..<40)
    let single = try pairs(error, subjects: 0..<40, at: [40])
    let dense = try pairs(error, subjects: 0..<40, at: (1...90).map(Double.init))
    let late = try pairs(error, subjects: 13..<40)
    for subject in 0..<40 {
      #expect(single[subject][0].measured == all[subject][1].measured)
      // The true concentration may differ in its last bits, reached by other steps.
      let other = dense[subject][39].measured
      #expect(abs(other / all[subject][1].measured - 1) < 1e-13)
      if subject >= 13 { #expect(late[subject - 13][2].measured == all[subject][2].measured) }
    }
    let replicated = try pairs(error, subjects: 0..<120, replicates: 3)
    for subject in 0..<40 {
      #expect(replicated[3 * subject][0].measured == all[subject][0].measured)
      #expect(replicated[3 * subject + 1][0].measured != all[subject][0].measured)
    }
  }

  @Test("Before the first dose an additive error goes both ways, and percentiles follow it")
  func belowZero() throws {
    let model = try InventedModel.residualError("additive: 20 ng/mL")
    let source = try InventedModel.scenario(model, at: [0, 40])
    let observations = SimulatedObservations(
      source.plan, errors: model.variability.residualErrors, seed: 5, replicates: 1)
    func counts(_ threads: Int, _ block: Int) throws -> ObservationQuantileSink {
      let sink = ObservationQuantileSink(source.plan, observations)
      _ = try PopulationRun(source.plan, threads: threads, blockSize: block)
        .run(0..<2003, into: [sink]) { try source.write($0) }
      return sink
    }
    let sink = try counts(1, 64)
    let measured = try pairs("additive: 20 ng/mL", subjects: 0..<2003, at: [0, 40])
    for time in 0..<2 {
      let bins = sink.bins(0, time: time)
      let sorted = measured.map { $0[time].measured }.sorted()
      #expect(bins.count == 2003 && bins.undefined == 0)
      for p in [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 1] {
        let value = sorted[max(1, Int((p * 2003).rounded(.up))) - 1]
        guard case .value(let found) = try #require(bins.quantile(p)) else {
          Issue.record("not resolved")
          continue
        }
        #expect(abs(found - value) <= abs(value) * QuantileBins.relativeError)
      }
      for (threads, block) in [(2, 1), (8, 7), (2, 1000)] {
        #expect(try counts(threads, block).bins(0, time: time) == bins)
      }
    }
    // Half of them are below zero: the 5th percentile of a normal distribution of 0.02 mg/L. Its
    // standard error is √(p(1 - p)/n) / density.
    guard case .value(let fifth)? = sink.bins(0, time: 0).quantile(0.05) else {
      Issue.record("not resolved")
      return
    }
    let error = 0.02 * (0.05 * 0.95 / 2003).squareRoot() / 0.10314
    #expect(abs(fifth - -1.6448536 * 0.02) <= 5 * error)
  }

  @Test("Columns stand beside the true ones, and the rows do not depend on blocks and threads")
  func rows() throws {
    let model = try #require(StudyExample.shipped().first { $0.id == "esketamine/otto-2021" })
    let source = try StudyExample.scenario(model, between: model.variability.betweenSubjects)
    let observations = SimulatedObservations(
      source.plan, errors: model.variability.residualErrors, seed: 11, replicates: 1)
    func rows(_ observations: SimulatedObservations?, _ threads: Int, _ size: Int) throws
      -> [String]
    {
      let gathered = Gathered()
      let sink = CurveRows(
        source.plan, observations: observations, numbering: SubjectNumbering(replicates: 1)
      ) { gathered.append($0) }
      gathered.append(sink.heading)
      _ = try PopulationRun(source.plan, threads: threads, blockSize: size)
        .run(0..<100, into: [sink]) { try source.write($0) }
      return String(decoding: gathered.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    let measured = try rows(observations, 1, 16)
    #expect(
      measured[0]
        == "subject,time_min,esketamine_plasma_ng_per_mL,esketamine_plasma_observed_ng_per_mL,"
        + "noresketamine_ng_per_mL,noresketamine_observed_ng_per_mL")
    for (threads, size) in [(1, 1), (2, 7), (8, 1000)] {
      #expect(try rows(observations, threads, size) == measured)
    }
    let plain = try rows(nil, 1, 16)
    for (a, b) in zip(plain, measured) {
      let cells = b.split(separator: ",")
      #expect(a == [0, 1, 2, 4].map { cells[$0] }.joined(separator: ","))
    }
  }
}
