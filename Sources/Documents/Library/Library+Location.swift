public import Diagnostics

extension Library {
  /// Finds the library that belongs to an executable.
  ///
  /// Installed, it lies in `../share/titrate/models` beside the folder of the executable. In a
  /// checkout it is the folder `models` next to `Package.swift`, some folders up.
  /// - Parameter executable: The path of the running program, links resolved.
  /// - Returns: The installed one, if there is one.
  /// - Throws: `T7006` when neither is there.
  public static func belonging(to executable: String) throws(Diagnostic) -> Library {
    var folder = parent(of: executable)
    let installed = "\(parent(of: folder))/share/titrate/models"
    if let library = try? Library(at: installed) { return library }
    while !folder.isEmpty {
      if FileKind(of: "\(folder)/Package.swift") == .file,
        let library = try? Library(at: "\(folder)/models")
      {
        return library
      }
      folder = parent(of: folder)
    }
    throw Diagnostic(
      .libraryNotFound, at: nil, "the library of models is not at `\(installed)`",
      expected: "the folder that `make install` puts beside the program",
      remedy: "install with `make install`, or name the folder with `--library`")
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }
}
