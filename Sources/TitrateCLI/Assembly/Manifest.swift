internal import Titrate

/// What a table was made from, so that it can be made again and checked.
struct Manifest {
  private let root: JSONText

  /// Where the manifest of a table lies.
  static func path(beside output: String) -> String { output + ".manifest.json" }

  /// The file that the manifest lies beside.
  struct Output {
    let file: String
    let format: TableFormat
    let sha256: String
  }

  init(
    _ preparation: Preparation, _ judged: JudgedPreparation, times: RequestedTimes,
    table: CurveTable, output: Output,
    arguments: [String]
  ) {
    let plan = preparation.plan
    root = .object([
      ("schema", .string("titrate/manifest-1")),
      ("titrate", .string(version)),
      ("arguments", .array(arguments.map(JSONText.string))),
      ("patient", Self.patient(preparation.patient)),
      (
        "protocol",
        .object([
          ("id", .string(plan.dosing.id)), ("file", .string(plan.text.path)),
          ("sha256", .string(plan.text.sha256)),
        ])
      ),
      (
        "models",
        .array(
          zip(preparation.models, preparation.drugs).map { chosen, drug in
            .object(
              [
                ("id", .string(chosen.model.id)), ("drug", .string(chosen.model.drug)),
                ("file", .string(chosen.text.path)), ("sha256", .string(chosen.text.sha256)),
                ("default", .bool(chosen.isDefault)),
                ("sampling", .string(chosen.model.sampling.rawValue)),
                ("effect_site", drug.model.effectSite.map(JSONText.string) ?? .null),
                ("method", .string(drug.curve.method.rawValue)),
              ] + (drug.curve.tolerance.map { [("tolerance", .number($0))] } ?? []))
          })
      ),
      ("limits", .array(judged.limits.map { Self.entry($0, in: judged.judgements ?? []) })),
      (
        "times",
        times.table.map { table in
          .object([("file", .string(table.path)), ("sha256", .string(table.sha256))])
        } ?? .null
      ),
      (
        "outputs",
        .array([
          .object([
            ("file", .string(output.file)), ("format", .string(output.format.rawValue)),
            ("sha256", .string(output.sha256)),
            ("columns", .array(table.columnNames.map(JSONText.string))),
            ("rows", .integer(Self.rows(of: table.times))),
          ])
        ])
      ),
    ])
  }

  /// The manifest as JSON, the same bytes for the same run.
  var text: String { root.text() + "\n" }

  /// A set of limits and the worst that it found: `hard`, `soft`, or null for nothing.
  private static func entry(
    _ loaded: LimitChoice.Loaded, in judgements: [Judgement]
  ) -> JSONText {
    let worst = judgements.first { $0.limits.id == loaded.set.id }?.worst
    return .object([
      ("id", .string(loaded.set.id)), ("file", .string(loaded.text.path)),
      ("sha256", .string(loaded.text.sha256)),
      ("worst", worst.map { .string($0.rawValue) } ?? .null),
    ])
  }

  private static func patient(_ patient: Patient) -> JSONText {
    let entries: [(String, String?)] = [
      ("weight", patient.weight?.description), ("age", patient.age?.description),
      ("height", patient.height?.description), ("sex", patient.sex?.rawValue),
      ("dosing_weight", patient.dosingWeight?.description),
    ]
    return .object(entries.compactMap { key, value in value.map { (key, .string($0)) } })
  }

  private static func rows(of times: SampleTimes) -> Int {
    switch times {
    case .at(let moments): moments.count
    case .every(let step, let end): Int(end.flicks / step.flicks) + 1
    }
  }
}
