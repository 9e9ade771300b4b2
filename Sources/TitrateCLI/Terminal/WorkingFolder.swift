internal import Glibc

/// The folder that the program was started in.
enum WorkingFolder {
  /// Its path; nothing when it is gone or may not be seen.
  static var path: String? {
    guard let buffer = getcwd(nil, 0) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
