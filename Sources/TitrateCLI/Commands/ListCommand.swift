internal import ArgumentParser
internal import Glibc
internal import Titrate

/// `titrate list`: what the library holds.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the models, protocols, limits or landmarks of the library.")

  @Argument(help: ArgumentHelp("models, protocols, limits or landmarks.", valueName: "what"))
  var what: ShelfName

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let list = try LibraryList(what.shelf, of: library.opened())
    Output.report(list.faults)
    do throws(ReportFailure) {
      try Output.write(
        list.table.text(
          TextStyle(width: Terminal.width, color: Terminal.showsColours(on: STDOUT_FILENO))))
    } catch {
      try Output.fail(error)
    }
    if !list.faults.isEmpty { throw CommandEnd(status: ExitStatus(list.faults)) }
  }
}

/// The names of the shelves on the command line.
enum ShelfName: String, ExpressibleByArgument, CaseIterable {
  case models
  case protocols
  case limits
  case landmarks
  case studies

  var shelf: Library.Shelf {
    switch self {
    case .models: .models
    case .protocols: .protocols
    case .limits: .limits
    case .landmarks: .landmarks
    case .studies: .studies
    }
  }
}
