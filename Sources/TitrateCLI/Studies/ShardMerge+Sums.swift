internal import Titrate

extension ShardMerge {
  /// A part's file with its folder.
  typealias Source = (folder: String, record: ShardFile.Record)

  /// The percentiles of all subjects, or the counts of some, from the counts of the parts.
  func percentiles(
    _ record: ShardFile.Record, _ parts: [Source], in folder: String
  ) throws -> ShardFile {
    var sum: QuantileTable?
    for part in parts {
      let table = try CountsDocument.read(
        ShardBytes(part.record, in: part.folder).whole(),
        file: "\(part.folder)/\(part.record.name)")
      if sum == nil {
        sum = table
      } else if sum?.add(table) != true {
        throw Self.otherCounts(part, "outputs or moments")
      }
    }
    let number = Int(record.name.dropFirst().prefix { $0.isNumber }) ?? 1
    let scenario = run.scenarios[number - 1]
    let wanted = scenario.percentiles.split(separator: " ").compactMap { DecimalNumber($0) }
    guard let sum else { throw Diagnostic.incompleteStudy }
    guard isWhole else { return try sum.countsFile(number, in: folder) }
    return try ShardFile.quantiles(
      number, sum.percentiles(wanted), moments: sum.times.count, in: folder)
  }

  /// The shares of all subjects that break limits, or the counts of some, from the counts of the
  /// parts.
  func limits(_ parts: [Source], in folder: String) throws -> ShardFile {
    var sum: LimitCountTable?
    for part in parts {
      let table = try LimitCountsDocument.read(
        ShardBytes(part.record, in: part.folder).whole(),
        file: "\(part.folder)/\(part.record.name)")
      if sum == nil {
        sum = table
      } else if sum?.add(table) != true {
        throw Self.otherCounts(part, "limits")
      }
    }
    guard let sum else { throw Diagnostic.incompleteStudy }
    return isWhole
      ? try ShardFile.limits(sum, in: folder) : try ShardFile.limitCounts(sum, in: folder)
  }

  private static func otherCounts(_ part: Source, _ what: String) -> Diagnostic {
    Diagnostic(
      .mixedStudies,
      at: SourceLocation(file: "\(part.folder)/\(part.record.name)", line: 1, column: 1),
      "the counts are of other \(what)", expected: "parts of one run",
      remedy: "run that part again")
  }
}
