internal import Titrate

/// A run in slices of subjects, each of which is kept as soon as it is finished, so that a run that
/// is stopped goes on where it was.
struct SlicedRun {
  let kept: SliceFolder
  let threads: Int
  let progress: BatchProgress
  let limit: TimeLimit?

  /// Computes what is not there yet and puts all of it together.
  /// - Returns: Which subjects did not take the fast path.
  /// - Throws: `T8049` when the time is over, `T8044` when what is there is of something else; what is
  ///   finished stays, unless somebody cannot be computed.
  func run() throws -> [String] {
    let study = kept.study
    var finished = 0
    do {
      for slice in kept.slices {
        if try kept.isFinished(slice) {
          progress.skip(study.rows(of: slice).count * study.scenarios.count)
        } else {
          try limit?.check()
          try kept.create(slice)
          _ = try ShardRun(
            study: study, range: slice, folder: kept.path(slice), threads: threads,
            progress: progress
          ).run()
        }
        finished += slice.count
      }
      // Putting together is quick, and a run that has come so far is not stopped in it.
      let merge = try ShardMerge(kept.slices.map { kept.path($0) }, of: kept.range)
      let manifest = try merge.writeFiles(to: kept.folder.path)
      kept.clear()
      return zip(study.scenarios, manifest.counts).compactMap { $0.pathNote($1) }
    } catch is TimeLimit.Reached {
      kept.removeEmptyFolders()
      throw overtime(finished)
    } catch {
      if Self.isFinal(error) { kept.clear() } else { kept.removeEmptyFolders() }
      throw error
    }
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
      "the time is over after \(finished) of \(kept.range.count) subjects"
        + (finished > 0 ? ", which are kept in `\(kept.path)`" : "; nothing is kept"),
      expected: "enough time for all of them",
      remedy: finished > 0
        ? "go on with the same command and `--resume`"
        : "allow more time, more `--threads`, or fewer subjects with `--subjects`")
  }
}
