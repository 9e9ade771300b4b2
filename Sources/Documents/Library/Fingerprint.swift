internal import Crypto

/// The SHA-256 of bytes that come in pieces.
public struct Fingerprint: Sendable {
  private var hash = SHA256()

  /// Starts with nothing.
  public init() {}

  /// Takes the next bytes.
  public mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// The SHA-256 of all bytes so far, in 64 lower-case hexadecimal digits, as `sha256sum` prints it.
  public var sha256: String {
    hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
