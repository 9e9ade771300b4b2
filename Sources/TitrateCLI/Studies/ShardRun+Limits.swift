internal import Titrate

extension ShardRun {
  /// What limits say of the subjects of a scenario.
  func judged(_ scenario: StudyScenario, _ tally: LimitTally) -> JudgedScenario {
    JudgedScenario(
      number: scenario.number, model: scenario.model.model.id, dosing: scenario.dosingName,
      settings: study.settingNames.map { name in
        scenario.settings.first { $0.name == name }?.value ?? ""
      },
      sets: scenario.limitSets, tally: tally)
  }

  /// The shares of all subjects, or the counts of some.
  func limitsFile(_ judged: [JudgedScenario]) throws -> ShardFile {
    let table = LimitCountTable(settings: study.settingNames, judged)
    return range == 0..<study.subjects
      ? try ShardFile.limits(table, in: folder) : try ShardFile.limitCounts(table, in: folder)
  }
}

extension ShardFile {
  /// The shares of all subjects of a study.
  static func limits(_ table: LimitCountTable, in folder: String) throws -> ShardFile {
    let file = try ShardFile("limits.csv", .limits, in: folder)
    try file.write(table.shares)
    file.count(table.rows.count)
    return file
  }

  /// The counts of some subjects.
  static func limitCounts(_ table: LimitCountTable, in folder: String) throws -> ShardFile {
    let file = try ShardFile("limit-counts.csv", .limitCounts, in: folder)
    try file.write(table.text)
    file.count(table.rows.count)
    return file
  }
}
