internal import ArgumentParser
internal import Titrate

/// Where models, protocols, limits and landmarks are found.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Folder of models, protocols, limits and landmarks, instead of the one installed.",
      valueName: "folder"))
  var library: String?

  /// The library named, or the one that belongs to this program.
  func open() throws(Diagnostic) -> Library {
    if let library {
      return try Library(
        at: library, mentioned: CommandLineText.place(ofValue: library, for: "--library"))
    }
    return try Library.belonging(to: FileKind.realPath("/proc/self/exe") ?? "")
  }
}
