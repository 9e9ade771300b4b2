internal import Titrate

/// Where a table goes, once it is certain that nothing is lost by it.
struct OutputChoice {
  /// The path of the table; `-` is standard output.
  let path: String

  private static let namesOfStandardOutput = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]

  /// Looks at the value of `--output`.
  /// - Throws: `T8002` for an empty name, `T8008` for a name that promises the other format.
  init(_ output: String, format: TableFormat) throws(DiagnosticError) {
    path = Self.namesOfStandardOutput.contains(output) ? "-" : output
    let place = CommandLineText.place(ofValue: output, for: "--output")
    if output.isEmpty {
      throw DiagnosticError(
        Diagnostic(
          .missingValue, at: CommandLineText.current.place(of: ""),
          "the name of the output is empty",
          expected: "the path of a file, or `-` for standard output",
          remedy: "write the path after `--output`, or leave the option out"))
    }
    let name = output.lowercased()
    if let promised = TableFormat.allCases.first(where: { name.hasSuffix(".\($0.rawValue)") }),
      promised != format
    {
      throw DiagnosticError(
        Diagnostic(
          .conflictingOptions, at: place,
          "the name `\(output)` is that of a \(promised.rawValue.uppercased()) file, and the format "
            + "is \(format.rawValue)",
          expected: "a name that ends in .\(format.rawValue), or `--format \(promised.rawValue)`",
          remedy: "add `--format \(promised.rawValue)`, or rename the file"))
    }
  }

  /// Refuses to write over what the table is made from, under whatever name.
  /// - Parameter inputs: The files that were read.
  /// - Throws: `T8022`.
  func check(against inputs: [LoadedText]) throws(DiagnosticError) {
    guard path != "-" else { return }
    for written in [path, Manifest.path(beside: path)] {
      try Self.check(written, of: "--output", named: path, against: inputs)
    }
  }

  /// Refuses a file without a name, one that another option names too, and one that is read.
  /// - Throws: `T8002`, `T8008`, `T8022`.
  static func check(
    _ path: String, of option: String, against inputs: [LoadedText], besides others: [String]
  ) throws(DiagnosticError) {
    guard !path.isEmpty else {
      throw DiagnosticError(
        Diagnostic(
          .missingValue, at: CommandLineText.current.place(of: ""),
          "the name of the output is empty",
          expected: "the path of a file, or `-` for standard output",
          remedy: "write the path after `\(option)`, or leave the option out"))
    }
    let isTaken = others.contains { other in
      guard other != path, let identity = FileIdentity(of: path) else { return other == path }
      return identity == FileIdentity(of: other)
    }
    if isTaken {
      throw DiagnosticError(
        Diagnostic(
          .conflictingOptions, at: CommandLineText.place(ofValue: path, for: option),
          "`\(path)` would be written twice, in two forms", expected: "a file for each form",
          remedy: "choose another name for one of them"))
    }
    guard path != "-" else { return }
    try check(path, of: option, named: path, against: inputs)
  }

  private static func check(
    _ written: String, of option: String, named path: String, against inputs: [LoadedText]
  ) throws(DiagnosticError) {
    guard let identity = FileIdentity(of: written) else { return }
    for input in inputs {
      let read = input.path == LoadedText.standardInputName ? "/dev/stdin" : input.path
      guard FileIdentity(of: read) == identity else { continue }
      throw DiagnosticError(
        Diagnostic(
          .outputOverInput, at: CommandLineText.place(ofValue: path, for: option),
          "`\(written)` is `\(input.path)`, which is read here; nothing was written",
          expected: "a file that is not read here", remedy: "choose another name for the output"))
    }
  }
}
