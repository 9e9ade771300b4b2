internal import Titrate

/// The sets of limits that schedules are judged by, and what is declared for them.
struct LimitChoice {
  /// A set with the text it was read from.
  struct Loaded {
    let text: LoadedText
    let set: LimitSet
  }

  /// The sets that `--limits` names; nothing when it is absent and protocols name their own.
  let named: [Loaded]?
  /// What the options declare.
  let context: ClinicalContext
  let strongOnly: Bool
  /// What was accepted, and the day on which it has to hold.
  let accepted: AcceptedFindings?
  /// What the library judges beside the sets that were chosen, where that was looked up.
  private(set) var shipped = ShippedLimits()
  private var own: [String: Loaded] = [:]

  /// Reads what the options name.
  init(_ options: LimitOptions, in library: LibraryOptions) throws(DiagnosticError) {
    var named: [Loaded] = []
    for name in options.names {
      let place = CommandLineText.place(ofValue: name, for: "--limits")
      let loaded = try Self.load(name, in: library, at: place)
      if named.contains(where: { $0.set.id == loaded.set.id }) {
        throw DiagnosticError(
          Diagnostic(
            .repeatedOption, at: place, "the set of limits `\(loaded.set.id)` is named twice",
            expected: "each set once", remedy: "leave one of the two out"))
      }
      named.append(loaded)
    }
    self.named = options.names.isEmpty ? nil : named
    strongOnly = options.evidence == .strong
    context = ClinicalContext(
      careArea: options.careArea.map { CareArea($0) },
      diagnosis: options.diagnosis.map { Diagnosis($0) },
      conditions: try DeclaredConditions.read(options.conditions))
    accepted = try AcceptedFindings(options)
  }

  /// Reads the sets that protocols name for themselves, each once.
  /// - Parameter place: Where they are named.
  mutating func read(
    setsOf protocols: [DosingProtocol], in library: LibraryOptions, at place: SourceLocation? = nil
  ) throws(DiagnosticError) {
    guard named == nil else { return }
    for id in protocols.flatMap(\.limitSets) where own[id] == nil {
      own[id] = try Self.load(id, in: library, at: place)
    }
  }

  /// Looks in the library for sets that judge what is declared, where a chosen one does not.
  ///
  /// Only then is any set of the library read that nobody asked for.
  mutating func lookUp(_ declared: [ClinicalContext], in library: Library?) {
    guard let library,
      all.contains(where: { loaded in
        declared.contains { !loaded.set.unjudgedConditions(of: $0).isEmpty }
      })
    else { return }
    shipped = ShippedLimits(in: library)
  }

  /// The sets that a protocol is judged by: those of its drugs.
  /// - Parameters:
  ///   - dosing: The protocol.
  ///   - other: One that it is compared with, whose own sets judge it too.
  func sets(for dosing: DosingProtocol, besides other: DosingProtocol? = nil) -> [LimitSet] {
    let ids = dosing.limitSets + (other?.limitSets ?? []).filter { !dosing.limitSets.contains($0) }
    let chosen = named ?? ids.compactMap { own[$0] }
    return chosen.map(\.set).filter { set in dosing.drugs.contains { $0.drug == set.drug } }
  }

  /// Every set that was read, in the order of reading for named ones, by id for others.
  var all: [Loaded] {
    named ?? own.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func load(
    _ name: String, in library: LibraryOptions, at place: SourceLocation?
  ) throws(DiagnosticError) -> Loaded {
    let isFile = FolderWalk.isDocument(name) || FileKind(of: name) == .file
    let text: LoadedText
    do {
      text =
        try isFile
        ? LoadedText(reading: name, mentioned: place)
        : library.open().text(of: name, on: .limits, mentioned: place)
    } catch {
      throw DiagnosticError(error)
    }
    return Loaded(text: text, set: try LimitDocument.read(text: text.text, file: text.path))
  }
}
