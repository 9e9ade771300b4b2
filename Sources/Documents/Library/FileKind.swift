internal import Glibc

/// What stands at a path.
public enum FileKind: Hashable, Sendable {
  /// A regular file, a pipe or anything else that can be read.
  case file
  /// A folder.
  case folder

  /// Looks at a path, following links; nothing when nothing is there.
  public init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  /// Whether a path leads to a pipe, a socket or a device: to what is neither file nor folder.
  static func isDevice(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// The path without links, `.` and `..`; nothing when nothing is there.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
