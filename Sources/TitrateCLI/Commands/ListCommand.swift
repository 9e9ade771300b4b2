internal import ArgumentParser
internal import Glibc
internal import Titrate

/// `titrate list`: what the library holds.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the models, protocols, limits or landmarks of the library."
  )

  @Argument(help: ArgumentHelp("models, protocols, limits or landmarks.", valueName: "what"))
  var what: ShelfName

  @OptionGroup var library: LibraryOptions

  @Option(
    help: ArgumentHelp(
      "text, or csv: a tidy table with every number's source and evidence.", valueName: "format"))
  var format: ListFormat = .text

  func run() throws {
    if format == .csv {
      let table = try LibraryList.tidy(what.shelf, of: library.opened())
      return try Output.show(table.csv)
    }
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

/// The forms of a list.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case csv
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
