internal import Diagnostics
internal import Kinetics
internal import Quantities

/// Reads the parameters that vary and what varies together; model files and studies share it.
struct RandomEffectsReader {
  var findings: Findings

  init(_ findings: Findings) {
    self.findings = findings
  }

  /// Reads the keys `distribution`, `parameters`, `covariance` and `correlation` of a block.
  mutating func read(
    _ block: inout MappingReader, origin: (source: String, evidence: Evidence), note: String?
  ) -> RandomEffects? {
    let common = distribution(in: &block)
    var effects: [RandomEffects.Effect] = []
    let node = findings.attempt { () throws(Diagnostic) in
      try block.required("parameters", example: "{ CL: { cv: 30 % } }")
    }
    let isDistributionUnread = block.optional("distribution") != nil && common == nil
    var unread: Set<String> = []
    for entry in entries(node) {
      if let effect = effect(entry, common, isDistributionUnread) {
        effects.append(effect)
      } else {
        unread.insert(entry.key)
      }
    }
    var relations: [RandomEffects.Relation] = []
    for measure in RandomEffects.Relation.Measure.allCases {
      for entry in entries(block.optional(measure.rawValue)) {
        let relation = findings.attempt { () throws(Diagnostic) in
          try Self.relation(entry, measure)
        }
        // A pair of an effect that could not be read has been reported with that effect.
        guard let relation, unread.isDisjoint(with: [relation.first, relation.second]) else {
          continue
        }
        relations.append(relation)
      }
    }
    guard !effects.isEmpty else { return nil }
    return RandomEffects(
      effects: effects, relations: relations, source: origin.source, evidence: origin.evidence,
      note: note, location: block.location)
  }

  private mutating func entries(_ node: YAMLNode?) -> [YAMLEntry] {
    guard let node else { return [] }
    return findings.attempt { () throws(Diagnostic) in
      try node.entries(expecting: "`name: value` pairs")
        .limited(to: ModelReader.mostEntries, at: node.location)
    } ?? []
  }

  private mutating func distribution(
    in block: inout MappingReader
  ) -> RandomEffects.Distribution? {
    guard let node = block.optional("distribution") else { return nil }
    return findings.attempt { () throws(Diagnostic) in
      try node.choice(RandomEffects.Distribution.self, what: "how an effect moves its parameter")
    }
  }

  private mutating func effect(
    _ entry: YAMLEntry, _ common: RandomEffects.Distribution?, _ isDistributionUnread: Bool
  ) -> RandomEffects.Effect? {
    let opened = findings.attempt { () throws(Diagnostic) in
      try MappingReader(entry.value, what: "the spread of `\(entry.key)`")
    }
    guard var block = opened else { return nil }
    let before = findings.diagnostics.count
    let own = distribution(in: &block)
    let stated = ["variance", "sd", "cv"].compactMap { key in block.optional(key).map { (key, $0) }
    }
    block.finish(&findings)
    if isDistributionUnread || findings.diagnostics.count > before { return nil }
    guard let distribution = own ?? common else {
      findings.add(
        Diagnostic(
          .missingKey, at: entry.value.location,
          "nothing says how the effect on `\(entry.key)` moves it",
          expected: "`distribution: log-normal`, for the block or for the parameter",
          remedy: "add the `distribution` that the source states"))
      return nil
    }
    return findings.attempt { () throws(Diagnostic) in
      guard let (key, node) = stated.first else {
        throw Diagnostic(
          .missingKey, at: entry.value.location, "the spread of `\(entry.key)` is not stated",
          expected: "`variance`, `sd` or `cv`", remedy: "add `cv: 30 %`, or what the source states")
      }
      if stated.count > 1 {
        throw Diagnostic(
          .contradictoryKeys, at: stated[1].1.location,
          "`\(stated[0].0)` and `\(stated[1].0)` both state the spread of `\(entry.key)`",
          expected: "one of them", remedy: "keep the one that the source states")
      }
      return RandomEffects.Effect(
        parameter: entry.key, distribution: distribution,
        spread: try Self.spread(key, node, distribution), location: entry.keyLocation)
    }
  }

  private static func spread(
    _ key: String, _ node: YAMLNode, _ distribution: RandomEffects.Distribution
  ) throws(Diagnostic) -> RandomEffects.Spread {
    switch (key, distribution) {
    case ("sd", .additive):
      let text = try node.text(expecting: "a standard deviation with the parameter's unit")
      let deviation = try Quantity(parsing: text, at: node.location)
      guard deviation.number > .zero else { throw YAMLNode.notPositive(text, at: node.location) }
      return .deviation(deviation)
    case (_, .additive), ("cv", .logit):
      throw Diagnostic(
        .contradictoryKeys, at: node.location,
        "`\(key)` does not state the spread of a \(distribution.rawValue) effect",
        expected: distribution == .additive ? "`sd`, with its unit" : "`variance` or `sd`",
        remedy: distribution == .additive ? "write `sd: 5 L`" : "write `sd: 0.7`")
    case ("variance", _): return .variance(try node.positiveNumber())
    case ("cv", _): return .variation(try node.positiveShare())
    default:
      return .deviation(Quantity(try node.positiveNumber(), Unit("", .none, 1, 1)))
    }
  }

  private static func relation(
    _ entry: YAMLEntry, _ measure: RandomEffects.Relation.Measure
  ) throws(Diagnostic) -> RandomEffects.Relation {
    let (first, second) = try entry.pair()
    let value =
      try measure == .correlation ? entry.value.correlation() : entry.value.pureNumber()
    return RandomEffects.Relation(
      first: first, second: second, measure: measure, value: value,
      location: entry.keyLocation)
  }
}
