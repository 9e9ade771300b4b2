internal import Glibc
internal import Titrate

/// Where a run within a time limit keeps slices of its subjects until all of them are there.
struct SliceFolder {
  private static let name = "unfinished"
  /// Few enough to cost little, each with its flushes to the disk; so many that little is lost with
  /// the one in which time is over.
  private static let mostSlices = 32

  let study: LoadedStudy
  let range: Range<Int>
  let folder: ResultFolder

  var path: String { "\(folder.path)/\(Self.name)" }

  /// Whether an earlier run has left it.
  var exists: Bool { FileKind(of: path) == .folder }

  /// Whole tiles of eight subjects, the same ones for every run over these subjects.
  var slices: [Range<Int>] {
    let length = max(8, ((range.count + Self.mostSlices - 1) / Self.mostSlices + 7) / 8 * 8)
    return stride(from: range.lowerBound, to: range.upperBound, by: length).map { start in
      start..<min(start + length, range.upperBound)
    }
  }

  /// The folder of a slice.
  func path(_ slice: Range<Int>) -> String {
    "\(path)/\(slice.lowerBound)-\(slice.upperBound)"
  }

  /// Makes room for a slice.
  func create(_ slice: Range<Int>) throws(OutputFailure) {
    for path in [path, path(slice)] {
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw OutputFailure.system(action: "cannot create the folder", path: path, code: errno)
      }
    }
  }

  /// Whether a slice is there, whole and undamaged.
  /// - Throws: `T8044` when it is there and of something else.
  func isFinished(_ slice: Range<Int>) throws -> Bool {
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

  /// Removes all slices, and nothing else that may be there.
  func clear() {
    guard exists else { return }
    for slice in slices {
      for name in study.fileNames + [ShardManifest.fileName] { unlink("\(path(slice))/\(name)") }
    }
    removeEmptyFolders()
  }

  /// Removes what holds no slice.
  func removeEmptyFolders() {
    for slice in slices { rmdir(path(slice)) }
    rmdir(path)
  }
}
