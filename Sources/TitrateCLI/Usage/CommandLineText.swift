internal import Titrate

/// The arguments as one line of text, so that diagnostics can point at one of them.
struct CommandLineText {
  /// How diagnostics call the command line.
  static let name = "<command line>"

  /// What this process was started with.
  static let current = CommandLineText(Array(CommandLine.arguments.dropFirst()))

  let arguments: [String]
  /// The whole line, quoted as a shell would need it.
  let line: String
  private let columns: [Int]
  private let widths: [Int]

  init(_ arguments: [String]) {
    self.arguments = arguments
    var line = "titrate"
    var columns: [Int] = []
    var widths: [Int] = []
    for argument in arguments {
      line += " "
      columns.append(line.unicodeScalars.count + 1)
      let quoted = Self.quoted(argument)
      widths.append(quoted.unicodeScalars.count)
      line += quoted
    }
    self.line = line
    self.columns = columns
    self.widths = widths
  }

  /// The place of an argument by its number, counted from 0; the end of the line for another.
  func place(ofArgument index: Int) -> SourceLocation {
    guard arguments.indices.contains(index) else { return end }
    return SourceLocation(
      file: Self.name, line: 1, column: columns[index], length: widths[index], lineText: line)
  }

  /// The place of the first argument that reads like this, or that assigns to this option.
  func place(of argument: String) -> SourceLocation {
    let exact = arguments.firstIndex(of: argument)
    return place(
      ofArgument: exact ?? arguments.firstIndex { $0.hasPrefix(argument + "=") } ?? arguments.count)
  }

  /// Just behind the last argument.
  var end: SourceLocation {
    SourceLocation(
      file: Self.name, line: 1, column: line.unicodeScalars.count + 2, lineText: line + " ")
  }

  /// The place of an option's value, named after the option.
  static func place(ofValue value: String, for option: String) -> SourceLocation {
    SourceLocation(
      file: option, line: 1, column: 1, length: max(1, value.unicodeScalars.count), lineText: value)
  }

  private static func quoted(_ argument: String) -> String {
    let isPlain = argument.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || "0123456789-_=./,:%@+^".unicodeScalars.contains(scalar)
    }
    if isPlain, !argument.isEmpty { return argument }
    return "'" + argument.replacing("'", with: "'\\''") + "'"
  }
}
