public import Diagnostics

/// Which model is meant when a drug is named and no model is: `models/drugs/defaults.yaml`.
public struct ModelDefaults: Hashable, Sendable {
  /// The choice for one drug.
  public struct Choice: Hashable, Sendable {
    /// The drug, such as `ketamine`.
    public var drug: String
    /// The id of the model, such as `ketamine/kamp-2020`.
    public var model: String
    /// Why this one.
    public var reason: String
  }

  /// The choices in the order of the file, one for each drug.
  public let choices: [Choice]
  package static let header = "model-defaults/1"

  /// The id of the default model of a drug.
  public func model(for drug: String) -> String? {
    choices.first { $0.drug == drug }?.model
  }

  /// Reads the file of defaults.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  /// - Returns: The default model of each drug.
  /// - Throws: Every fault found.
  public static func read(text: String, file: String) throws(DiagnosticError) -> ModelDefaults {
    var reader = ModelReader()
    var choices: [Choice] = []
    do throws(Diagnostic) {
      var root = try DocumentHeader.open(text, file, what: "the file of defaults", is: header)
      let drugs = try root.required("drugs", example: "{ ketamine: { model: ..., because: ... } }")
      for entry in reader.entries(drugs, "drugs with their default models") {
        if let choice = reader.defaultChoice(entry) { choices.append(choice) }
      }
      root.finish(&reader.findings)
    } catch {
      throw DiagnosticError(error)
    }
    try reader.findings.throwIfErrors()
    return ModelDefaults(choices: choices)
  }
}

extension ModelReader {
  fileprivate mutating func defaultChoice(_ entry: YAMLEntry) -> ModelDefaults.Choice? {
    guard var block = block(entry.value, "the default of `\(entry.key)`") else { return nil }
    let node = required("model", "ketamine/kamp-2020", in: &block)
    let reason = requiredText("because", "it describes most adults", in: &block)
    block.finish(&findings)
    guard let node, let reason else { return nil }
    let id = findings.attempt { () throws(Diagnostic) in
      let id = try node.modelID()
      guard id.hasPrefix(entry.key + "/") else {
        throw Diagnostic(
          .badIdentifier, at: node.location, "`\(id)` is not a model of `\(entry.key)`",
          expected: "`\(entry.key)/...`", remedy: "name a model of this drug")
      }
      return id
    }
    return id.map { ModelDefaults.Choice(drug: entry.key, model: $0, reason: reason) }
  }
}
