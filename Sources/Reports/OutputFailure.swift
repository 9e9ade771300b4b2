public import Diagnostics
internal import Glibc

/// Why a file could not be written; the destination is then as it was before.
public enum OutputFailure: Error, Hashable, Sendable {
  /// A system call failed.
  case system(action: String, path: String, code: Int32)
  /// The path names a directory, a device or a pipe, which cannot appear whole or not at all.
  case notAPlainFile(path: String)
  /// Whoever reads standard output has stopped reading: no fault, but nothing more is wanted.
  case readerLeft

  /// The failure as it is shown; nothing for ``readerLeft``.
  public var diagnostic: Diagnostic? {
    switch self {
    case .system(_, "-", let code):
      Diagnostic(
        .cannotWrite, at: nil, "cannot write to standard output: \(OutputFailure.text(of: code))",
        expected: "standard output that is open and has room left",
        remedy: OutputFailure.remedyForStandardOutput(code))
    case .system(let action, let path, let code):
      Diagnostic(
        .cannotWrite, at: nil, "\(action) `\(path)`: \(OutputFailure.text(of: code))",
        expected: "a folder that exists, in which files may be written, with room left",
        remedy: OutputFailure.remedy(for: code))
    case .notAPlainFile(let path):
      Diagnostic(
        .notAPlainFile, at: nil, "`\(path)` is a directory, a device or a pipe",
        expected: "the path of a new file or of a plain file to replace",
        remedy: "write `-o -` for standard output and redirect it, or name a file")
    case .readerLeft: nil
    }
  }

  private static func remedy(for code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "create the folder first, or choose another path"
    case EACCES, EPERM, EROFS: "choose a folder in which you may write"
    case ENOSPC, EDQUOT: "free some space, or choose another disk"
    default: "choose another path, or write `-o -` for standard output"
    }
  }

  private static func remedyForStandardOutput(_ code: Int32) -> String {
    switch code {
    case EBADF: "run the command without closing standard output (`>&-`)"
    case ENOSPC, EDQUOT: "free some space where standard output goes, or redirect it elsewhere"
    default: "redirect standard output elsewhere"
    }
  }

  /// The system's words for an error number.
  private static func text(of code: Int32) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
      guard let words = buffer.baseAddress, strerror_r(code, words, buffer.count) == 0 else {
        return "error \(code)"
      }
      return String(cString: words)
    }
  }
}
