import Foundation
import Testing
import Titrate

@Suite("The numbers of a study")
struct StudyNumbersTests {
  @Test("Every shipped model gives each subject the parameters and the curve of the single patient")
  func equalsSingle() throws {
    for model in try StudyExample.shipped() {
      let source = try StudyExample.scenario(model)
      let store = ConcentrationStore(source.plan, subjects: 0..<16)
      _ = try PopulationRun(source.plan, threads: 2, blockSize: 3)
        .run(0..<16, keeping: store) { try source.write($0) }
      for subject in 0..<16 {
        let patient = try PatientSource.drawn(PatientSampler(StudyExample.people()))
          .patient(subject, seed: 11, replicates: 1)
        let bound = try model.bind(to: patient)
        let drawn = try source.subjects(first: subject, count: 1)
        for (value, lanes) in zip(bound.parameters, drawn.parameters) {
          #expect(
            abs(lanes[0] - value.value) <= 4e-15 * abs(value.value), "\(model.id) \(value.name)")
        }
        let schedule = try ProtocolPhrase.read("0.5 mg/kg over 40 min", drug: model.drug)
          .schedule(for: patient)
        let curve = try Curve(model: bound, schedule: schedule)
        for (output, observed) in source.plan.outputs.enumerated() {
          for (time, moment) in source.plan.times.enumerated() {
            let exact = try curve.concentration(of: observed, at: moment)
            let found = store[subject: subject, output: output, time: time]
            #expect(abs(found - exact) <= 1e-12 * exact, "\(model.id) subject \(subject)")
          }
        }
      }
    }
  }

  @Test("Rows do not depend on blocks and threads", arguments: [1, 7, 64, 1000])
  func blocks(size: Int) throws {
    func rows(_ size: Int, _ threads: Int) throws -> [UInt8] {
      let model = try #require(
        StudyExample.shipped().first { $0.id == "esketamine/otto-2021" })
      let source = try StudyExample.scenario(
        model, between: model.variability.betweenSubjects, replicates: 2)
      let gathered = Gathered()
      let numbering = SubjectNumbering(replicates: 2)
      let sinks: [any BlockSink] = [
        CurveRows(source.plan, numbering: numbering) { gathered.append($0) }
      ]
      _ = try PopulationRun(source.plan, threads: threads, blockSize: size)
        .run(3..<200, into: sinks) { try source.write($0) }
      return gathered.bytes
    }
    let reference = try rows(16, 1)
    #expect(reference.count > 197 * 6 * 20)
    for threads in [1, 2, 8] { #expect(try rows(size, threads) == reference) }
  }

  @Test("Effects drawn have the mean, the variances and the covariance that were published")
  func moments() throws {
    let isSlow = ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"
    let count = isSlow && !_isDebugAssertConfiguration() ? 1_000_000 : 4000
    let model = try #require(StudyExample.shipped().first { $0.id == "esketamine/otto-2021" })
    let between = try #require(model.variability.betweenSubjects)
    let typical = try StudyExample.scenario(model)
    let varied = try StudyExample.scenario(model, between: between)
    let places = between.effects.compactMap { typical.parameterNames.firstIndex(of: $0.parameter) }
    let size = places.count
    var sums = [Double](repeating: 0, count: size)
    var products = [[Double]](repeating: sums, count: size)
    for first in stride(from: 0, to: count, by: 8) {
      let (a, b) = (
        try varied.subjects(first: first, count: 8).parameters,
        try typical.subjects(first: first, count: 8).parameters
      )
      for lane in 0..<8 {
        let effects = places.map { log(a[$0][lane] / b[$0][lane]) }
        for i in 0..<size {
          sums[i] += effects[i]
          for j in 0..<size { products[i][j] += effects[i] * effects[j] }
        }
      }
    }
    let n = Double(count)
    let omega = between.covarianceMatrix
    for i in 0..<size {
      #expect(abs(sums[i] / n) <= 5 * (omega[i][i] / n).squareRoot())
      for j in 0..<size {
        // The variance of a product of two normal deviates of covariance c is ab + c².
        let spread = ((omega[i][i] * omega[j][j] + omega[i][j] * omega[i][j]) / n).squareRoot()
        #expect(abs(products[i][j] / n - omega[i][j]) <= 5 * spread, "\(i) \(j)")
      }
    }
  }

  @Test("Patients drawn keep their bounds and follow their distributions")
  func patients() throws {
    let model = try #require(StudyExample.shipped().first { $0.id == "ketamine/kamp-2020" })
    let source = try StudyExample.scenario(model)
    let count = 4000
    var (areInside, areRounded) = (true, true)
    var (female, ages, logs, heights): (Double, [Double], [Double], [Double]) = (0, [], [], [])
    for first in stride(from: 0, to: count, by: 8) {
      let people = try source.subjects(first: first, count: 8).patients
      for lane in 0..<8 {
        female += people.female[lane]
        ages.append(people.age[lane] / 525_960)
        logs.append(log(people.weight[lane] / 78))
        heights.append(people.height[lane])
        areInside =
          areInside && (45...120).contains(people.weight[lane])
          && (155...200).contains(people.height[lane])
        // Rounded as scales do: whole hundredths of a kilogram.
        let hundredths = people.weight[lane] * 100
        areRounded = areRounded && hundredths.rounded() / 100 == people.weight[lane]
      }
    }
    #expect(areInside && areRounded)
    let n = Double(count)
    #expect(abs(female / n - 0.4) <= 5 * (0.24 / n).squareRoot())
    #expect(abs(ages.reduce(0, +) / n - 41.5) <= 5 * 47 / (12 * n).squareRoot())
    #expect(ages.allSatisfy { (18...65).contains($0) })
    // Little is cut off: the median, and the correlation, are nearly those stated.
    #expect(abs(logs.sorted()[count / 2]) < 0.01)
    let (a, b) = (logs.reduce(0, +) / n, heights.reduce(0, +) / n)
    let c = zip(logs, heights).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
    let s = logs.reduce(0) { $0 + ($1 - a) * ($1 - a) },
      t = heights.reduce(0) { $0 + ($1 - b) * ($1 - b) }
    // 0.5 before the tails were cut; 0.4616 after, by numerical integration of the bivariate normal
    // density within the bounds. Its standard error is (1 - r²)/√n.
    #expect(abs(c / (s * t).squareRoot() - 0.4616) < 5 * (1 - 0.4616 * 0.4616) / n.squareRoot())
  }

  @Test("A subject does not depend on who is drawn with it")
  func alone() throws {
    let model = try #require(StudyExample.shipped().first { $0.id == "esketamine/otto-2021" })
    let source = try StudyExample.scenario(model, between: model.variability.betweenSubjects)
    let together = try source.subjects(first: 96, count: 8)
    for lane in 0..<8 {
      let alone = try source.subjects(first: 96 + lane, count: 1)
      #expect(alone.patients.weight[0] == together.patients.weight[lane])
      for (a, b) in zip(alone.parameters, together.parameters) { #expect(a[0] == b[lane]) }
    }
  }
}
