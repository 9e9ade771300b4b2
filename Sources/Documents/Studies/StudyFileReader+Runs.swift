internal import Diagnostics
internal import Kinetics
internal import Population
internal import Quantities

extension StudyFileReader {
  mutating func models(_ root: inout MappingReader) -> [Study.ModelChoice] {
    guard let node = required("models", "[ketamine/kamp-2020]", in: &root) else { return [] }
    var choices: [Study.ModelChoice] = []
    for item in items(node, "models") {
      if case .mapping = item.content {
        if let choice = model(item) { choices.append(choice) }
      } else if let name = mention(item, "a model, such as `ketamine/kamp-2020`") {
        choices.append(Study.ModelChoice(name: name))
      }
    }
    reportRepeats(choices.map(\.name))
    return choices
  }

  private mutating func model(_ item: YAMLNode) -> Study.ModelChoice? {
    guard var block = block(item, "a model of the study") else { return nil }
    let name = required("model", "ketamine/kamp-2020", in: &block).flatMap {
      mention($0, "a model, such as `ketamine/kamp-2020`")
    }
    let site = block.optional("effect site").flatMap { mention($0, "the name of an effect site") }
    let assumed = assumption("between subjects", in: &block)
    let sessions = assumption("between sessions", in: &block)
    let errors = assumedErrors(in: &block)
    block.finish(&findings)
    return name.map {
      Study.ModelChoice(
        name: $0, effectSite: site, assumed: assumed, assumedSessions: sessions,
        assumedErrors: errors)
    }
  }

  private mutating func assumption(
    _ what: String, in block: inout MappingReader
  ) -> RandomEffects? {
    guard let node = block.optional("assumed \(what)"),
      var inner = self.block(node, "the assumption")
    else { return nil }
    let reason = requiredText("because", "why this spread is assumed", in: &inner)
    var reader = RandomEffectsReader(findings)
    let effects = reader.read(&inner, origin: ("", .assumption), note: reason)
    findings = reader.findings
    inner.finish(&findings)
    return effects
  }

  private mutating func assumedErrors(in block: inout MappingReader) -> [ResidualError] {
    guard let node = block.optional("assumed residual error"),
      var inner = self.block(node, "the assumption")
    else { return [] }
    let reason = requiredText("because", "why this error is assumed", in: &inner)
    var reader = ResidualErrorReader(findings)
    let errors = reader.read(&inner, origin: ("", .assumption), note: reason)
    findings = reader.findings
    inner.finish(&findings)
    return errors
  }

  mutating func protocols(_ root: inout MappingReader) -> [Study.ProtocolChoice] {
    guard let node = required("protocols", "[depression-40-min]", in: &root) else { return [] }
    var choices: [Study.ProtocolChoice] = []
    for item in items(node, "protocols") {
      if case .mapping = item.content {
        if let choice = dosing(item) { choices.append(choice) }
      } else if let name = mention(item, "a protocol, such as `depression-40-min`") {
        choices.append(Study.ProtocolChoice(name: name))
      }
    }
    return choices
  }

  private mutating func dosing(_ item: YAMLNode) -> Study.ProtocolChoice? {
    guard var block = block(item, "a protocol of the study") else { return nil }
    let name = required("protocol", "depression-40-min", in: &block).flatMap {
      mention($0, "a protocol, such as `depression-40-min`")
    }
    var settings: [Study.Setting] = []
    for (key, isList) in [("set", false), ("vary", true)] {
      guard let node = block.optional(key) else { continue }
      let entries = findings.attempt { () throws(Diagnostic) in
        try node.entries(expecting: "settings of the protocol")
          .limited(to: Self.mostEntries, at: node.location)
      }
      for entry in entries ?? [] {
        let name = Study.Mention(entry.key, at: entry.keyLocation)
        let nodes = isList ? items(entry.value, "values") : [entry.value]
        let values = nodes.compactMap { mention($0, "a value of `\(entry.key)`") }
        if settings.contains(where: { $0.name.text == entry.key }) {
          findings.add(
            Diagnostic(
              .contradictoryKeys, at: entry.keyLocation,
              "`\(entry.key)` is both set and varied", expected: "one of the two",
              remedy: "remove it from `set`"))
        }
        settings.append(Study.Setting(name: name, values: values))
      }
    }
    block.finish(&findings)
    return name.map { Study.ProtocolChoice(name: $0, settings: settings) }
  }

  mutating func reportRepeats(_ names: [Study.Mention]) {
    for (index, name) in names.enumerated()
    where names[..<index].contains(where: { $0.text == name.text }) {
      findings.add(
        Diagnostic(
          .duplicateKey, at: name.location, "`\(name.text)` is already in this list",
          expected: "each once", remedy: "remove one"))
    }
  }

  mutating func times(_ root: inout MappingReader) -> [Tick]? {
    let example = "{ every: 15 min, until: 24 h }"
    guard let node = required("observe", example, in: &root),
      var block = block(node, "the block `observe`")
    else { return nil }
    let at = block.optional("at")
    let every = block.optional("every")
    let until = block.optional("until")
    block.finish(&findings)
    if let at {
      if let other = every ?? until {
        findings.add(
          Diagnostic(
            .contradictoryKeys, at: other.location, "`at` excludes `every` and `until`",
            expected: "one way to state the moments", remedy: "keep one of the two"))
      }
      return moments(at)
    }
    guard let every, let until else {
      findings.add(
        Diagnostic(
          .missingKey, at: node.location, "the moments to observe are not stated",
          expected: "`every` with `until`, or `at`", remedy: "write `\(example)`"))
      return nil
    }
    return findings.attempt { () throws(Diagnostic) in try Self.grid(every, until) }
  }

  private mutating func moments(_ node: YAMLNode) -> [Tick] {
    var moments: [Tick] = []
    for item in items(node, "moments") {
      let moment = findings.attempt { () throws(Diagnostic) in
        let quantity = try Quantity(
          parsing: item.text(expecting: "a moment such as `40 min`"), as: .time, at: item.location)
        return try TimesDocument.moment(quantity, after: moments.last, at: item.location)
      }
      if let moment { moments.append(moment) }
    }
    return moments
  }

  private static func grid(_ every: YAMLNode, _ until: YAMLNode) throws(Diagnostic) -> [Tick] {
    let step = try Quantity(
      parsing: every.text(expecting: "a duration"), as: .duration, at: every.location)
    let last = try Quantity(
      parsing: until.text(expecting: "a duration"), as: .duration, at: until.location)
    guard let step = Tick(step), let end = Tick(last), step > .zero else {
      throw Diagnostic(
        .valueOutOfRange, at: until.location, "the moments are too far away",
        expected: "at most 100 y", remedy: "write an earlier time")
    }
    let count = end.flicks / step.flicks
    guard end.flicks % step.flicks == 0 else {
      throw Diagnostic(
        .unevenStudyGrid, at: until.location, "steps of `\(step.duration)` do not reach `\(last)`",
        expected: "a last moment that is a whole number of steps from zero",
        remedy: "write `until: \((Int(count) * step).duration)`, or another step")
    }
    guard count < 10_000_000 else {
      throw Diagnostic(
        .documentTooLarge, at: every.location, "\(count + 1) moments for each subject",
        expected: "at most 10000000", remedy: "write a longer step")
    }
    return (0...Int(count)).map { $0 * step }
  }
}
