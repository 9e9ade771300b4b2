public import Diagnostics

extension LimitSet {
  /// Every care area that the set or one of its rules names, sorted.
  public var knownCareAreas: [String] {
    let selectors = [selector] + rules.map(\.selector)
    return Set([careArea.name] + selectors.flatMap(\.careAreas).map(\.name)).sorted()
  }

  /// Every diagnosis that the set or one of its rules names, sorted.
  public var knownDiagnoses: [String] {
    Set(([selector] + rules.map(\.selector)).flatMap(\.diagnoses).map(\.name)).sorted()
  }
}

extension [LimitSet] {
  /// Makes sure that what is declared means something to at least one of the sets.
  ///
  /// A care area with a slip in its name would otherwise leave rules unchecked in silence.
  /// - Returns: `T6061` for each name that none of the sets knows.
  public func faults(
    careArea: (name: String, location: SourceLocation)?,
    diagnosis: (name: String, location: SourceLocation)?
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func check(
      _ word: (name: String, location: SourceLocation)?, _ what: String, _ known: [String]
    ) {
      guard let word, !known.contains(word.name) else { return }
      let names = Set(known).sorted()
      found.append(
        Diagnostic(
          .unknownContext, at: word.location,
          "no set of limits knows the \(what) `\(word.name.shortened())`",
          expected: names.isEmpty
            ? "no \(what): these limits name none" : names.joined(separator: ", "),
          remedy: suggestion(for: word.name, among: names).map { "did you mean `\($0)`?" }
            ?? "leave it out, or choose limits that name it"))
    }
    check(careArea, "care area", flatMap(\.knownCareAreas))
    check(diagnosis, "diagnosis", flatMap(\.knownDiagnoses))
    return found
  }
}
