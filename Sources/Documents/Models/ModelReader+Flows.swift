internal import Diagnostics
internal import Kinetics
internal import Quantities

extension ModelReader {
  mutating func readFlows(_ root: inout MappingReader) {
    guard let list = required("flows", "[central -> out: CL, central <-> rapid: Q2]", in: &root)
    else {
      isComplete = false
      return
    }
    for item in items(list, "flows") {
      let entries = entries(item, "a flow such as `central -> out: CL`")
      if entries.count > 1 {
        findings.add(
          Diagnostic(
            .badFlow, at: entries[1].keyLocation, "a second flow in one list item",
            expected: "one flow in each item", remedy: "write each flow after its own `- `"))
      }
      guard entries.count == 1, let flow = flow(entries[0]) else {
        isComplete = false
        continue
      }
      flows.append(flow)
    }
    if flows.isEmpty { isComplete = false }
  }

  private mutating func flow(_ entry: YAMLEntry) -> Model.Flow? {
    let words = entry.key.split(separator: " ").map(String.init)
    let arrows = ["->", "<->"]
    guard words.count == 3, arrows.contains(words[1]) else {
      badFlow(
        entry, "`\(entry.key)` is not a flow",
        "write the compartment, a blank, `->` or `<->`, a blank, and a compartment or `out`")
      return nil
    }
    let bothWays = words[1] == "<->"
    let to = words[2] == "out" ? nil : words[2]
    if words[0] == "out" || (bothWays && to == nil) {
      badFlow(entry, "nothing comes back from `out`", "write `compartment -> out`")
      return nil
    }
    return flow(entry, from: words[0], to: to, bothWays: bothWays)
  }

  private mutating func badFlow(
    _ entry: YAMLEntry, _ message: String, _ remedy: String,
    expected: String = "`central -> out`, `central -> rapid` or `central <-> rapid`"
  ) {
    findings.add(
      Diagnostic(
        .badFlow, at: entry.keyLocation, message, expected: expected, remedy: remedy))
  }

  private mutating func flow(
    _ entry: YAMLEntry, from: String, to: String?, bothWays: Bool
  ) -> Model.Flow? {
    let kinetics: Model.Flow.Kinetics?
    var share: YAMLNode?
    var mass: YAMLNode?
    if case .mapping = entry.value.content {
      guard var block = block(entry.value, "the flow `\(entry.key)`") else { return nil }
      let values = Values(&block)
      share = block.optional("fraction")
      mass = block.optional("mass ratio")
      let before = findings.diagnostics.count
      block.finish(&findings)
      let isMisspelt = findings.diagnostics.count > before
      kinetics = self.kinetics(entry, values, bothWays: bothWays, isMisspelt: isMisspelt)
    } else {
      kinetics = expression(entry.value, "a clearance or a rate constant, such as `CL`")
        .map { .firstOrder($0) }
    }
    let fraction = share.flatMap { expression($0, "a share such as `100 %`") }
    let ratio = mass.flatMap { expression($0, "a ratio such as `mass_ratio`") }
    guard let kinetics, (share == nil) == (fraction == nil), (mass == nil) == (ratio == nil) else {
      return nil
    }
    var yield = ratio ?? fraction
    if let fraction, let ratio {
      yield = Expression(.binary(.multiply, fraction, ratio), at: ratio.location)
    }
    return Model.Flow(
      from: from, to: to, bothWays: bothWays, kinetics, yield: yield, fraction: fraction,
      location: entry.keyLocation)
  }

  // MARK: Kinetics

  /// What a flow's block says about how fast drug moves.
  private struct Values {
    let clearance: YAMLNode?
    let rate: YAMLNode?
    let maximumRate: YAMLNode?
    let halfSaturation: YAMLNode?

    init(_ block: inout MappingReader) {
      clearance = block.optional("clearance")
      rate = block.optional("rate")
      maximumRate = block.optional("Vmax")
      halfSaturation = block.optional("Km")
    }

    /// The keys of what is there, those of one manner together.
    var manners: [String] {
      let saturable = [(maximumRate, "`Vmax`"), (halfSaturation, "`Km`")]
        .compactMap { node, key in node == nil ? nil : key }.joined(separator: " and ")
      return [clearance == nil ? "" : "`clearance`", rate == nil ? "" : "`rate`", saturable]
        .filter { !$0.isEmpty }
    }
  }

  private mutating func kinetics(
    _ entry: YAMLEntry, _ values: Values, bothWays: Bool, isMisspelt: Bool
  ) -> Model.Flow.Kinetics? {
    guard values.manners.count == 1 else {
      // A key that is misspelt may be the one that is missed.
      if values.manners.count > 1 {
        badFlow(
          entry, "the flow has \(values.manners.joined(separator: " beside "))",
          "state one of them; what drug does in parallel is a flow of its own",
          expected: "one of `clearance`, `rate`, and `Vmax` with `Km`")
      } else if !isMisspelt {
        badFlow(
          entry, "the flow has neither `clearance` nor `rate` nor `Vmax` and `Km`",
          "state one of them, such as `clearance: CL` or `Vmax: Vmax, Km: Km`",
          expected: "one of `clearance`, `rate`, and `Vmax` with `Km`")
      }
      return nil
    }
    if let node = values.clearance ?? values.rate {
      statedFlows[entry.keyLocation] = values.clearance == nil ? .frequency : .clearance
      return expression(node, "a clearance or a rate constant, such as `CL`")
        .map { .firstOrder($0) }
    }
    if bothWays {
      badFlow(
        entry, "`<->` has one value for both ways, and a flow that saturates goes one way",
        "write two flows with `->`, each with a Vmax and a Km of its own",
        expected: "`\(entry.key.replacing("<->", with: "->"))`")
      return nil
    }
    guard let maximum = values.maximumRate, let half = values.halfSaturation else {
      if isMisspelt { return nil }
      let isVmax = values.halfSaturation == nil
      badFlow(
        entry, "the flow has `\(isVmax ? "Vmax" : "Km")` alone",
        isVmax
          ? "state also `Km`, the concentration at which the flow is half of it"
          : "state also `Vmax`, the most that moves per time",
        expected: "`Vmax` with `Km`: a parameter of drug per time such as `24 mg/h`, and one of "
          + "concentration such as `500 ng/mL`")
      return nil
    }
    let maximumRate = expression(maximum, "a mass per time, such as `Vmax`")
    let halfSaturation = expression(half, "a concentration, such as `Km`")
    guard let maximumRate, let halfSaturation else { return nil }
    return .saturable(maximumRate: maximumRate, halfSaturation: halfSaturation)
  }
}
