internal import Titrate

/// A protocol as it was found: its text, and what it says.
struct LoadedPlan {
  /// Where it comes from, for the manifest and the header.
  enum Origin: Hashable {
    case library(id: String)
    case file
    case phrase
  }

  let origin: Origin
  let text: LoadedText
  let dosing: DosingProtocol

  init(_ options: PlanOptions, in library: Library) throws(DiagnosticError) {
    let place = CommandLineText.current.place(of: options.plan)
    let settings = try Self.settings(options)
    let source: PlanSource
    do {
      source = try PlanSource(options.plan, in: library, line: place)
      switch source {
      case .phrase(let phrase):
        origin = .phrase
        text = LoadedText(path: "<phrase>", text: phrase)
      case .file(let path):
        origin = .file
        text = try LoadedText(reading: path)
      case .id(let id, let path):
        origin = .library(id: id)
        text = try LoadedText(reading: path)
      }
    } catch {
      throw DiagnosticError(error)
    }
    var dosing: DosingProtocol
    if case .phrase(let phrase) = source {
      try Self.refuse(options.settings.first, for: "--set", because: "a phrase has no settings")
      dosing = try ProtocolPhrase.read(phrase, drug: options.drug)
    } else {
      try Self.refuse(options.drug, for: "--drug", because: "a protocol file names its drugs")
      dosing = try ProtocolDocument.read(text: text.text, file: text.path, settings: settings)
    }
    try dosing.state(options.concentration)
    self.dosing = dosing
  }

  private static func refuse(
    _ value: String?, for option: String, because reason: String
  ) throws(DiagnosticError) {
    guard let value else { return }
    throw DiagnosticError(
      Diagnostic(
        .notApplicable, at: CommandLineText.place(ofValue: value, for: option),
        "`\(option)` has no effect here: \(reason)", remedy: "leave `\(option)` out"))
  }

  private static func settings(_ options: PlanOptions) throws(DiagnosticError) -> [String: String] {
    var findings: [Diagnostic] = []
    var settings: [String: String] = [:]
    for text in options.settings {
      let place = CommandLineText.place(ofValue: text, for: "--set")
      guard let sign = text.firstIndex(of: "="), sign > text.startIndex,
        text.index(after: sign) < text.endIndex
      else {
        findings.append(
          Diagnostic(
            .badAssignment, at: place, "`\(text)` does not give a value to a name",
            expected: "name=value, such as sessions=8", remedy: "write `--set name=value`"))
        continue
      }
      let name = String(text[..<sign])
      if settings.updateValue(String(text[text.index(after: sign)...]), forKey: name) != nil {
        findings.append(
          Diagnostic(
            .repeatedOption, at: place, "`\(name)` is set twice", expected: "each setting once",
            remedy: "decide for one of the two values"))
      }
    }
    if let error = DiagnosticError(findings) { throw error }
    return settings
  }
}

extension DosingProtocol {
  /// Takes the strengths from the command line.
  ///
  /// A strength that the protocol states itself is not replaced: doses by volume depend on it.
  mutating func state(_ strengths: [String]) throws(DiagnosticError) {
    for text in strengths {
      do throws(Diagnostic) {
        try state(text, at: CommandLineText.place(ofValue: text, for: "--concentration"))
      } catch {
        throw DiagnosticError(error)
      }
    }
  }

  private mutating func state(_ text: String, at place: SourceLocation) throws(Diagnostic) {
    let names = drugs.map(\.drug)
    var value = text
    var offset = 0
    var plan = 0
    if let sign = text.firstIndex(of: "=") {
      let name = String(text[..<sign])
      guard let index = names.firstIndex(of: name) else {
        throw Diagnostic(
          .ambiguousDrug, at: place, "the protocol does not give `\(name)`",
          expected: names.joined(separator: " or "), remedy: "name a drug of the protocol")
      }
      plan = index
      value = String(text[text.index(after: sign)...])
      offset = name.unicodeScalars.count + 1
    } else if Set(names).count > 1 {
      throw Diagnostic(
        .ambiguousDrug, at: place, "the protocol gives \(names.joined(separator: " and "))",
        expected: "`--concentration \(names[0])=\(text)`", remedy: "say whose strength it is")
    }
    let strength = try Quantity(parsing: value, as: .strength, at: place.advanced(by: offset))
    let drug = drugs[plan].drug
    for index in drugs.indices where drugs[index].drug == drug {
      if let stated = drugs[index].concentration, stated.canonical != strength.canonical {
        throw Diagnostic(
          .conflictingStrengths, at: place,
          "the protocol states \(stated) for \(drug), which is not \(strength)",
          expected: "the strength that the protocol was written for",
          remedy: "leave `--concentration` out, or change the protocol")
      }
      drugs[index].concentration = strength
    }
  }
}
