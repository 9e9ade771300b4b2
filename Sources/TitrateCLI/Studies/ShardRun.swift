internal import NumericalMethods
internal import Titrate

/// Runs some subjects of a study through every scenario and leaves a folder of finished files.
struct ShardRun {
  let study: LoadedStudy
  let range: Range<Int>
  let folder: String
  let threads: Int
  let progress: BatchProgress

  /// Computes and writes; every file appears when all are written, the manifest last.
  /// - Returns: What limits say of the subjects, for each scenario that any judge, and which
  ///   subjects did not take the fast path.
  func run() throws -> (judged: [JudgedScenario], paths: [String]) {
    var files: [ShardFile] = [try scenariosFile()]
    var counts: [ShardManifest.Counts] = []
    var judged: [JudgedScenario] = []
    for scenario in study.scenarios {
      let outputs = try ScenarioOutputs(scenario, of: self)
      counts.append(try run(scenario, outputs))
      files += try outputs.finished()
      if let tally = outputs.limits?.tally { judged.append(self.judged(scenario, tally)) }
    }
    if study.study.outputs.limits { files.append(try limitsFile(judged)) }
    for file in files { file.seal() }
    let manifest = ShardManifest(
      run: study.identity, range: range, counts: counts,
      libraries: counts.contains { $0.lapack > 0 } ? LinearAlgebraLibrary.text : "",
      files: files.map(\.record))
    let last = try ShardFile(ShardManifest.fileName, .common, in: folder)
    try last.write(Array(manifest.text.utf8))
    try Interruption.check()
    // A folder without a manifest holds no results, so an old one goes before anything appears.
    for file in files { try file.commit() }
    try last.commit()
    return (judged, zip(study.scenarios, counts).compactMap { $0.pathNote($1) })
  }

  private func run(
    _ scenario: StudyScenario, _ outputs: ScenarioOutputs
  ) throws -> ShardManifest.Counts {
    let source = scenario.source
    let summary: RunSummary
    do throws(PopulationFailure) {
      summary = try PopulationRun(source.plan, threads: threads, blockSize: blockSize(scenario))
        .run(study.rows(of: range), into: outputs.sinks + [progress]) { try source.write($0) }
    } catch {
      guard case .stopped(let reason) = error else { throw error }
      throw explained(reason, scenario)
    }
    if summary.failed > 0 { throw fault(of: summary, scenario) }
    return ShardManifest.Counts(
      fast: summary.fast, general: summary.general, lapack: summary.lapack,
      scalarMetrics: summary.scalarMetrics)
  }

  /// Blocks whose rows fit the caches, whatever the number of moments.
  private func blockSize(_ scenario: StudyScenario) -> Int {
    let doses = study.study.outputs.dataSet ? scenario.deliveries.count : 0
    let points = max(1, study.study.times.count * scenario.typical.outputs.count + doses)
    return min(1024, max(8, 65_536 / points / 8 * 8))
  }

  private func scenariosFile() throws -> ShardFile {
    let file = try ShardFile("scenarios.csv", .common, in: folder)
    try file.write(study.scenarioTable)
    file.count(study.scenarios.count)
    return file
  }
}

extension LoadedStudy {
  /// The names that a run may give to its files, the manifest's aside.
  var fileNames: [String] {
    ["scenarios.csv", "patients.csv", "limits.csv", "limit-counts.csv"]
      + scenarios.flatMap { scenario in
        ["parameters", "metrics", "curves", "quantiles", "counts"]
          .map { "\(scenario.prefix)-\($0).csv" } + [scenario.prefix + ShardFile.dataSetEnding]
      }
  }

  /// What the study is made of, for its manifest.
  var identity: ShardManifest.Run {
    ShardManifest.Run(
      version: version, math: ShardManifest.math, study: study.id, inputs: inputs.map(\.sha256),
      seed: seed, subjects: subjects, replicates: study.replicates,
      scenarios: scenarios.map { scenario in
        ShardManifest.Scenario(
          title: scenario.title, variability: scenario.variability,
          percentiles: study.outputs.percentiles.map(\.description).joined(separator: " "),
          method: scenario.method)
      })
  }
}

extension ShardManifest {
  /// The functions that give the numbers: own ones, whose bits no machine changes.
  static let math = "titrate/portable-1"
}
