internal import ArgumentParser
internal import Titrate

/// `titrate check`: are files valid, or where are they not.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check models, protocols and landmarks; say where they are wrong.",
    discussion: """
      The first line of each file says what it is. Folders are searched for .yaml and .yml files, \
      and every file is checked, whatever is wrong with another. A folder that cannot be listed, or \
      that holds no such file, is an error. `-` is standard input.

      Exit status 0 when all is well, 1 when there are warnings, 2 when a file is not valid.
      """)

  @Argument(help: ArgumentHelp("Files and folders.", valueName: "file"))
  var files: [String]

  @OptionGroup var library: LibraryOptions

  func run() throws {
    // Files are checked without a library too; only their ids cannot be compared with it.
    let library = try library.library == nil ? try? library.open() : library.opened()
    var found: [Diagnostic] = []
    var ids = CheckedIDs()
    checking: for argument in files {
      let (paths, faults) = Self.paths(argument)
      Output.report(faults)
      found += faults
      for path in paths {
        var check = Self.check(path, in: library)
        if let fault = ids.fault(of: check, at: path) { check.diagnostics.append(fault) }
        Output.report(check.diagnostics)
        found += check.diagnostics
        do throws(ReportFailure) {
          try Output.write("\(path.printable): \(Self.summary(check))\n")
        } catch {
          try Output.fail(error)
          break checking
        }
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

  /// The files that an argument stands for, and what is wrong with the folder that it names.
  private static func paths(_ path: String) -> (files: [String], faults: [Diagnostic]) {
    guard path != LoadedText.standardInput, FileKind(of: path) == .folder else {
      return ([path], [])
    }
    var folder = path
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let walk = FolderWalk(folder)
    guard walk.files.isEmpty, walk.faults.isEmpty else { return (walk.files, walk.faults) }
    let fault = Diagnostic(
      .nothingToCheck, at: CommandLineText.current.place(of: path),
      "nothing was checked: the folder `\(path)` holds no file that ends in .yaml or .yml",
      expected: "a folder of models, protocols or landmarks",
      remedy: "name another folder, or the file itself")
    return ([], [fault])
  }

  private static func summary(_ check: DocumentCheck) -> String {
    let errors = check.diagnostics.count { $0.severity == .error }
    let what = [check.kind?.name, check.id].compactMap { $0 }.joined(separator: " ").printable
    switch errors {
    case 0: return "valid" + (what.isEmpty ? "" : " (\(what))")
    case 1: return "1 error"
    default: return "\(errors) errors"
    }
  }
}
