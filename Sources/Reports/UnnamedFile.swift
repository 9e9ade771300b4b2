internal import Glibc

/// A file without a name: it is gone with the program, even when that is killed.
enum UnnamedFile {
  /// The kernel's `__O_TMPFILE`; the header's macro `O_TMPFILE` is not imported into Swift.
  private static let temporary: Int32 = 0o20_000_000

  /// Opens one for writing, with the permissions of a new file.
  /// - Returns: Nothing when the file system or the kernel has no such files, or when one could not
  ///   be given a name later.
  static func open(in folder: String) -> Int32? {
    let descriptor = Glibc.open(folder, O_WRONLY | O_DIRECTORY | O_CLOEXEC | temporary, 0o666)
    guard descriptor >= 0 else { return nil }
    guard access(path(of: descriptor), F_OK) == 0 else {
      _ = close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Gives the file a name that nothing has yet; zero, or -1 with `errno`.
  static func name(_ descriptor: Int32, _ name: String) -> Int32 {
    linkat(AT_FDCWD, path(of: descriptor), AT_FDCWD, name, AT_SYMLINK_FOLLOW)
  }

  private static func path(of descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }
}
