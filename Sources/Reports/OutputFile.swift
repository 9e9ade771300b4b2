internal import Glibc

/// A file that appears whole or not at all.
///
/// Bytes go to a new file in the destination's folder, without a name where the file system allows,
/// so that nothing is left of it when the program is ended; ``commit()`` flushes it to the disk,
/// gives it the destination's name in one step and flushes the folder. If anything fails, or if the
/// value is dropped before that, the new file is removed and the destination is untouched.
/// A symbolic link is followed: the file that it names is replaced and the link stays. An existing
/// file keeps its permissions. The path `-` is standard output, where bytes appear as they are
/// written.
///
/// ```swift
/// var file = try OutputFile("curve.csv")
/// try file.write(Array("time_min\n".utf8))
/// try file.commit()
/// ```
public struct OutputFile: ~Copyable {
  private let path: String
  private let destination: String
  private let temporary: String?
  private var descriptor: Int32
  private var isRemovalDue: Bool
  /// Whether the new file has its temporary name already.
  private var isNamed: Bool

  /// Prepares to write.
  /// - Parameter path: The destination, or `-` for standard output.
  /// - Throws: ``OutputFailure`` when it is not a plain file or the folder refuses.
  public init(_ path: String) throws(OutputFailure) {
    self.path = path
    let place = path == "-" ? nil : try OutputFile.create(path)
    destination = place?.destination ?? path
    temporary = place?.temporary
    descriptor = place?.descriptor ?? STDOUT_FILENO
    isRemovalDue = place != nil
    isNamed = place?.isNamed ?? true
  }

  deinit {
    guard isRemovalDue, let temporary else { return }
    if descriptor >= 0 { _ = close(descriptor) }
    if isNamed { _ = unlink(temporary) }
  }

  /// Writes bytes; all of them, or it throws.
  /// - Throws: ``OutputFailure``; ``OutputFailure/readerLeft`` when standard output is a pipe that
  ///   nobody reads any more.
  public mutating func write(_ bytes: [UInt8]) throws(OutputFailure) {
    let code =
      temporary == nil
      ? BrokenPipeGuard.run { OutputFile.writeAll(bytes, to: descriptor) }
      : OutputFile.writeAll(bytes, to: descriptor)
    guard code != 0 else { return }
    if temporary == nil, code == EPIPE { throw .readerLeft }
    throw .system(action: "cannot write to", path: path, code: code)
  }

  /// Makes the file appear under its name; nothing happens for standard output.
  /// - Throws: ``OutputFailure`` when it could not be brought to the disk; the destination is then
  ///   as it was, unless only the last step failed, the flush of the folder.
  public consuming func commit() throws(OutputFailure) {
    guard let temporary else { return }
    guard OutputFile.retrying({ fsync(descriptor) }) == 0 else {
      throw .system(action: "cannot flush to the disk", path: path, code: errno)
    }
    if !isNamed {
      // Only a name can take the place of another in one step.
      guard UnnamedFile.name(descriptor, temporary) == 0 else {
        throw .system(action: "cannot give a name to the file for", path: path, code: errno)
      }
      isNamed = true
    }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else {
      throw .system(action: "cannot close", path: path, code: errno)
    }
    guard rename(temporary, destination) == 0 else {
      throw .system(action: "cannot give its name to", path: path, code: errno)
    }
    isRemovalDue = false
    try OutputFile.flushFolder(of: destination, path)
  }

  /// A new file beside the destination.
  private static func create(
    _ path: String
  ) throws(OutputFailure) -> (
    destination: String, temporary: String, descriptor: Int32, isNamed: Bool
  ) {
    let (destination, mode) = try resolve(path)
    let name = "\(destination).\(getpid())-\(UInt64.random(in: .min ... .max)).tmp"
    let unnamed = UnnamedFile.open(in: folder(of: destination))
    let descriptor =
      unnamed ?? open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .system(action: "cannot create a file for", path: path, code: errno)
    }
    // Should this fail, the file has the permissions of a new one, which harms nobody.
    if let mode { _ = fchmod(descriptor, mode) }
    return (destination, name, descriptor, unnamed == nil)
  }

  /// Where the bytes will end up, and the permissions of what is there.
  private static func resolve(
    _ path: String
  ) throws(OutputFailure) -> (target: String, mode: mode_t?) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let code = errno
      var link = stat()
      // A link that leads nowhere: where it leads to cannot be created in one step.
      guard code == ENOENT, lstat(path, &link) != 0, !path.hasSuffix("/") else {
        throw .system(action: "cannot write to", path: path, code: code)
      }
      return (path, nil)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAPlainFile(path: path) }
    guard let real = realpath(path, nil) else {
      throw .system(action: "cannot write to", path: path, code: errno)
    }
    defer { free(real) }
    return (String(cString: real), status.st_mode & 0o777)
  }

  /// Writes everything, however many calls that takes; gives the error number, or zero.
  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if count == 0 || errno != EINTR {
          return count == 0 ? EIO : errno
        }
      }
      return 0
    }
  }

  private static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
  }

  private static func flushFolder(of file: String, _ path: String) throws(OutputFailure) {
    let descriptor = open(folder(of: file), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      // A folder that may be written but not read cannot be flushed; the file is there.
      if errno == EACCES { return }
      throw .system(action: "cannot open the folder of", path: path, code: errno)
    }
    defer { _ = close(descriptor) }
    guard retrying({ fsync(descriptor) }) != 0 else { return }
    // Some file systems cannot flush a folder and say so with these.
    if errno == EINVAL || errno == ENOTSUP { return }
    throw .system(action: "cannot flush the folder of", path: path, code: errno)
  }

  private static func retrying(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result == 0 || errno != EINTR { return result }
    }
  }
}
