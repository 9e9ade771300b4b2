internal import ArgumentParser
internal import Titrate

/// Turns what the argument parser says into a diagnostic with code, place and remedy.
///
/// The parser's errors have no public type; its messages are pinned with its version and each form
/// used here is tested. A form that is not known keeps the parser's own words.
struct UsageFault {
  let line: CommandLineText
  let message: String
  let command: String

  var diagnostic: Diagnostic {
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false)
    let first = quoted.count > 1 ? String(quoted[1]) : ""
    if let index = negativeNumber { return negative(index) }
    if message.hasPrefix("Unknown option") { return unknownOption(first, quoted) }
    if message.hasPrefix("Missing value for") { return missingValue(first) }
    if message.hasPrefix("Missing expected argument") || message.hasPrefix("Missing one of") {
      return missingArgument(first)
    }
    if message.hasPrefix("The option"), message.contains("does not take any value") {
      return Diagnostic(
        .valueNotTaken, at: line.place(of: first), "`\(first)` takes no value",
        remedy: "write `\(first)` alone")
    }
    if message.hasPrefix("The value"), quoted.count > 3 { return badValue(first, quoted) }
    if message.contains("nexpected argument") { return unexpectedArgument(first) }
    if message.hasPrefix("Missing required subcommand") {
      return Diagnostic(
        .missingArgument, at: line.end, "no command is given", expected: Self.commands,
        remedy: "see `titrate help`")
    }
    return Diagnostic(
      .badUsage, at: line.place(ofArgument: 0), message, remedy: "see `\(helpCommand)`")
  }

  private static let names = Tool.configuration.subcommands.map { $0._commandName }
  private static let commands = names.joined(separator: ", ")
  private var helpCommand: String { command.isEmpty ? "titrate help" : "titrate help \(command)" }

  private func unknownOption(_ option: String, _ quoted: [Substring]) -> Diagnostic {
    let near = quoted.count > 3 ? String(quoted[3]) : nil
    let remedy = near.map { "did you mean `\($0)`?" } ?? "see `\(helpCommand)` for the options"
    return Diagnostic(
      .unknownOption, at: line.place(of: option),
      command.isEmpty
        ? "titrate has no option `\(option)`" : "`titrate \(command)` has no option `\(option)`",
      remedy: remedy)
  }

  /// An argument that begins with a negative number, which the parser takes for an option.
  private var negativeNumber: Int? {
    line.arguments.firstIndex { $0.starts(with: /-\.?\d/) }
  }

  /// What is wrong with a negative number: it is one, whatever the parser makes of it.
  private func negative(_ index: Int) -> Diagnostic {
    let argument = line.arguments[index]
    let option = index > 0 ? line.arguments[index - 1] : ""
    if message.hasPrefix("Missing value for"), option.hasPrefix("-") {
      return Diagnostic(
        .valueOutOfRange, at: CommandLineText.place(ofValue: argument, for: option),
        "`\(argument)` is negative, and `\(option)` takes no negative value",
        expected: "a value that is not negative",
        remedy: "write a positive value after `\(option)`")
    }
    do {
      _ = try ProtocolPhrase.read(argument, drug: "drug")
    } catch {
      let fault = error.diagnostics[0]
      if fault.code == .valueOutOfRange { return fault }
    }
    return Diagnostic(
      .valueOutOfRange, at: line.place(ofArgument: index),
      "`\(argument)` begins with a negative number", expected: "a dose or another value above zero",
      remedy: "write a positive value")
  }

  private func missingValue(_ synopsis: String) -> Diagnostic {
    let option = String(synopsis.prefix { $0 != " " })
    let index = line.arguments.firstIndex(of: option) ?? line.arguments.count
    let next = index + 1 < line.arguments.count ? line.arguments[index + 1] : nil
    return Diagnostic(
      .missingValue, at: line.place(ofArgument: index),
      next.map { "`\(option)` is followed by `\($0)`, which is not a value" }
        ?? "`\(option)` stands without its value",
      expected: "`\(synopsis)`", remedy: "write the value after `\(option)`")
  }

  private func missingArgument(_ synopsis: String) -> Diagnostic {
    Diagnostic(
      .missingArgument, at: line.end, "`\(synopsis)` is missing",
      remedy: "add it; see `\(helpCommand)`")
  }

  private func badValue(_ value: String, _ quoted: [Substring]) -> Diagnostic {
    let synopsis = String(quoted[3])
    let option = String(synopsis.prefix { $0 != " " && $0 != "'" })
    let choices = quoted.dropFirst(5).enumerated().filter { $0.offset % 2 == 0 }
      .map { String($0.element) }
    let near = suggestion(for: value, among: choices)
    let place =
      option.hasPrefix("-")
      ? CommandLineText.place(ofValue: value, for: option) : line.place(of: value)
    return Diagnostic(
      .unknownChoice, at: place,
      "`\(value)` is not a value for `\(synopsis)`",
      expected: choices.isEmpty ? nil : choices.joined(separator: ", "),
      remedy: near.map { "did you mean `\($0)`?" } ?? "see `\(helpCommand)`")
  }

  private func unexpectedArgument(_ argument: String) -> Diagnostic {
    let place = line.place(of: argument)
    let dashes: Set<Character> = ["\u{2013}", "\u{2014}", "\u{2212}"]
    if let dash = argument.first, dashes.contains(dash) {
      let name = argument.drop { dashes.contains($0) || $0 == "-" }
      return Diagnostic(
        .unexpectedArgument, at: place, "`\(argument)` starts with a typographic dash",
        remedy: "type two hyphens: `--\(name)`")
    }
    if command.isEmpty {
      let near = suggestion(for: argument, among: Self.names)
      return Diagnostic(
        .unknownCommand, at: place, "titrate has no command `\(argument)`",
        expected: Self.commands,
        remedy: near.map { "did you mean `\($0)`?" } ?? "see `titrate help`")
    }
    return Diagnostic(
      .unexpectedArgument, at: place, "`\(argument)` is one argument too many",
      remedy: "put a phrase or a value with blanks in quotes; see `\(helpCommand)`")
  }
}
