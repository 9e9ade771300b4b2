/// How the rows of a study call a subject: its number, and its replicate where there are several.
public struct SubjectNumbering: Hashable, Sendable {
  /// How often each subject is drawn.
  public let replicates: Int

  /// Makes a numbering.
  public init(replicates: Int) {
    self.replicates = replicates
  }

  /// The names of the columns, with a comma behind each.
  var heading: String { replicates == 1 ? "subject," : "subject,replicate," }

  /// The number of the subject in a row of a batch.
  func subject(_ index: Int) -> Int { index / replicates }

  /// The cells of a subject of a batch, with a comma behind each.
  func cells(_ index: Int) -> [UInt8] {
    let text =
      replicates == 1
      ? "\(index)," : "\(index / replicates),\(index % replicates),"
    return Array(text.utf8)
  }
}
