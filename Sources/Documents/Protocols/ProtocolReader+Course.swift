internal import Diagnostics
internal import Dosing
internal import Quantities

extension ProtocolReader {
  /// Reads a course: one phase, or a list of phases.
  mutating func course(_ node: YAMLNode?) -> Course? {
    guard let node else { return nil }
    if case .sequence = node.content {
      guard let items = items(node, of: "phases") else { return nil }
      let phases = items.compactMap { phase($0) }
      // Phases follow one another: without one of them the others cannot be judged.
      return phases.count == items.count ? Course(phases: phases) : nil
    }
    return phase(node).map { Course(phases: [$0]) }
  }

  private mutating func phase(_ node: YAMLNode) -> Course.Phase? {
    guard var block = open(node, "a phase of the course") else { return nil }
    let before = findings.diagnostics.count
    let name = attempt { () throws(Diagnostic) in try block.optionalText("name") }
    let sessions = block.entry("sessions")
    let every = block.entry("every")
    let days = block.entry("on days")
    let after = quantity(block.optional("after"), as: .duration)
    let scale = scale(block.optional("scale"))
    block.finish(&findings)
    let timing = timing(sessions, every, days, node)
    guard let timing, findings.diagnostics.count == before else { return nil }
    return Course.Phase(
      name: name ?? nil, timing: timing, after: after, scaleFrom: scale.from, scaleTo: scale.to,
      location: node.location)
  }

  private mutating func timing(
    _ sessions: YAMLEntry?, _ every: YAMLEntry?, _ days: YAMLEntry?, _ node: YAMLNode
  ) -> Course.Timing? {
    if let days {
      for entry in [sessions, every].compactMap({ $0 }) {
        findings.add(
          Diagnostic(
            .contradictoryKeys, at: entry.keyLocation, "`\(entry.key)` beside `on days`",
            expected: "either `sessions` and `every`, or `on days`",
            remedy: "leave one of the two out"))
      }
      guard let items = items(days.value, of: "days") else { return nil }
      let numbers = items.compactMap { count($0) }
      return numbers.count == items.count ? .onDays(numbers) : nil
    }
    for (key, entry) in [("sessions", sessions), ("every", every)] where entry == nil {
      findings.add(
        Diagnostic(
          .missingKey, at: node.location, "a phase of the course has no `\(key)`",
          expected: "`sessions` and `every`, or `on days`",
          remedy: "add `\(key): \(key == "every" ? "2 d" : "6")`"))
    }
    guard let count = sessions.flatMap({ count($0.value) }),
      let interval = quantity(every?.value, as: .duration)
    else { return nil }
    return .every(sessions: count, interval: interval)
  }

  /// Reads `80 %`, or `{from: 100 %, to: 50 %}`.
  private mutating func scale(_ node: YAMLNode?) -> (from: Quantity?, to: Quantity?) {
    guard let node else { return (nil, nil) }
    let share = QuantityKind("a percentage above zero", [.none], examples: "`80 %`")
    guard case .mapping = node.content else {
      let constant = quantity(node, as: share)
      return (constant, nil)
    }
    guard var block = open(node, "`scale`") else { return (nil, nil) }
    let from = quantity(block.optional("from"), as: share)
    let to = attempt { () throws(Diagnostic) in try block.required("to", example: "50 %") }
    block.finish(&findings)
    return (from, quantity(to, as: share))
  }

  /// A whole number of at least one.
  mutating func count(_ node: YAMLNode) -> Int? {
    attempt { () throws(Diagnostic) in
      let number = try WholeNumber.read(
        node.text(expecting: "a whole number"), at: node.location)
      guard number >= 1 else {
        throw Diagnostic(
          .badCount, at: node.location, "`\(number)` where at least 1 is needed",
          remedy: "write a whole number from 1 upwards")
      }
      return number
    }
  }

  /// A quantity of a kind; nothing when it is absent or wrong.
  mutating func quantity(_ node: YAMLNode?, as kind: QuantityKind) -> Quantity? {
    guard let node else { return nil }
    let quantity = attempt { () throws(Diagnostic) in
      try Quantity(
        protocolText: node.text(expecting: kind.name), as: kind, at: node.location)
    }
    if case .scalar(let text) = node.content,
      let doubt = quantity?.doubt(about: text, at: node.location)
    {
      doubts.append(doubt)
    }
    return quantity
  }
}

extension Quantity {
  /// Reads a quantity of a protocol; durations of nothing and times before the start have codes
  /// of their own.
  init(
    protocolText text: String, as kind: QuantityKind, at location: SourceLocation
  ) throws(Diagnostic) {
    do {
      try self.init(parsing: text, as: kind, at: location)
    } catch {
      guard error.code == .valueOutOfRange else { throw error }
      if kind == .time {
        throw Diagnostic(
          .negativeTime, at: error.location, "`\(text)` lies before the start",
          expected: "a time from `0 min` on", remedy: "count times from the start of the session")
      }
      if kind == .duration {
        throw Diagnostic(
          .noDuration, at: error.location, "`\(text)` is no time in which anything can happen",
          expected: "a duration above zero",
          remedy: "write a duration; for a dose at once, give it without `over`")
      }
      throw error
    }
  }
}
