public import Limits

extension AcceptanceDocument {
  /// Prints acceptances as a file; reading it back gives equal ones, and the same acceptances in
  /// any order give the same text.
  public static func print(_ acceptances: [Acceptance]) -> String {
    guard !acceptances.isEmpty else { return "titrate: \(header)\naccepted: []\n" }
    let blocks = acceptances.map(block).sorted()
    return "titrate: \(header)\naccepted:\n" + blocks.joined()
  }

  private static func block(_ acceptance: Acceptance) -> String {
    let pairs: [(String, String?)] = [
      ("rule", acceptance.rule), ("limits", acceptance.limitSet),
      ("protocol", acceptance.protocolID), ("patient", acceptance.patient),
      ("reason", acceptance.reason), ("by", acceptance.by),
      ("until", acceptance.until.description),
    ]
    let lines = pairs.compactMap { key, value in value.map { "\(key): \($0.yaml)\n" } }
    return "  - " + lines.joined(separator: "    ")
  }
}
