internal import Titrate

/// A file of a batch that appears whole or not at all, with the hash of what was written.
///
/// Bytes come in order and one piece at a time, from whichever thread has them.
final class ShardFile: @unchecked Sendable {
  /// What a manifest says about a file.
  struct Record: Hashable {
    var name: String
    var kind: Kind
    var bytes: Int
    var rows: Int
    var sha256: String
  }

  /// What a merge does with a file.
  enum Kind: String, CaseIterable {
    /// Rows by subject below one heading: they follow one another.
    case rows
    /// The same for every shard.
    case common
    /// Counts of concentrations, which are added.
    case counts
    /// Counts of kept and broken limits, which are added.
    case limitCounts = "limit counts"
    /// Shares of subjects beyond limits, which are worked out of the counts of all subjects.
    case limits
    /// Percentiles, which are worked out of the counts of all subjects.
    case quantiles
  }

  /// How the names of data sets end.
  static let dataSetEnding = "-nonmem.csv"

  private(set) var record: Record
  private let path: String
  private var file: OutputFile?
  private var fingerprint = Fingerprint()

  init(_ name: String, _ kind: Kind, in folder: String) throws(OutputFailure) {
    path = "\(folder)/\(name)"
    file = try OutputFile(path)
    record = Record(name: name, kind: kind, bytes: 0, rows: 0, sha256: "")
  }

  /// Writes bytes; every line end among them is a row.
  func write(_ bytes: [UInt8]) throws(OutputFailure) {
    fingerprint.add(bytes)
    record.bytes += bytes.count
    try file?.write(bytes)
  }

  /// Counts rows.
  func count(_ rows: Int) { record.rows += rows }

  /// Makes the file appear.
  func commit() throws(OutputFailure) {
    record.sha256 = fingerprint.sha256
    guard let file = file.take() else { return }
    try file.commit()
  }

  /// The hash of what was written so far.
  func seal() { record.sha256 = fingerprint.sha256 }
}
