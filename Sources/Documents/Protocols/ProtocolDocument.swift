public import Diagnostics
public import Dosing
public import Quantities

/// Protocols as YAML files; the article *Protocol files* describes every key.
public enum ProtocolDocument {
  /// Reads a protocol.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  ///   - settings: Values for the file's named settings, such as `["rate": "600 mg/h"]`.
  ///   - syntax: How these values are given, for remedies.
  /// - Returns: The protocol, with the settings' values in place and the places of its steps.
  /// - Throws: Everything that is wrong with the file and with the values of its settings.
  public static func read(
    text: String, file: String, settings: [String: String] = [:], syntax: SettingSyntax = .option
  ) throws(DiagnosticError) -> DosingProtocol {
    let root = try root(text, file)
    var reader = ProtocolReader()
    reader.syntax = syntax
    let result = reader.read(root, values: settings)
    if let error = DiagnosticError(reader.report) { throw error }
    guard let result else { throw incomplete(root) }
    return result
  }

  /// Reads what describes a protocol, without values for its settings and without its steps.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Returns: What describes the protocol.
  /// - Throws: What is wrong with those parts of the file.
  public static func summary(
    text: String, file: String
  ) throws(DiagnosticError) -> ProtocolSummary {
    let root = try root(text, file)
    var reader = ProtocolReader()
    let summary = reader.summary(root)
    if let error = DiagnosticError(reader.report) { throw error }
    guard let summary else { throw incomplete(root) }
    return summary
  }

  private static func root(
    _ text: String, _ file: String
  ) throws(DiagnosticError) -> YAMLNode {
    do {
      let root = try YAMLNode(parsing: text, file: file)
      try ProtocolReader.checkHeader(root)
      return root
    } catch {
      throw DiagnosticError(error)
    }
  }

  private static func incomplete(_ root: YAMLNode) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        .wrongShape, at: root.location, "the protocol is not complete",
        remedy: "state its id, title, drug and steps"))
  }
}

/// What describes a protocol: enough to list it, to choose it and to know which values it needs.
public struct ProtocolSummary: Hashable, Sendable {
  /// The name by which it is found.
  public var id: String
  /// One line that says what it is.
  public var title: String
  /// What a reader should know before using it.
  public var summary: String
  /// Where it comes from.
  public var sources: [Citation]
  /// The drugs it gives.
  public var drugs: [String]
  /// The values it needs.
  public var settings: [ProtocolSetting]

  /// Makes a description.
  public init(
    id: String, title: String, summary: String, sources: [Citation], drugs: [String],
    settings: [ProtocolSetting]
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.sources = sources
    self.drugs = drugs
    self.settings = settings
  }
}

extension ProtocolReader {
  /// Reads what describes the protocol and leaves the rest alone.
  mutating func summary(_ root: YAMLNode) -> ProtocolSummary? {
    guard var block = open(root, "a protocol") else { return nil }
    let head = header(&block)
    let settings = settings(block.optional("settings"))
    var names: [String] = []
    if let single = block.optional("drug"), case .scalar(let name) = single.content {
      names = [name]
    } else if let several = block.optional("drugs"), case .sequence(let items) = several.content {
      for item in items {
        guard var drug = open(item, "a drug") else { continue }
        let name = attempt { () throws(Diagnostic) in
          try drug.requiredText("drug", example: "ketamine")
        }
        if let name { names.append(name) }
      }
    }
    return head.map {
      ProtocolSummary(
        id: $0.id, title: $0.title, summary: $0.summary, sources: $0.sources, drugs: names,
        settings: settings)
    }
  }
}
