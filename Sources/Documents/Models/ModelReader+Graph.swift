internal import Diagnostics
internal import Kinetics

extension ModelReader {
  mutating func readCompartments(_ root: inout MappingReader) {
    guard let node = required("compartments", "{ central: V1, rapid: V2 }", in: &root) else {
      isComplete = false
      return
    }
    for entry in entries(node, "compartments") {
      if let fault = Expression.faultOfName(entry.key, at: entry.keyLocation) {
        findings.add(fault)
      }
      var analyte = analytes.first?.name ?? drug
      var volume: YAMLNode? = entry.value
      if case .mapping = entry.value.content {
        guard var block = block(entry.value, "the compartment `\(entry.key)`") else { continue }
        volume = required("volume", "V1", in: &block)
        analyte = optionalText("analyte", in: &block) ?? analyte
        block.finish(&findings)
      }
      guard let volume else {
        unreadCompartments.insert(entry.key)
        continue
      }
      var expression: Expression?
      if case .scalar("none") = volume.content {
      } else {
        expression = self.expression(volume, "a volume such as `V1`, or `none`")
        if expression == nil { unreadCompartments.insert(entry.key) }
      }
      guard !unreadCompartments.contains(entry.key) else { continue }
      compartments.append(
        Model.Compartment(
          name: entry.key, volume: expression, analyte: analyte, location: entry.keyLocation))
    }
    if compartments.isEmpty { isComplete = false }
  }

  mutating func readRoutes(_ root: inout MappingReader) {
    guard let node = required("routes", "{ iv: central }", in: &root) else {
      isComplete = false
      return
    }
    for entry in entries(node, "routes") {
      if let fault = Expression.faultOfName(entry.key, at: entry.keyLocation) {
        findings.add(fault)
      }
      if let route = route(entry) { routes.append(route) } else { isComplete = false }
    }
    if routes.isEmpty { isComplete = false }
  }

  private mutating func route(_ entry: YAMLEntry) -> Model.Route? {
    guard case .mapping = entry.value.content else {
      return text(of: entry.value, "the compartment that receives the dose").map {
        Model.Route(name: entry.key, into: $0, location: entry.keyLocation)
      }
    }
    guard var block = block(entry.value, "the route `\(entry.key)`") else { return nil }
    let into = requiredText("into", "depot", in: &block)
    let share = block.optional("bioavailability")
    let delay = block.optional("lag")
    block.finish(&findings)
    let bioavailability = share.flatMap { expression($0, "a share such as `F`") }
    let lag = delay.flatMap { expression($0, "a duration such as `t_lag`") }
    guard let into, (share == nil) == (bioavailability == nil), (delay == nil) == (lag == nil)
    else { return nil }
    return Model.Route(
      name: entry.key, into: into, bioavailability: bioavailability, lag: lag,
      location: entry.keyLocation)
  }

  mutating func readOutputs(_ root: inout MappingReader) {
    guard let node = required("outputs", "{ plasma: central }", in: &root) else { return }
    for entry in entries(node, "outputs") {
      if let fault = Expression.faultOfName(entry.key, at: entry.keyLocation) {
        findings.add(fault)
      } else if entry.key == "effect" {
        findings.add(
          Diagnostic(
            .reservedName, at: entry.keyLocation, "`effect` is the output of an effect site",
            expected: "another name, such as `plasma`",
            remedy: "choose another name; effect sites are written under `effect sites`"))
      }
      if let compartment = text(of: entry.value, "the compartment observed") {
        outputs.append(
          Model.Output(name: entry.key, compartment: compartment, location: entry.value.location))
      }
    }
  }
}
