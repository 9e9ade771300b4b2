internal import Titrate

/// The folder of a study's file, to which its paths are relative.
struct StudyFolder {
  /// Its path with a slash at its end; empty for the folder one is in.
  private let path: String
  /// Whether the study has a file, so that a person would look for paths beside it.
  private let hasFile: Bool

  /// The folder of a file.
  init(of file: String) {
    path = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    hasFile = file != LoadedText.standardInputName
  }

  /// Reads a file that the study names.
  func read(
    _ mention: Study.Mention, atMost limit: Int = LoadedText.largestDocument
  ) throws(Diagnostic) -> LoadedText {
    let text = mention.text
    let isAbsolute = text.hasPrefix("/")
    do {
      return try LoadedText(
        reading: isAbsolute ? text : path + text, atMost: limit, mentioned: mention.location)
    } catch {
      guard error.code == .fileNotFound, hasFile else { throw error }
      var fault = error
      fault.remedy =
        isAbsolute
        ? "check the path"
        : "check the path; it is taken relative to the folder of the study's file"
          + (path.isEmpty ? "" : ", `\(path)`")
      throw fault
    }
  }
}
