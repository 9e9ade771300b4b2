internal import Titrate

/// The files that `check` was given: what each is, what is wrong with its text, and the protocols
/// it holds.
struct CheckedSources {
  private(set) var files: [CheckedFile] = []
  private(set) var protocols: [PlannedProtocol] = []
  /// Faults of folders and of arguments, which belong to no file.
  private(set) var faults: [Diagnostic] = []

  private let library: Library?
  private let settings: [String: String]
  private var usedSettings: Set<String> = []
  private var ids = CheckedIDs()

  /// Reads every file, whatever is wrong with another.
  /// - Parameters:
  ///   - arguments: Files and folders.
  ///   - settings: Values for settings of protocols.
  ///   - needsValues: Whether a protocol with a setting that has no value is to be warned about.
  ///   - library: The library that may hold some of the files.
  init(
    _ arguments: [String], settings: [String: String], needsValues: Bool, in library: Library?
  ) {
    self.library = library
    self.settings = settings
    for argument in arguments {
      let (paths, faults) = Self.paths(argument)
      self.faults += faults
      for path in paths { read(path, isNamed: path == argument, needsValues: needsValues) }
    }
    for name in settings.keys.sorted() where !usedSettings.contains(name) {
      self.faults.append(
        Diagnostic(
          .unknownSetting,
          at: CommandLineText.place(ofValue: "\(name)=\(settings[name] ?? "")", for: "--set"),
          "none of the protocols has a setting `\(name)`", expected: "a setting of a protocol",
          remedy: "check its name with `titrate show protocols`, or leave it out"))
    }
  }

  private mutating func read(_ path: String, isNamed: Bool, needsValues: Bool) {
    let text: LoadedText
    do {
      text = try LoadedText(
        reading: path,
        atMost: TableKind.isTable(path) ? ProtocolTable.largestFile : LoadedText.largestDocument)
    } catch {
      files.append(CheckedFile(path: path, diagnostics: [error]))
      return
    }
    if TableKind.isTable(path) || TableKind(of: text) != nil {
      readTable(text, path, isNamed: isNamed)
    } else {
      readDocument(text, path, needsValues: needsValues)
    }
  }

  private mutating func readTable(_ text: LoadedText, _ path: String, isNamed: Bool) {
    switch TableKind(of: text) {
    case .protocols:
      let table = ProtocolTable(text: text.text, file: text.path)
      files.append(
        CheckedFile(path: path, kind: "protocol table", diagnostics: table.findings))
      protocols += table.entries.map {
        PlannedProtocol(
          path: path, dosing: $0.dosing, location: $0.location, subjects: $0.subjects,
          expected: $0.expected?.verdict)
      }
    case .panel:
      let panel = PatientPanel(text: text.text, file: text.path)
      files.append(CheckedFile(path: path, kind: "patient panel", diagnostics: panel.findings))
    case nil:
      files.append(
        CheckedFile(
          path: path, diagnostics: [isNamed ? TableKind.unknown(text) : TableKind.skipped(path)]))
    }
  }

  private mutating func readDocument(_ text: LoadedText, _ path: String, needsValues: Bool) {
    var check = DocumentCheck(text, in: library)
    if let fault = ids.fault(of: check, at: path) { check.diagnostics.append(fault) }
    if check.kind == .dosing, !check.diagnostics.contains(where: { $0.severity == .error }) {
      do {
        try readProtocol(text, path, needsValues: needsValues, &check)
      } catch {
        check.diagnostics += error.diagnostics
      }
    }
    files.append(
      CheckedFile(
        path: path, kind: check.kind?.name, id: check.id, diagnostics: check.diagnostics))
  }

  /// Reads a protocol with the values of its settings, if it has them all.
  private mutating func readProtocol(
    _ text: LoadedText, _ path: String, needsValues: Bool, _ check: inout DocumentCheck
  ) throws(DiagnosticError) {
    let names = try ProtocolDocument.summary(text: text.text, file: text.path).settings.map(\.name)
    let own = settings.filter { names.contains($0.key) }
    usedSettings.formUnion(own.keys)
    let missing = names.filter { own[$0] == nil }
    guard missing.isEmpty else {
      guard needsValues || !own.isEmpty else { return }
      check.diagnostics.append(
        Diagnostic(
          .missingSetting, .warning, at: SourceLocation(file: path, line: 1, column: 1),
          "the protocol was not judged: `\(missing.joined(separator: "`, `"))` has no value",
          expected: "a value for each of its settings",
          remedy: "add \(missing.map { "`--set \($0)=…`" }.joined(separator: " "))"))
      return
    }
    protocols.append(
      PlannedProtocol(
        path: path,
        dosing: try ProtocolDocument.read(text: text.text, file: text.path, settings: own),
        location: SourceLocation(file: path, line: 1, column: 1)))
  }

  /// The files that an argument stands for, and what is wrong with the folder that it names.
  private static func paths(_ path: String) -> (files: [String], faults: [Diagnostic]) {
    guard path != LoadedText.standardInput, FileKind(of: path) == .folder else {
      return ([path], [])
    }
    var folder = path
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let walk = FolderWalk(folder)
    let files = (walk.files + walk.tables).sorted()
    guard files.isEmpty, walk.faults.isEmpty else { return (files, walk.faults) }
    let fault = Diagnostic(
      .nothingToCheck, at: CommandLineText.current.place(of: path),
      "nothing was checked: the folder `\(path)` holds no file that ends in .yaml, .yml or .csv",
      expected: "a folder of models, protocols, limits or landmarks",
      remedy: "name another folder, or the file itself")
    return ([], [fault])
  }
}
