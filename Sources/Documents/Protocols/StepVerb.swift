internal import Quantities

/// What a step may do, by its key.
enum StepVerb: String, CaseIterable {
  case give
  case setRate = "set rate"
  case escalate
  case taper
  case hold
  case pause
  case wait
  case stop

  /// Every key that may stand beside an action.
  static let allModifiers = ["at", "over", "route", "for", "at most", "at least", "repeat"]

  /// The keys that may stand beside this action.
  var modifiers: [String] {
    switch self {
    case .give: ["at", "over", "route", "at most", "at least", "repeat"]
    case .setRate: ["at", "for", "at most", "at least"]
    case .escalate, .taper, .hold, .pause, .wait, .stop: ["at"]
    }
  }

  /// What to do about a key that does not belong.
  func remedy(for key: String) -> String {
    switch (self, key) {
    case (.setRate, "over"):
      "write `for` for how long the rate runs, or `give` for a dose over a time"
    case (.give, "for"): "write `over` for the time in which the dose is given"
    case (.setRate, "repeat"): "write the settings one after another"
    case (.setRate, "route"):
      "a pump's rate is intravenous; write `give` with `over` for another route"
    case (.escalate, "for"), (.escalate, "at most"), (.taper, "for"), (.taper, "at most"):
      "move `\(key)` into the block of `\(rawValue)`"
    case (.escalate, _), (.taper, _):
      "write the levels as steps `set rate`, and a dose that needs `\(key)` as a step `give`"
    default: "put `\(key)` beside the `give` or `set rate` that it belongs to"
    }
  }
}

/// The entries of a step, sorted into actions and what stands beside them.
struct StepKeys {
  /// The actions, in the order of ``StepVerb``.
  let verbs: [YAMLEntry]
  /// What stands beside them.
  let modifiers: [YAMLEntry]

  /// Asks a block for every key that a step may have.
  init(_ block: inout MappingReader) {
    var verbs: [YAMLEntry] = []
    var modifiers: [YAMLEntry] = []
    for verb in StepVerb.allCases {
      if let entry = block.entry(verb.rawValue) { verbs.append(entry) }
    }
    for key in StepVerb.allModifiers {
      if let entry = block.entry(key) { modifiers.append(entry) }
    }
    self.verbs = verbs
    self.modifiers = modifiers
  }

  /// The value beside the action.
  subscript(key: String) -> YAMLNode? { modifiers.first { $0.key == key }?.value }
}

extension QuantityKind {
  /// The kind of a bound or a step of such a quantity: never zero.
  var bound: QuantityKind {
    QuantityKind(
      self == .rate ? "a rate above zero" : name, dimensions, examples: examples,
      allowsZero: false)
  }
}
