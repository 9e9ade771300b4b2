internal import Glibc
internal import Titrate

/// A run in slices of subjects, each of which is kept as soon as it is finished, so that a run that
/// is stopped goes on where it was.
struct SlicedRun {
  /// Where slices are kept until all of them are there.
  static let folderName = "unfinished"
  /// Few enough to cost little, each with its flushes to the disk; so many that little is lost with
  /// the one in which time is over.
  private static let mostSlices = 32

  let study: LoadedStudy
  let range: Range<Int>
  let folder: ResultFolder
  let threads: Int
  let progress: BatchProgress
  let limit: TimeLimit?

  /// Whether slices of an earlier run are there.
  var hasBegun: Bool { FileKind(of: kept) == .folder }

  private var kept: String { "\(folder.path)/\(Self.folderName)" }

  /// Whole tiles of eight subjects, the same ones for every run over these subjects.
  private var slices: [Range<Int>] {
    let length = max(8, ((range.count + Self.mostSlices - 1) / Self.mostSlices + 7) / 8 * 8)
    return stride(from: range.lowerBound, to: range.upperBound, by: length).map { start in
      start..<min(start + length, range.upperBound)
    }
  }

  private func path(_ slice: Range<Int>) -> String {
    "\(kept)/\(slice.lowerBound)-\(slice.upperBound)"
  }

  /// Computes what is not there yet and puts all of it together.
  /// - Returns: Which subjects did not take the fast path.
  /// - Throws: `T8049` when the time is over, `T8044` when what is there is of something else; what is
  ///   finished stays, unless somebody cannot be computed.
  func run() throws -> [String] {
    try create(kept)
    var finished = 0
    do {
      for slice in slices {
        if try isFinished(slice) {
          progress.skip(study.rows(of: slice).count * study.scenarios.count)
        } else {
          try limit?.check()
          try create(path(slice))
          _ = try ShardRun(
            study: study, range: slice, folder: path(slice), threads: threads, progress: progress
          ).run()
        }
        finished += slice.count
      }
      // Putting together is quick, and a run that has come so far is not stopped in it.
      let merge = try ShardMerge(slices.map(path), of: range)
      let manifest = try merge.writeFiles(to: folder.path)
      clear()
      return zip(study.scenarios, manifest.counts).compactMap { $0.pathNote($1) }
    } catch is TimeLimit.Reached {
      removeEmptyFolders()
      throw overtime(finished)
    } catch {
      if Self.isFinal(error) { clear() } else { removeEmptyFolders() }
      throw error
    }
  }

  /// Removes all slices, and nothing else that may be in their folder.
  func clear() {
    for slice in slices {
      for name in study.fileNames + [ShardManifest.fileName] { unlink("\(path(slice))/\(name)") }
    }
    removeEmptyFolders()
  }

  private func removeEmptyFolders() {
    for slice in slices { rmdir(path(slice)) }
    rmdir(kept)
  }

  private func create(_ path: String) throws(OutputFailure) {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw OutputFailure.system(action: "cannot create the folder", path: path, code: errno)
    }
  }

  /// Whether a slice is there, whole and undamaged.
  private func isFinished(_ slice: Range<Int>) throws -> Bool {
    guard let manifest = try? ShardManifest(of: path(slice)), manifest.range == slice else {
      return false
    }
    guard manifest.run == study.identity else { throw folder.otherStudy }
    for file in manifest.files {
      do {
        try ShardBytes(file, in: path(slice)).verify()
      } catch is Diagnostic {
        return false
      }
    }
    return true
  }

  /// Whether somebody cannot be computed, so that the same command never gets to its end.
  private static func isFinal(_ error: any Error) -> Bool {
    guard let fault = error as? Diagnostic else { return false }
    return fault.code == .numericalFailure || fault.code == .numberNotFinite
  }

  private func overtime(_ finished: Int) -> Diagnostic {
    Diagnostic(
      .timeLimitReached,
      at: limit.map { CommandLineText.place(ofValue: $0.text, for: "--time-limit") },
      "the time is over after \(finished) of \(range.count) subjects"
        + (finished > 0 ? ", which are kept in `\(kept)`" : "; nothing is kept"),
      expected: "enough time for all of them",
      remedy: finished > 0
        ? "go on with the same command and `--resume`"
        : "allow more time, more `--threads`, or fewer subjects with `--subjects`")
  }
}
