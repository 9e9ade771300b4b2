import Glibc
import Population
import Reports

/// The file that `titrate batch` writes of a batch's concentrations, without the hash and the manifest.
final class CurveFile: Sendable {
  private let descriptor: Int32

  init(_ path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { exit(74) }
  }

  deinit { close(descriptor) }

  /// Writes bytes behind those before.
  func write(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        guard written > 0 else { exit(74) }
        rest = rest.dropFirst(written)
      }
    }
  }

  /// Runs a batch into a file.
  static func write(
    _ plan: BatchPlan, to path: String, threads: Int, subjects: Range<Int>,
    source: @escaping @Sendable (SubjectTile) throws -> Void
  ) throws {
    let file = CurveFile(path)
    let rows = CurveRows(plan, numbering: SubjectNumbering(replicates: 1)) { file.write($0) }
    file.write(rows.heading)
    _ = try PopulationRun(plan, threads: threads).run(
      subjects, into: [rows], source: source)
  }
}
