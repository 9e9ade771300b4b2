public import Diagnostics

extension DiagnosticCode {
  /// A path that leads nowhere.
  public static let fileNotFound = DiagnosticCode("T7001", "no such file")
  /// A folder where a file is needed.
  public static let notAFile = DiagnosticCode("T7002", "not a file")
  /// A file that may not be read, or whose medium fails.
  public static let unreadableFile = DiagnosticCode("T7003", "file cannot be read")
  /// A file beyond the size that is read.
  public static let fileTooLarge = DiagnosticCode("T7004", "file too large")
  /// Bytes that are not UTF-8 text.
  public static let notUTF8 = DiagnosticCode("T7005", "not UTF-8 text")
  /// No folder of models, protocols, limits and landmarks where one is looked for.
  public static let libraryNotFound = DiagnosticCode("T7006", "library not found")
  /// A name under which the library holds nothing.
  public static let notInLibrary = DiagnosticCode("T7007", "not in the library")
  /// A file that cannot be read just now.
  public static let temporarilyUnreadable = DiagnosticCode("T7008", "file temporarily unreadable")
  /// A library file whose `id` is not its path.
  public static let idDiffersFromPath = DiagnosticCode("T7009", "id differs from path")
  /// A folder in which there is nothing to check.
  public static let nothingToCheck = DiagnosticCode("T7015", "nothing to check")
  /// Two files of one kind with the same `id`.
  public static let sameIDTwice = DiagnosticCode("T7016", "two files with one id")

  /// Every code that concerns finding and reading files.
  public static let readingCodes: [DiagnosticCode] = [
    fileNotFound, notAFile, unreadableFile, fileTooLarge, notUTF8, libraryNotFound, notInLibrary,
    temporarilyUnreadable, idDiffersFromPath, nothingToCheck, sameIDTwice,
  ]
}
