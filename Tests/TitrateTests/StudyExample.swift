import Foundation
import Testing
import Titrate

/// Scenarios put together by hand, as a study would.
enum StudyExample {
  static let models = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../models/drugs").path

  /// Every shipped model.
  static func shipped() throws -> [Model] {
    try FolderWalk(models).files.filter { !$0.hasSuffix("defaults.yaml") }.map { path in
      try ModelDocument.read(text: LoadedText(reading: path).text, file: path)
    }
  }

  static func quantity(_ text: String) throws -> Quantity {
    try Quantity(parsing: text, at: SourceLocation(file: "test", line: 1, column: 1))
  }

  /// Adults of all sizes, within what every model can take.
  static func people() throws -> PatientDistributions {
    func range(_ text: String, _ kind: QuantityKind) throws -> QuantityRange {
      try QuantityRange(
        parsing: text, as: kind, at: SourceLocation(file: "test", line: 1, column: 1))
    }
    let height = PatientDistributions.Shape.normal(
      mean: try quantity("175 cm"), deviation: try quantity("9 cm"),
      within: try range("155..200 cm", .height))
    let weight = PatientDistributions.Shape.logNormal(
      median: try quantity("78 kg"), variation: try quantity("20 %"),
      within: try range("45..120 kg", .weight))
    return PatientDistributions(
      femaleShare: 0.4,
      margins: [
        .init(.height, female: height, male: height), .init(.weight, female: weight, male: weight),
        .init(
          .age, female: .uniform(try range("18..65 y", .age)),
          male: .uniform(try range("18..65 y", .age))),
      ],
      correlations: [.init(.weight, .height, 0.5)])
  }

  /// The model with the numbers that the batch drew in place of its formulas.
  static func individual(_ model: Model, _ values: [SIMD8<Double>], _ patient: Patient) throws
    -> BoundModel
  {
    var model = model
    for (index, parameter) in try model.bind(to: patient).parameters.enumerated() {
      let number = try #require(DecimalNumber(values[index][0].description))
      model.parameters[index].value = Expression(
        .constant(Quantity(number, Unit("canonical", parameter.dimension, 1, 1))),
        at: SourceLocation(file: "test", line: 1, column: 1))
    }
    return try model.bind(to: patient)
  }

  /// A model with a protocol, 0.5 mg/kg over 40 min where none is stated, and observations over
  /// some hours.
  static func scenario(
    _ model: Model, between: RandomEffects? = nil, seed: UInt64 = 11, replicates: Int = 1,
    phrase: String = "0.5 mg/kg over 40 min"
  ) throws -> ScenarioSource {
    let dosing = try ProtocolPhrase.read(phrase, drug: model.drug)
    let patients = PatientSource.drawn(try PatientSampler(people()))
    let first = try patients.patient(0, seed: seed, replicates: replicates)
    let bound = try model.bind(to: first)
    let times = [0.0, 20, 40, 41, 90, 300].compactMap { Tick(minutes: $0) }
    let plan = try BatchPlan(
      model: bound, schedule: dosing.schedule(for: first), times: times,
      horizon: times[times.count - 1], metrics: [.maximum, .area])
    return try ScenarioSource(
      plan: plan, model: model, effectSite: nil, between: between, uncertainty: nil,
      laws: dosing.doseLaws(of: model.drug),
      routes: Array(repeating: 0, count: plan.inputs.count), patients: patients, seed: seed,
      replicates: replicates)
  }
}

/// Keeps everything that was written.
final class Gathered: @unchecked Sendable {
  private(set) var bytes: [UInt8] = []
  func append(_ more: [UInt8]) { bytes += more }
}

extension ScenarioSource {
  /// Expects the same rows of curves for any number of threads, size of blocks and division in two.
  func expectSameBytes(subjects: Int) throws {
    func rows(_ range: Range<Int>, _ threads: Int, _ size: Int) throws -> [UInt8] {
      let gathered = Gathered()
      let sink = CurveRows(plan, numbering: SubjectNumbering(replicates: 1)) {
        gathered.append($0)
      }
      _ = try PopulationRun(plan, threads: threads, blockSize: size)
        .run(range, into: [sink]) { try write($0) }
      return gathered.bytes
    }
    let reference = try rows(0..<subjects, 1, 64)
    for (threads, size) in [(2, 1), (8, 7), (3, 1000)] {
      #expect(try rows(0..<subjects, threads, size) == reference)
    }
    let third = subjects / 3
    #expect(try rows(0..<third, 2, 7) + rows(third..<subjects, 1, 1) == reference)
  }
}
