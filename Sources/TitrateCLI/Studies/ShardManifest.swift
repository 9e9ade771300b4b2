internal import Titrate

/// What one finished run of a study, or of some of its subjects, consists of.
///
/// It says nothing about threads, blocks, paths or times: the same run has the same bytes.
struct ShardManifest: Hashable {
  /// The name of its file, the last one to appear.
  static let fileName = "manifest.json"
  static let schema = "titrate/shard-1"

  /// What a run was made of; shards that are merged agree in all of it.
  struct Run: Hashable {
    var version: String
    /// Which functions gave the numbers; only runs of one arithmetic have the same bytes.
    var math: String
    var study: String
    /// The hashes of all inputs, in the order of their use.
    var inputs: [String]
    var seed: UInt64
    var subjects: Int
    var replicates: Int
    var scenarios: [Scenario]
  }

  /// A scenario, in words.
  struct Scenario: Hashable {
    var title: String
    var variability: String
    var percentiles: String
    /// How curves that have no closed form were solved; nothing where all have one.
    var method: String?
  }

  /// What was computed how, for one scenario.
  struct Counts: Hashable {
    var fast = 0
    var general = 0
    var lapack = 0
    var scalarMetrics = 0
  }

  var run: Run
  var range: Range<Int>
  var counts: [Counts]
  /// The libraries that took part in what own functions did not do alone; empty when none did.
  var libraries: String
  var files: [ShardFile.Record]

  /// The units of NONMEM data sets, where there are any.
  private var units: [(String, JSONText)] {
    guard files.contains(where: { $0.name.hasSuffix(ShardFile.dataSetEnding) }) else { return [] }
    return [("nonmem_units", .object(DataSetRows.units.map { ($0, .string($1)) }))]
  }

  /// The manifest as JSON.
  var text: String {
    JSONText.object(head + units + results).text() + "\n"
  }

  private var head: [(String, JSONText)] {
    [
      ("schema", .string(Self.schema)),
      ("titrate", .string(run.version)),
      ("math", .string(run.math)),
      ("libraries", .string(libraries)),
      ("study", .string(run.study)),
      ("inputs_sha256", .array(run.inputs.map(JSONText.string))),
      ("seed", .string(String(run.seed))),
      ("subjects", .integer(run.subjects)),
      ("replicates", .integer(run.replicates)),
      (
        "scenarios",
        .array(
          zip(run.scenarios, counts).map { scenario, counts in
            .object(
              [
                ("title", .string(scenario.title)), ("variability", .string(scenario.variability)),
                ("percentiles", .string(scenario.percentiles)),
              ] + [scenario.method].compactMap { $0 }.map { ("method", .string($0)) } + [
                ("fast", .integer(counts.fast)), ("general", .integer(counts.general)),
                ("lapack", .integer(counts.lapack)),
                ("scalar_metrics", .integer(counts.scalarMetrics)),
              ])
          })
      ),
    ]
  }

  private var results: [(String, JSONText)] {
    [
      ("from", .integer(range.lowerBound)),
      ("below", .integer(range.upperBound)),
      (
        "files",
        .array(
          files.map { file in
            .object([
              ("name", .string(file.name)), ("kind", .string(file.kind.rawValue)),
              ("bytes", .integer(file.bytes)), ("rows", .integer(file.rows)),
              ("sha256", .string(file.sha256)),
            ])
          })
      ),
    ]
  }
}
