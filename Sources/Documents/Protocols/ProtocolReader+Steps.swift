internal import Diagnostics
internal import Dosing
internal import Quantities

extension ProtocolReader {
  /// Reads `drug`, `concentration` and `steps`, or `drugs`.
  mutating func drugs(_ block: inout MappingReader) -> [DrugPlan] {
    let several = block.entry("drugs")
    let single = ["drug", "concentration", "steps"].compactMap { block.entry($0) }
    if let several {
      for entry in single {
        findings.add(
          Diagnostic(
            .contradictoryKeys, at: entry.keyLocation, "`\(entry.key)` beside `drugs`",
            expected: "either one drug with its steps, or a list under `drugs`",
            remedy: "move `\(entry.key)` into an item of `drugs`"))
      }
      guard let items = items(several.value, of: "drugs") else { return [] }
      return items.compactMap { node in
        guard var item = open(node, "a drug") else { return nil }
        let plan = plan(&item)
        item.finish(&findings)
        return plan
      }
    }
    return plan(&block).map { [$0] } ?? []
  }

  private mutating func plan(_ block: inout MappingReader) -> DrugPlan? {
    let before = findings.diagnostics.count
    let drugNode = attempt { () throws(Diagnostic) in
      try block.required("drug", example: "ketamine")
    }
    let drug = drugNode.flatMap { drugName($0) }
    let concentration = quantity(block.optional("concentration"), as: .strength)
    let stepsNode = attempt { () throws(Diagnostic) in
      try block.required("steps", example: "[{give: 0.5 mg/kg, over: 40 min}]")
    }
    guard let stepsNode, let items = items(stepsNode, of: "steps") else { return nil }
    let steps = items.compactMap { step($0) }
    guard let drug else { return nil }
    let plan = DrugPlan(drug: drug, concentration: concentration, steps: steps)
    if findings.diagnostics.count == before { readable.append(plan) }
    return plan
  }

  private mutating func step(_ node: YAMLNode) -> ProtocolStep? {
    guard var block = open(node, "a step") else { return nil }
    let before = findings.diagnostics.count
    doubts = []
    let keys = StepKeys(&block)
    block.finish(&findings)
    guard let verb = verb(keys, node) else { return nil }
    for entry in keys.modifiers where !verb.modifiers.contains(entry.key) {
      findings.add(
        Diagnostic(
          .contradictoryKeys, at: entry.keyLocation,
          "`\(entry.key)` does not go with `\(verb.rawValue)`",
          expected: "only `\(verb.modifiers.joined(separator: "`, `"))` beside `\(verb.rawValue)`",
          remedy: verb.remedy(for: entry.key)))
    }
    guard let entry = keys.verbs.first else { return nil }
    let at = quantity(keys["at"], as: .time)
    let action = action(verb, entry.value, keys)
    let repetition = repetition(keys["repeat"])
    guard let action, findings.diagnostics.count == before else { return nil }
    return ProtocolStep(
      at: at, action, repeated: repetition, location: entry.value.location, doubts: doubts)
  }

  private mutating func verb(_ keys: StepKeys, _ node: YAMLNode) -> StepVerb? {
    let verbs = StepVerb.allCases.map(\.rawValue)
    guard let first = keys.verbs.first, let verb = StepVerb(rawValue: first.key) else {
      findings.add(
        Diagnostic(
          .noAction, at: node.location, "the step does not say what to do",
          expected: "one of `\(verbs.joined(separator: "`, `"))`",
          remedy: "add what is done, for example `give: 0.5 mg/kg`"))
      return nil
    }
    for second in keys.verbs.dropFirst() {
      findings.add(
        Diagnostic(
          .contradictoryKeys, at: second.keyLocation,
          "`\(first.key)` and `\(second.key)` in one step", expected: "one action in a step",
          remedy: "make two steps; `give` adds a dose, `set rate` says what the pump runs at"))
    }
    return keys.verbs.count == 1 ? verb : nil
  }

  private mutating func action(
    _ verb: StepVerb, _ node: YAMLNode, _ keys: StepKeys
  ) -> ProtocolStep.Action? {
    switch verb {
    case .give:
      let dose = bounded(node, as: .dose, keys)
      let duration = keys["over"].map { quantity($0, as: .duration) }
      let route = keys["route"].map {
        name($0, "a route", "letters, digits, `-` and `_`") {
          $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
        }
      }
      guard let dose else { return nil }
      guard let duration else { return .bolus(dose, route: route ?? nil) }
      return duration.map {
        .infusion(ProtocolStep.FiniteInfusion(dose: dose, over: $0, route: route ?? nil))
      }
    case .setRate:
      let rate = bounded(node, as: .rate, keys)
      let duration = keys["for"].map { quantity($0, as: .duration) }
      return rate.map { .setRate(ProtocolStep.SetRate($0, for: duration ?? nil)) }
    case .escalate, .taper:
      return ramp(node, verb).map { .ramp($0) }
    case .hold:
      return quantity(node, as: .duration).map { .hold($0) }
    case .pause:
      return quantity(node, as: .duration).map { .pause($0) }
    case .wait:
      return quantity(node, as: .duration).map { .wait($0) }
    case .stop:
      if case .scalar("now") = node.content { return .stop }
      findings.add(
        Diagnostic(
          .unknownWord, at: node.location, "found \(node.kind) after `stop`", expected: "`now`",
          remedy: "write `stop: now`; put `at` beside it for another time"))
      return nil
    }
  }

  private mutating func bounded(
    _ node: YAMLNode, as kind: QuantityKind, _ keys: StepKeys
  ) -> ProtocolStep.BoundedQuantity? {
    let most = quantity(keys["at most"], as: kind.bound)
    let least = quantity(keys["at least"], as: kind.bound)
    return quantity(node, as: kind).map {
      ProtocolStep.BoundedQuantity($0, atMost: most, atLeast: least)
    }
  }

  private mutating func ramp(_ node: YAMLNode, _ verb: StepVerb) -> ProtocolStep.Ramp? {
    guard var block = open(node, "`\(verb.rawValue)`") else { return nil }
    let before = findings.diagnostics.count
    let from = quantity(block.optional("from"), as: .rate)
    let need = {
      (key: String, example: String, block: inout MappingReader, reader: inout Self)
        -> YAMLNode? in
      reader.attempt { () throws(Diagnostic) in try block.required(key, example: example) }
    }
    let to = quantity(need("to", "0.3 mg/kg/h", &block, &self), as: .rate)
    let by = quantity(need("by", "0.05 mg/kg/h", &block, &self), as: .rate.bound)
    let every = quantity(need("every", "30 min", &block, &self), as: .duration)
    let total = quantity(block.optional("for"), as: .duration)
    let most = quantity(block.optional("at most"), as: .rate.bound)
    block.finish(&findings)
    guard let to, let by, let every, findings.diagnostics.count == before else { return nil }
    return ProtocolStep.Ramp(
      verb == .escalate ? .up : .down, from: from, to: to, by: by, every: every, total: total,
      atMost: most)
  }

  private mutating func repetition(_ node: YAMLNode?) -> ProtocolStep.Repetition? {
    guard let node, var block = open(node, "`repeat`") else { return nil }
    let times = attempt { () throws(Diagnostic) in try block.required("times", example: "3") }
    let every = attempt { () throws(Diagnostic) in try block.required("every", example: "20 min") }
    block.finish(&findings)
    guard let count = times.flatMap({ count($0) }), let every = quantity(every, as: .duration)
    else { return nil }
    return ProtocolStep.Repetition(times: count, every: every)
  }
}
