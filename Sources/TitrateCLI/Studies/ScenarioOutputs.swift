internal import Titrate

/// The files of one scenario and the sinks that fill them.
struct ScenarioOutputs {
  private(set) var sinks: [any BlockSink] = []
  private var files: [ShardFile] = []
  /// Counts what limits say; nothing where none judge the scenario.
  let limits: LimitSink?
  private let percentiles: (QuantileSink, ObservationQuantileSink?, StudyScenario, ShardRun)?

  init(_ scenario: StudyScenario, of run: ShardRun) throws {
    let wanted = run.study.study.outputs
    let plan = scenario.source.plan
    let replicates = run.study.study.replicates
    let numbering = SubjectNumbering(replicates: replicates)
    let rows = run.range.count * replicates
    var files: [ShardFile] = []
    var sinks: [any BlockSink] = []
    func open(_ name: String, rows: Int) throws -> ShardFile {
      let file = try ShardFile(name, .rows, in: run.folder)
      file.count(rows)
      files.append(file)
      return file
    }
    if scenario.number == 1, wanted.subjects.contains(.patient) {
      let file = try open("patients.csv", rows: rows)
      let sink = PatientRows(
        scenario.source, patients: run.study.patients, replicates: replicates,
        names: run.study.names
      ) { try file.write($0) }
      try file.write(sink.heading)
      sinks.append(sink)
    }
    if wanted.subjects.contains(.parameters) {
      let file = try open(
        "\(scenario.prefix)-parameters.csv",
        rows: rows * (scenario.source.sessions?.count ?? 1))
      let sink = ParameterRows(
        scenario.source, parameters: scenario.typical.parameters, numbering: numbering
      ) { try file.write($0) }
      try file.write(sink.heading)
      sinks.append(sink)
    }
    if !wanted.metrics.isEmpty {
      let file = try open("\(scenario.prefix)-metrics.csv", rows: rows)
      let sink = MetricRows(plan, choices: wanted.metrics, numbering: numbering) {
        try file.write($0)
      }
      try file.write(sink.heading)
      sinks.append(sink)
    }
    if wanted.curves {
      let file = try open("\(scenario.prefix)-curves.csv", rows: rows * plan.times.count)
      let sink = CurveRows(plan, observations: scenario.observations, numbering: numbering) {
        try file.write($0)
      }
      try file.write(sink.heading)
      sinks.append(sink)
    }
    if wanted.percentiles.isEmpty {
      percentiles = nil
    } else {
      let counts = QuantileSink(plan)
      let measured = scenario.observations.map { ObservationQuantileSink(plan, $0) }
      percentiles = (counts, measured, scenario, run)
      sinks.append(counts)
      if let measured { sinks.append(measured) }
    }
    if wanted.dataSet {
      // Rows are counted as they are written: a dose of nothing has none.
      let file = try open(scenario.prefix + ShardFile.dataSetEnding, rows: 0)
      let sink = DataSetRows(
        scenario.source, deliveries: scenario.deliveries, routes: scenario.routes,
        model: scenario.typical, occasions: scenario.occasions, patients: run.study.patients,
        observations: scenario.observations, replicates: replicates
      ) { bytes in
        file.count(bytes.count { $0 == UInt8(ascii: "\n") })
        try file.write(bytes)
      }
      try file.write(sink.heading)
      sinks.append(sink)
    }
    limits =
      scenario.limitSets.isEmpty
      ? nil
      : LimitSink(
        scenario.source, scenario.dosing, scenario.typical, sets: scenario.limitSets,
        of: run.study.people, replicates: replicates)
    if let limits { sinks.append(limits) }
    self.sinks = sinks
    self.files = files
  }

  /// The files with everything in them; percentiles once all subjects are counted, and counts where
  /// these are only some.
  func finished() throws -> [ShardFile] {
    guard let (counts, measured, scenario, run) = percentiles else { return files }
    let (plan, observations) = (scenario.source.plan, scenario.observations)
    guard run.range == 0..<run.study.subjects else {
      let table = QuantileTable(plan, counts, observations: observations, measured)
      return files + [try table.countsFile(scenario.number, in: run.folder)]
    }
    let rows = try QuantileRows(plan, observations: observations)
      .text(run.study.study.outputs.percentiles, counts, measured)
    return files + [
      try ShardFile.quantiles(scenario.number, rows, moments: plan.times.count, in: run.folder)
    ]
  }
}

extension ShardFile {
  /// The percentiles of all subjects of a study.
  static func quantiles(
    _ scenario: Int, _ rows: [UInt8], moments: Int, in folder: String
  ) throws -> ShardFile {
    let file = try ShardFile("s\(scenario)-quantiles.csv", .quantiles, in: folder)
    try file.write(rows)
    file.count(moments)
    return file
  }
}

extension QuantileTable {
  /// The counts of some subjects.
  func countsFile(_ scenario: Int, in folder: String) throws -> ShardFile {
    let file = try ShardFile("s\(scenario)-counts.csv", .counts, in: folder)
    let bytes = text
    try file.write(bytes)
    file.count(bytes.reduce(-1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) })
    return file
  }
}
