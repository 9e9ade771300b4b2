import Documents
import Foundation
import Limits
import Quantities

/// The sets of limits of this repository, read from its folder.
enum ShippedLimits {
  static let ids = [
    "esketamine/nasal-session", "ketamine/acute-pain", "ketamine/anaesthesia-induction",
    "ketamine/anaesthesia-infusion", "ketamine/chronic-pain-clinic",
    "ketamine/crps-anaesthetic-dose", "ketamine/crps-inpatient", "ketamine/crps-outpatient",
    "ketamine/depression-infusion", "ketamine/emergency", "ketamine/icu",
  ]

  static var folder: URL {
    ShippedModels.folder.deletingLastPathComponent().appendingPathComponent("limits")
  }

  static func text(_ id: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(id + ".yaml"), encoding: .utf8)
  }

  static func set(_ id: String) throws -> LimitSet {
    try LimitDocument.read(text: text(id), file: "models/limits/\(id).yaml")
  }
}

/// One bound of a shipped set, as the literature gives it; written down from the literature, not
/// from the files.
struct PublishedBound: Hashable {
  var set: String
  var rule: String
  var side: String
  var bound: String
  var evidence: String

  init(_ set: String, _ rule: String, _ side: String, _ bound: String, _ evidence: String) {
    self.set = set
    self.rule = rule
    self.side = side
    self.bound = bound
    self.evidence = evidence
  }

  /// Every bound of a set that was read.
  static func all(of set: LimitSet) -> [PublishedBound] {
    set.rules.flatMap { rule in
      let sides: [(String, [Quantity]?)] = [
        ("lower hard", rule.lower?.hard), ("lower soft", rule.lower?.soft),
        ("upper soft", rule.upper?.soft), ("upper hard", rule.upper?.hard),
      ]
      return sides.flatMap { (name, bounds) -> [PublishedBound] in
        (bounds ?? []).map {
          PublishedBound(set.id, rule.id, name, $0.description, rule.evidence.rawValue)
        }
      }
    }
  }
}
