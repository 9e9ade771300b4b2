internal import ArgumentParser
internal import Titrate

/// `titrate merge`: the parts of a study as one.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put the parts of a study together, into the bytes of a single run.",
    discussion: """
      titrate merge part-1 part-2 part-3 -o results

      The parts may come in any order; together they must hold every subject once, and be of one \
      study, seed and version. Every byte is checked against the hashes of their manifests.
      """)

  @Argument(help: ArgumentHelp("Folders of finished parts.", valueName: "folders"))
  var parts: [String]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the results.", valueName: "folder"))
  var output: String

  func run() throws {
    let folder = try ResultFolder(path: output)
    let merge = try ShardMerge(parts)
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    do {
      try folder.filling { try merge.write(to: folder) }
    } catch let request as Interruption.Requested {
      throw CommandEnd(status: Interruption.take(request))
    } catch {
      throw Diagnostic.ofBatch(error)
    }
  }
}
