/// A column of a protocol table: the keys of a protocol file, and what is stated beside them.
enum TableColumn: String, CaseIterable {
  case id = "protocol"
  case title, summary, limits, drug, concentration
  case phrase
  case at, give, over
  case setRate = "set rate"
  case `for`, hold, pause, wait, stop
  case atMost = "at most"
  case atLeast = "at least"
  case route
  case escalateFrom = "escalate from"
  case escalateTo = "escalate to"
  case escalateBy = "escalate by"
  case escalateEvery = "escalate every"
  case taperFrom = "taper from"
  case taperTo = "taper to"
  case taperBy = "taper by"
  case taperEvery = "taper every"
  case repeatTimes = "repeat times"
  case repeatEvery = "repeat every"
  case sessions, every
  case onDays = "on days"
  case after, phase, scale
  case scaleFrom = "scale from"
  case scaleTo = "scale to"
  case weight, age, height, sex
  case dosingWeight = "dosing weight"
  case expected
  case note

  /// What a column speaks about.
  enum Topic: Hashable {
    case plan, phrase, step, course, patient, expected, note
  }

  /// What the column speaks about.
  var topic: Topic {
    switch self {
    case .id, .title, .summary, .limits, .drug, .concentration: .plan
    case .phrase: .phrase
    case .at, .give, .over, .setRate, .for, .hold, .pause, .wait, .stop, .atMost, .atLeast, .route,
      .escalateFrom, .escalateTo, .escalateBy, .escalateEvery, .taperFrom, .taperTo, .taperBy,
      .taperEvery, .repeatTimes, .repeatEvery:
      .step
    case .sessions, .every, .onDays, .after, .phase, .scale, .scaleFrom, .scaleTo: .course
    case .weight, .age, .height, .sex, .dosingWeight: .patient
    case .expected: .expected
    case .note: .note
    }
  }

  /// The key of a protocol file that the column stands for, and the block in which it stands.
  var path: (block: String?, key: String) {
    switch self {
    case .escalateFrom: ("escalate", "from")
    case .escalateTo: ("escalate", "to")
    case .escalateBy: ("escalate", "by")
    case .escalateEvery: ("escalate", "every")
    case .taperFrom: ("taper", "from")
    case .taperTo: ("taper", "to")
    case .taperBy: ("taper", "by")
    case .taperEvery: ("taper", "every")
    case .repeatTimes: ("repeat", "times")
    case .repeatEvery: ("repeat", "every")
    case .scaleFrom: ("scale", "from")
    case .scaleTo: ("scale", "to")
    case .phase: (nil, "name")
    case .id: (nil, "id")
    default: (nil, rawValue)
    }
  }

  /// The name that counts: small letters, with a blank for an underscore or several blanks.
  static func fold(_ name: String) -> String {
    name.lowercased().split { $0 == "_" || $0.isWhitespace }.joined(separator: " ")
  }
}
