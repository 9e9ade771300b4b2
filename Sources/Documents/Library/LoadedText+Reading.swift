public import Diagnostics
internal import Glibc

extension LoadedText {
  /// The path that stands for standard input.
  public static let standardInput = "-"

  /// What a text from standard input has as its path.
  public static let standardInputName = "<stdin>"

  /// The largest document that is read, in bytes.
  public static let largestDocument = 1 << 20

  /// Reads a whole file, or standard input for `-`.
  ///
  /// Pipes are read too, so `<(command)` of a shell works. The bytes are kept as they are: nothing
  /// is repaired or cut.
  /// - Parameters:
  ///   - path: Where to read.
  ///   - limit: More bytes than this are refused.
  ///   - mention: Where the path was written, when it stands in a text.
  /// - Throws: A diagnostic `T7001`...`T7005` or `T7008`.
  public init(
    reading path: String, atMost limit: Int = largestDocument,
    mentioned mention: SourceLocation? = nil
  ) throws(Diagnostic) {
    let isInput = path == Self.standardInput
    self.path = isInput ? Self.standardInputName : path
    let descriptor = isInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.fault(errno, path, mention) }
    defer { if !isInput { close(descriptor) } }

    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.fault(errno, path, mention) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw Self.fault(EISDIR, path, mention) }
    let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0

    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(size, limit) + 1)
    // One byte more than allowed is asked for, so that a file that grows is noticed as well.
    while bytes.count <= limit {
      let wanted = min(1 << 16, limit + 1 - bytes.count)
      var failure: Int32 = 0
      var got = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
        got = read(descriptor, buffer.baseAddress, wanted)
        failure = got < 0 ? errno : 0
        count = max(0, got)
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw Self.fault(failure, path, mention) }
      if got == 0 { break }
      bytes += chunk
    }
    guard bytes.count <= limit else {
      throw Diagnostic(
        .fileTooLarge, at: SourceLocation(file: self.path, line: 1, column: 1),
        "the file has more than \(limit) bytes", expected: "at most \(limit) bytes",
        remedy: "check that this is the right file, or split it")
    }
    text = try Self.decode(bytes, name: self.path)
  }

  private static func decode(_ bytes: [UInt8], name: String) throws(Diagnostic) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // Everything before the first bad byte is valid, so lines and columns can be counted.
    var decoder = UTF8()
    var input = bytes.makeIterator()
    var (line, column, lineText) = (1, 1, "")
    decoding: while true {
      switch decoder.decode(&input) {
      case .scalarValue("\n"): (line, column, lineText) = (line + 1, 1, "")
      case .scalarValue(let scalar):
        column += 1
        lineText.unicodeScalars.append(scalar)
      case .emptyInput, .error: break decoding
      }
    }
    throw Diagnostic(
      .notUTF8,
      at: SourceLocation(file: name, line: line, column: column, lineText: lineText + "\u{FFFD}"),
      "the bytes here are not UTF-8", expected: "text in UTF-8",
      remedy: "save the file as UTF-8 (from Latin-1: `iconv -f latin1 -t utf-8`)")
  }

  static func fault(
    _ number: Int32, _ path: String, _ mention: SourceLocation?
  ) -> Diagnostic {
    let place = mention ?? SourceLocation(file: path, line: 1, column: 1)
    let reason = String(cString: strerror(number))
    switch number {
    case ENOENT, ENOTDIR:
      return Diagnostic(
        .fileNotFound, at: place, "there is no file `\(path)`", expected: "the path of a file",
        remedy: "check the path; it is taken relative to the folder you are in")
    case EISDIR:
      return Diagnostic(
        .notAFile, at: place, "`\(path)` is a folder", expected: "the path of a file",
        remedy: "name a file in it")
    case EAGAIN, EBUSY, ENFILE, EMFILE, ENOMEM, ETXTBSY, ESTALE, ETIMEDOUT:
      return Diagnostic(
        .temporarilyUnreadable, at: place, "`\(path)` cannot be read just now: \(reason)",
        remedy: "try again")
    default:
      return Diagnostic(
        .unreadableFile, at: place, "`\(path)` cannot be read: \(reason)",
        expected: "a file that you may read",
        remedy: "check its permissions (`ls -l`) and those of its folder")
    }
  }
}
