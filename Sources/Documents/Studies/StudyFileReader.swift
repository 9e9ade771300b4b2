internal import Diagnostics
internal import Kinetics
internal import Population
internal import Quantities

/// Gathers a study from the blocks of its file, together with everything that is wrong in them.
struct StudyFileReader {
  /// The most models, protocols, values or percentiles in one list.
  static let mostEntries = 1000
  /// The most subjects of a study.
  static let mostSubjects = 100_000_000

  var findings = Findings()

  mutating func read(_ root: inout MappingReader) -> Study? {
    let id = root.optional("id").flatMap { node in
      findings.attempt { () throws(Diagnostic) in try node.plainName() }
    }
    if id == nil { requireKey("id", "depression-40-min-sizes", in: &root) }
    let title = requiredText("title", "one line that says what the study is", in: &root)
    let summary = root.optional("summary").flatMap { text(of: $0, "a text for `summary`") }
    let seed = seed(&root)
    let replicates = root.optional("replicates").map { node in
      count(node, "replicates", most: 65_536)
    }
    let patients = patients(&root)
    let models = models(&root)
    let protocols = protocols(&root)
    let variability = variability(&root, replicates: (replicates ?? 1) ?? .max)
    let residualError = residualError(&root, models)
    let times = times(&root)
    let outputs = outputs(&root)
    let limits = limits(&root, isWanted: outputs?.limits ?? true)
    root.finish(&findings)
    guard let id, let title, let seed, let patients, !models.isEmpty, !protocols.isEmpty,
      let variability, let times, let outputs
    else { return nil }
    return Study(
      id: id, title: title, summary: summary ?? "", seed: seed, replicates: (replicates ?? 1) ?? 1,
      patients: patients, models: models, protocols: protocols, variability: variability,
      residualError: residualError, times: times, outputs: outputs, limits: limits)
  }

  private mutating func variability(
    _ root: inout MappingReader, replicates: Int
  ) -> Study.VariabilityChoice? {
    guard let node = required("variability", "as published", in: &root) else { return nil }
    return findings.attempt { () throws(Diagnostic) in
      let choice = try node.choice(
        Study.VariabilityChoice.self, what: "how subjects of one size differ")
      guard choice != .withUncertainty || replicates > 1 else {
        throw Diagnostic(
          .singleReplicate, at: node.location,
          "a single replicate draws the typical values once, for everybody",
          expected: "`replicates: 2` or more, each with typical values of its own",
          remedy: "add `replicates: 200`, or write `variability: as published`")
      }
      return choice
    }
  }

  private mutating func residualError(
    _ root: inout MappingReader, _ models: [Study.ModelChoice]
  ) -> Study.ResidualErrorChoice {
    let choice = root.optional("residual error").map { node in
      findings.attempt { () throws(Diagnostic) in
        try node.choice(Study.ResidualErrorChoice.self, what: "how measurements scatter")
      }
    }
    if choice == nil || choice == .some(Study.ResidualErrorChoice.none) {
      for error in models.compactMap(\.assumedErrors.first) {
        findings.add(
          Diagnostic(
            .contradictoryKeys, at: error.location,
            "a residual error is assumed, and the study simulates none",
            expected: "`residual error: as published` in the study, or no assumption",
            remedy: "add `residual error: as published`"))
      }
    }
    return (choice ?? nil) ?? .none
  }

  private mutating func seed(_ root: inout MappingReader) -> UInt64? {
    guard let node = required("seed", "20260101", in: &root) else { return nil }
    return findings.attempt { () throws(Diagnostic) in
      let text = try node.text(expecting: "a whole number")
      return try Self.seed(text, at: node.location)
    }
  }

  /// A whole number of 64 bits.
  static func seed(_ text: String, at location: SourceLocation) throws(Diagnostic) -> UInt64 {
    guard text.allSatisfy(\.isASCIIDigit), text == "0" || text.first != "0",
      let seed = UInt64(text)
    else {
      throw Diagnostic(
        .badCount, at: location, "`\(text.shortened())` is not a seed",
        expected: "a whole number from 0 to 18446744073709551615", remedy: "write digits only")
    }
    return seed
  }

  // MARK: Pieces

  mutating func required(
    _ key: String, _ example: String, in block: inout MappingReader
  ) -> YAMLNode? {
    findings.attempt { () throws(Diagnostic) in try block.required(key, example: example) }
  }

  mutating func requireKey(_ key: String, _ example: String, in block: inout MappingReader) {
    _ = required(key, example, in: &block)
  }

  mutating func requiredText(
    _ key: String, _ example: String, in block: inout MappingReader
  ) -> String? {
    required(key, example, in: &block).flatMap { text(of: $0, "`\(key)`") }
  }

  mutating func text(of node: YAMLNode, _ what: String) -> String? {
    findings.attempt { () throws(Diagnostic) in try node.text(expecting: what) }
  }

  mutating func block(_ node: YAMLNode, _ what: String) -> MappingReader? {
    findings.attempt { () throws(Diagnostic) in try MappingReader(node, what: what) }
  }

  mutating func items(_ node: YAMLNode, _ what: String) -> [YAMLNode] {
    findings.attempt { () throws(Diagnostic) in
      try node.items(expecting: what).limited(to: Self.mostEntries, at: node.location)
    } ?? []
  }

  mutating func mention(_ node: YAMLNode, _ what: String) -> Study.Mention? {
    text(of: node, what).map { Study.Mention($0, at: node.location) }
  }

  /// A whole number of at least one.
  mutating func count(_ node: YAMLNode, _ what: String, most: Int) -> Int? {
    findings.attempt { () throws(Diagnostic) in
      let count = try WholeNumber.read(
        node.text(expecting: "a number of \(what)"), at: node.location)
      guard (1...most).contains(count) else {
        throw Diagnostic(
          .badCount, at: node.location, "\(count) \(what) are not possible",
          expected: "1 to \(most)", remedy: "write a number in that range")
      }
      return count
    }
  }
}

extension YAMLNode {
  /// A name of small letters, digits and hyphens.
  func plainName() throws(Diagnostic) -> String {
    let text = try text(expecting: "an id such as `forty-minutes`")
    let isPlain = text.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
    }
    guard isPlain, text.first != "-", text.count <= 80 else {
      throw Diagnostic(
        .badIdentifier, at: location, "`\(text.shortened())` is not an id",
        expected: "small letters, digits and hyphens", remedy: "write an id such as `forty-minutes`"
      )
    }
    return text
  }
}
