/// A text that was read from a file or from standard input, with its fingerprint.
public struct LoadedText: Hashable, Sendable {
  /// The path as the user wrote it, `<stdin>` for standard input; diagnostics use it.
  public let path: String
  /// The whole content.
  public let text: String

  /// Wraps a text that is already in memory.
  /// - Parameters:
  ///   - path: The name by which diagnostics call it.
  ///   - text: The whole content.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// SHA-256 of the bytes, in 64 lower-case hexadecimal digits, as `sha256sum` prints it.
  public var sha256: String {
    var fingerprint = Fingerprint()
    fingerprint.add(Array(text.utf8))
    return fingerprint.sha256
  }
}
