public import Diagnostics

/// What a document is, by its first line.
public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
  /// A pharmacokinetic model.
  case model = "model/1"
  /// A dosing protocol.
  case dosing = "protocol/1"
  /// Limits for one drug in one care area.
  case limits = "limits/1"
  /// Findings that were accepted.
  case acceptances = "accepted/1"
  /// Named concentrations.
  case landmarks = "landmarks/1"
  /// The models that are meant when none is named.
  case defaults = "model-defaults/1"
  /// Published observations, against which models are compared.
  case observations = "observations/1"
  /// A batch of simulations.
  case study = "study/1"

  /// What it is, in words.
  public var name: String {
    switch self {
    case .model: "model"
    case .dosing: "protocol"
    case .limits: "limits"
    case .acceptances: "acceptances"
    case .landmarks: "landmarks"
    case .defaults: "defaults"
    case .observations: "observations"
    case .study: "study"
    }
  }

  /// Finds the line `titrate: kind/version`, the first one that is neither empty nor a comment.
  /// - Throws: `T2004` when it says something else.
  public init(of document: LoadedText) throws(Diagnostic) {
    var number = 0
    var first: Substring?
    // A byte-order mark is reported by whoever reads the document, here as everywhere.
    let text = document.text.unicodeScalars
    // By scalars, because CR and LF together are one character.
    for scalars in (text.first == "\u{FEFF}" ? text.dropFirst() : text[...]).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      number += 1
      let line = Substring(scalars.last == "\r" ? scalars.dropLast() : scalars)
      let words = line.drop { $0.isWhitespace }
      if words.isEmpty || words.hasPrefix("#") || line.hasPrefix("---") { continue }
      first = line
      break
    }
    let kinds = DocumentKind.allCases.map { "titrate: \($0.rawValue)" }
    let value = first.flatMap { line -> Substring? in
      guard line.hasPrefix("titrate:") else { return nil }
      let rest = line.dropFirst("titrate:".count).drop { $0 == " " }
      return rest.prefix { $0 != " " && $0 != "#" }
    }
    if let kind = value.flatMap({ DocumentKind(rawValue: String($0)) }) {
      self = kind
      return
    }
    let found =
      first.map { "the first line is `\(String($0).shortened())`" } ?? "the file is empty"
    let near = value.flatMap { suggestion(for: "titrate: \($0)", among: kinds) }
    throw Diagnostic(
      .wrongDocument,
      at: SourceLocation(
        file: document.path, line: max(1, number), column: 1, length: first?.count ?? 1,
        lineText: first.map(String.init)),
      found, expected: kinds.map { "`\($0)`" }.joined(separator: " or "),
      remedy: near.map { "did you mean `\($0)`?" } ?? "say in the first line what the file is")
  }
}
