internal import Titrate

/// Finds options that are written twice; the parser would silently take the last.
enum RepeatedOptions {
  private static let repeatable: Set<String> = [
    "--model", "--set", "--concentration", "--effect-site", "--limits", "--condition",
    "--other-model",
  ]
  private static let synonyms = ["-o": "--output", "-h": "--help"]

  static func check(_ line: CommandLineText) throws(Diagnostic) {
    var seen: Set<String> = []
    for (index, argument) in line.arguments.enumerated() {
      if argument == "--" { return }
      guard argument.hasPrefix("-"), argument.count > 1 else { continue }
      let written = String(argument.prefix { $0 != "=" })
      let option = synonyms[written] ?? written
      if seen.insert(option).inserted || repeatable.contains(option) { continue }
      throw Diagnostic(
        .repeatedOption, at: line.place(ofArgument: index), "`\(option)` is given twice",
        expected: "each option once; only \(repeatable.sorted().joined(separator: ", ")) repeat",
        remedy: "decide for one of the two values")
    }
  }
}
