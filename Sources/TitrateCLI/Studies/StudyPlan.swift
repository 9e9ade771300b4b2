internal import Titrate

/// A protocol of a study at one set of values for its settings.
struct StudyPlan {
  let mention: Study.Mention
  let text: LoadedText?
  let settings: [(name: String, value: String)]
  let dosing: DosingProtocol

  /// The drugs that it gives, each once.
  var drugs: [String] {
    var drugs: [String] = []
    for drug in dosing.drugs.map(\.drug) where !drugs.contains(drug) { drugs.append(drug) }
    return drugs
  }
}

extension StudyBuilder {
  /// A protocol at every combination of the values of its settings, the last one varying fastest.
  mutating func load(_ choice: Study.ProtocolChoice, drug: String?) -> [StudyPlan] {
    let mention = choice.name
    let isFile = FolderWalk.isDocument(mention.text)
    let (folder, library) = (folder, library)
    let found = attempt { () -> LoadedText? in
      if isFile { return try folder.read(mention) }
      switch try PlanSource(mention.text, in: library, line: mention.location) {
      case .file(let path), .id(_, let path):
        return try LoadedText(reading: path, mentioned: mention.location)
      case .phrase: return nil
      }
    }
    guard let text = found else { return [] }
    if text == nil, let setting = choice.settings.first {
      findings.append(
        Diagnostic(
          .unknownSetting, at: setting.name.location, "a phrase has no settings",
          expected: "`set` and `vary` beside a protocol of the library or a file",
          remedy: "write the values into the phrase"))
      return []
    }
    var combinations: [[(name: String, value: String)]] = [[]]
    for setting in choice.settings {
      combinations = combinations.flatMap { combination in
        setting.values.map { combination + [(setting.name.text, $0.text)] }
      }
      guard combinations.count <= LoadedStudy.mostScenarios else {
        findings.append(
          Diagnostic(
            .tooManyScenarios, at: setting.name.location,
            "the values vary into more than \(LoadedStudy.mostScenarios) scenarios",
            expected: "at most \(LoadedStudy.mostScenarios)",
            remedy: "vary less, or split the study"))
        return []
      }
    }
    return combinations.compactMap { settings in
      dosing(choice, text, settings, drug: drug).map {
        StudyPlan(mention: mention, text: text, settings: settings, dosing: $0)
      }
    }
  }

  private mutating func dosing(
    _ choice: Study.ProtocolChoice, _ text: LoadedText?,
    _ settings: [(name: String, value: String)], drug: String?
  ) -> DosingProtocol? {
    do throws(DiagnosticError) {
      guard let text else {
        return try ProtocolPhrase.read(choice.name.text, drug: drug)
      }
      return try ProtocolDocument.read(
        text: text.text, file: text.path,
        settings: Dictionary(settings.map { ($0.name, $0.value) }) { $1 }, syntax: .key)
    } catch {
      for fault in error.diagnostics {
        let placed = fault.placed(in: choice, of: text).inStudyTerms
        if !findings.contains(placed) { findings.append(placed) }
      }
      return nil
    }
  }
}

extension Diagnostic {
  /// The finding, shown in the study where it is about a value that stands there.
  fileprivate func placed(in choice: Study.ProtocolChoice, of text: LoadedText?) -> Diagnostic {
    var placed = self
    if code == .missingSetting {
      placed.location = choice.name.location
      placed.remedy = "state the values under `set` or `vary` beside `protocol`"
      return placed
    }
    if let text, location?.file == text.path { return self }
    let setting = choice.settings.first { location?.file == "--set \($0.name.text)" }
    let value = setting?.values.first { $0.text == location?.lineText }
    placed.location = value?.location ?? setting?.name.location ?? choice.name.location
    return placed
  }
}
