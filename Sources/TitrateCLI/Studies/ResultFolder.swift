internal import Glibc
internal import Titrate

/// The folder of a run's results.
struct ResultFolder {
  let path: String

  /// Looks whether results may go there; makes nothing.
  ///
  /// - Parameters:
  ///   - study: What will be run.
  ///   - range: Which of its subjects.
  ///   - resume: Whether finished results are left alone.
  /// - Returns: Whether anything is to be done.
  func isOpen(
    for study: LoadedStudy, _ range: Range<Int>, resume: Bool
  ) throws(DiagnosticError) -> Bool {
    do throws(Diagnostic) {
      switch FileKind(of: path) {
      case .folder:
        return try isUnfinished(study, range, resume: resume)
      case .file:
        throw Diagnostic(
          .cannotWrite, at: CommandLineText.place(ofValue: path, for: "--output"),
          "`\(path)` is a file", expected: "a folder", remedy: "choose another name")
      case nil: return true
      }
    } catch {
      throw DiagnosticError(error)
    }
  }

  /// Makes the folder if it is not there, does something with it, and takes it away again where that
  /// fails and leaves it empty.
  func filling<T>(_ body: () throws -> T) throws -> T {
    let isNew = mkdir(path, 0o777) == 0
    // Another run may make it at the same moment.
    guard isNew || errno == EEXIST else {
      throw OutputFailure.system(action: "cannot create the folder", path: path, code: errno)
    }
    do {
      return try body()
    } catch {
      // It stays where somebody else has put anything into it.
      if isNew { rmdir(path) }
      throw error
    }
  }

  private func isUnfinished(
    _ study: LoadedStudy, _ range: Range<Int>, resume: Bool
  ) throws(Diagnostic) -> Bool {
    guard FileKind(of: "\(path)/\(ShardManifest.fileName)") == .file else { return true }
    guard resume else {
      throw Diagnostic(
        .resultsPresent, at: CommandLineText.place(ofValue: path, for: "--output"),
        "`\(path)` holds results already", expected: "a folder without \(ShardManifest.fileName)",
        remedy: "choose another folder, or add `--resume` to leave finished results alone")
    }
    guard let manifest = try? ShardManifest(of: path) else { return true }
    guard manifest.run == study.identity, manifest.range == range else {
      throw Diagnostic(
        .otherStudy, at: CommandLineText.place(ofValue: path, for: "--output"),
        "`\(path)` holds the results of another study, seed, version or range of subjects",
        expected: "results of this study", remedy: "choose another folder")
    }
    // Whole files of the right size with the right hash: finished.
    return manifest.files.contains { file in
      (try? ShardBytes(file, in: path).verify()) == nil
    }
  }
}
