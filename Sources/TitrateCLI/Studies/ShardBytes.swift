internal import Glibc
internal import Titrate

/// The bytes of a file of a finished run, read piece by piece and checked against its manifest.
struct ShardBytes {
  private let record: ShardFile.Record
  private let path: String

  init(_ record: ShardFile.Record, in folder: String) {
    self.record = record
    path = "\(folder)/\(record.name)"
  }

  /// Reads the file through.
  /// - Throws: `T8057` when it is not as its manifest says.
  func verify() throws { try read { _ in } }

  /// The whole file.
  func whole() throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(record.bytes)
    try read { bytes += $0 }
    return bytes
  }

  /// Hands over the bytes in order.
  /// - Throws: `T8057` at the end when they are not those of the manifest; what was handed over must
  ///   then not be used.
  func read(_ take: ([UInt8]) throws -> Void) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw damage("it cannot be opened") }
    defer { close(descriptor) }
    var fingerprint = Fingerprint()
    var count = 0
    while true {
      try Interruption.check()
      var got = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, used in
        repeat {
          got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        } while got < 0 && errno == EINTR
        used = max(0, got)
      }
      guard got >= 0 else { throw damage("it cannot be read") }
      if got == 0 { break }
      count += got
      fingerprint.add(piece)
      try take(piece)
    }
    guard count == record.bytes, fingerprint.sha256 == record.sha256 else {
      throw damage("it has \(count) bytes of \(record.bytes), or other ones")
    }
  }

  private func damage(_ reason: String) -> Diagnostic {
    Diagnostic(
      .damagedShard, at: SourceLocation(file: path, line: 1, column: 1),
      "`\(path)` is not as its manifest says: \(reason)",
      expected: "the file as `titrate batch` wrote it",
      remedy: "run that part again with `--resume`")
  }
}
