internal import Titrate

/// The percentiles in a folder that `titrate batch` or `titrate merge` has finished.
struct FinishedStudy {
  /// What was read, the manifest first.
  let inputs: [LoadedText]
  private let manifest: ShardManifest
  private let scenarios: [StudyReport.Scenario]

  /// Reads a folder.
  /// - Parameters:
  ///   - folder: Its path.
  ///   - wanted: The number of the only scenario wanted; all of them when absent.
  /// - Throws: `T8030` when there is nothing to draw, `T8031` for a scenario that the study does not
  ///   have, `T8032` for a table that is none, `T8050` and `T8057` as when parts are merged.
  init(_ folder: String, scenario wanted: String?) throws(DiagnosticError) {
    do {
      manifest = try ShardManifest(of: folder)
      let count = manifest.run.scenarios.count
      let number = try wanted.map { try Self.number($0, of: count) }
      var inputs = [try LoadedText(reading: "\(folder)/\(ShardManifest.fileName)", atMost: 1 << 22)]
      var scenarios: [StudyReport.Scenario] = []
      let (tables, counts) = (Self.files(manifest, .quantiles), Self.files(manifest, .counts))
      guard !tables.isEmpty else { throw Self.nothing(folder, isPart: !counts.isEmpty) }
      for table in tables where number == nil || table.scenario == number {
        guard (1...count).contains(table.scenario) else { throw Diagnostic.incompleteStudy }
        let scenario = manifest.run.scenarios[table.scenario - 1]
        let bytes = try ShardBytes(table.record, in: folder).whole()
        let text = LoadedText(
          path: "\(folder)/\(table.record.name)", text: String(decoding: bytes, as: UTF8.self))
        inputs.append(text)
        let curves = try PercentileFile(text).curves(
          scenario.percentiles.split(separator: " ").compactMap { DecimalNumber($0) })
        guard curves.allSatisfy({ $0.minutes.count > 1 }) else { throw Self.oneMoment(text) }
        scenarios.append(
          StudyReport.Scenario(
            number: table.scenario, title: scenario.title, variability: scenario.variability,
            curves: curves))
      }
      self.inputs = inputs
      self.scenarios = scenarios
    } catch {
      throw Diagnostic.ofBatch(error)
    }
  }

  /// The report on what was read.
  func report() -> StudyReport {
    let run = manifest.run
    return StudyReport(
      study: run.study, subjects: run.subjects, replicates: run.replicates, seed: run.seed,
      version: run.version, scenarios: scenarios,
      provenance: ReportProvenance(
        command: CommandLineText.current.line, version: version,
        sources: inputs.map {
          ReportProvenance.Source(role: "read", name: $0.shortName, sha256: $0.sha256)
        }))
  }

  private static func files(
    _ manifest: ShardManifest, _ kind: ShardFile.Kind
  ) -> [(scenario: Int, record: ShardFile.Record)] {
    manifest.files.filter { $0.kind == kind }.map { record in
      (Int(record.name.dropFirst().prefix { $0.isNumber }) ?? 0, record)
    }
  }

  private static func number(_ text: String, of count: Int) throws(Diagnostic) -> Int {
    guard let number = Int(text), (1...max(1, count)).contains(number) else {
      throw Diagnostic(
        .unknownScenario, at: CommandLineText.place(ofValue: text, for: "--scenario"),
        "`\(text)` is not a scenario of this study",
        expected: count == 1 ? "1, the only one" : "a number from 1 to \(count)",
        remedy: "see scenarios.csv in the folder, or leave `--scenario` out for all of them")
    }
    return number
  }

  private static func nothing(_ folder: String, isPart: Bool) -> Diagnostic {
    let place = SourceLocation(file: "\(folder)/\(ShardManifest.fileName)", line: 1, column: 1)
    guard isPart else {
      return Diagnostic(
        .nothingToDraw, at: place, "`\(folder)` holds no percentiles",
        expected: "results of a study whose outputs have `quantiles`",
        remedy: "write `quantiles: [5, 50, 95]` under `outputs` of the study, and run it again")
    }
    return Diagnostic(
      .nothingToDraw, at: place,
      "`\(folder)` holds a part of the subjects, which has counts and no percentiles",
      expected: "results of all subjects",
      remedy: "put all parts together with `titrate merge … -o FOLDER`, and plot that folder")
  }

  private static func oneMoment(_ text: LoadedText) -> Diagnostic {
    Diagnostic(
      .nothingToDraw, at: SourceLocation(file: text.path, line: 2, column: 1),
      "the study was observed at one moment only, which makes no curve",
      expected: "two moments or more",
      remedy: "read the numbers in the table, or observe more moments and run the study again")
  }
}
