internal import ArgumentParser
internal import Titrate

/// `titrate check`: are files valid, or where are they not.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check models, protocols and landmarks; say where they are wrong.",
    discussion: """
      The first line of each file says what it is. Folders are searched for .yaml files, and every \
      file is checked, whatever is wrong with another. `-` is standard input.

      Exit status 0 when all is well, 1 when there are warnings, 2 when a file is not valid.
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "file"))
  var files: [String]

  @OptionGroup var library: LibraryOptions

  func run() throws {
    // Files are checked without a library too; only their ids cannot be compared with it.
    let library = try library.library == nil ? try? library.open() : library.opened()
    var found: [Diagnostic] = []
    for path in files.flatMap(Self.paths) {
      let check = Self.check(path, in: library)
      Output.report(check.diagnostics)
      found += check.diagnostics
      do throws(ReportFailure) {
        try Output.write("\(path): \(Self.summary(check))\n")
      } catch {
        try Output.fail(error)
        break
      }
    }
    let status = ExitStatus(found)
    if status != .clean { throw CommandEnd(status: status) }
    if !found.isEmpty { throw CommandEnd(status: .findings) }
  }

  private static func check(_ path: String, in library: Library?) -> DocumentCheck {
    do throws(Diagnostic) {
      return DocumentCheck(try LoadedText(reading: path), in: library)
    } catch {
      return DocumentCheck(unreadable: error)
    }
  }

  private static func paths(_ path: String) -> [String] {
    guard FileKind(of: path) == .folder else { return [path] }
    var folder = path
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    return FolderWalk.files(in: folder)
  }

  private static func summary(_ check: DocumentCheck) -> String {
    let errors = check.diagnostics.count { $0.severity == .error }
    let what = [check.kind?.name, check.id].compactMap { $0 }.joined(separator: " ")
    switch errors {
    case 0: return "valid" + (what.isEmpty ? "" : " (\(what))")
    case 1: return "1 error"
    default: return "\(errors) errors"
    }
  }
}
