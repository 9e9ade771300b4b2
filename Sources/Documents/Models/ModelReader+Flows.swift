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

  private mutating func badFlow(_ entry: YAMLEntry, _ message: String, _ remedy: String) {
    findings.add(
      Diagnostic(
        .badFlow, at: entry.keyLocation, message,
        expected: "`central -> out`, `central -> rapid` or `central <-> rapid`", remedy: remedy))
  }

  private mutating func flow(
    _ entry: YAMLEntry, from: String, to: String?, bothWays: Bool
  ) -> Model.Flow? {
    var node: YAMLNode? = entry.value
    var share: YAMLNode?
    var mass: YAMLNode?
    if case .mapping = entry.value.content {
      guard var block = block(entry.value, "the flow `\(entry.key)`") else { return nil }
      let clearance = block.optional("clearance")
      let rate = block.optional("rate")
      share = block.optional("fraction")
      mass = block.optional("mass ratio")
      block.finish(&findings)
      node = clearance ?? rate
      statedFlows[entry.keyLocation] = clearance == nil ? .frequency : .clearance
      if (clearance == nil) == (rate == nil) {
        badFlow(
          entry,
          "the flow has \(rate == nil ? "neither `clearance` nor `rate`" : "both `clearance` and `rate`")",
          "state one of them, such as `clearance: CL`")
        return nil
      }
    }
    let value = node.flatMap { expression($0, "a clearance or a rate constant, such as `CL`") }
    let fraction = share.flatMap { expression($0, "a share such as `100 %`") }
    let ratio = mass.flatMap { expression($0, "a ratio such as `mass_ratio`") }
    guard let value, (share == nil) == (fraction == nil), (mass == nil) == (ratio == nil) else {
      return nil
    }
    var yield = ratio ?? fraction
    if let fraction, let ratio {
      yield = Expression(.binary(.multiply, fraction, ratio), at: ratio.location)
    }
    return Model.Flow(
      from: from, to: to, bothWays: bothWays, value: value, yield: yield, fraction: fraction,
      location: entry.keyLocation)
  }
}
