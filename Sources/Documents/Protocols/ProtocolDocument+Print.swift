public import Dosing
internal import Quantities

extension ProtocolDocument {
  /// Prints a protocol as a YAML file; reading it back gives an equal protocol.
  ///
  /// Settings have their values by then, so the text has none.
  public static func print(_ dosing: DosingProtocol) -> String {
    var lines = [
      "titrate: protocol/1", "id: \(dosing.id.yaml)", "title: \(dosing.title.yaml)",
    ]
    if !dosing.summary.isEmpty { lines.append("summary: \(dosing.summary.yaml)") }
    if !dosing.sources.isEmpty {
      lines.append("sources:")
      lines += dosing.sources.map { "  - " + $0.yaml }
    }
    if !dosing.limitSets.isEmpty {
      lines.append("limits: [\(dosing.limitSets.map(\.yaml).joined(separator: ", "))]")
    }
    if let plan = dosing.drugs.first, dosing.drugs.count == 1 {
      lines += plan.yaml
    } else {
      lines.append("drugs:")
      for plan in dosing.drugs {
        lines += plan.yaml.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
      }
    }
    if let course = dosing.course {
      if let phase = course.phases.first, course.phases.count == 1 {
        lines.append("course: " + phase.yaml)
      } else {
        lines.append("course:")
        lines += course.phases.map { "  - " + $0.yaml }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The pairs of a block in flow style.
private struct FlowBlock {
  private var pairs: [String] = []

  mutating func add(_ key: String, _ value: String?) {
    if let value { pairs.append("\(key): \(value)") }
  }

  mutating func add(_ key: String, _ value: Quantity?) {
    add(key, value?.description)
  }

  var text: String { "{\(pairs.joined(separator: ", "))}" }
}

extension Citation {
  fileprivate var yaml: String {
    var block = FlowBlock()
    block.add("id", id.yaml)
    block.add("cite", text.yaml)
    block.add("doi", doi?.yaml)
    block.add("evidence", evidence?.rawValue)
    return block.text
  }
}

extension DrugPlan {
  fileprivate var yaml: [String] {
    var lines = ["drug: \(drug.yaml)"]
    if let concentration { lines.append("concentration: \(concentration)") }
    lines.append("steps:")
    return lines + steps.map { "  - " + $0.yaml }
  }
}

extension ProtocolStep {
  fileprivate var yaml: String {
    var block = FlowBlock()
    block.add("at", at)
    switch action {
    case .bolus(let dose, let route):
      block.add("give", dose.quantity)
      block.add("route", route?.yaml)
      dose.addBounds(to: &block)
    case .infusion(let infusion):
      block.add("give", infusion.dose.quantity)
      block.add("over", infusion.duration)
      block.add("route", infusion.route?.yaml)
      infusion.dose.addBounds(to: &block)
    case .setRate(let setting):
      block.add("set rate", setting.rate.quantity)
      block.add("for", setting.duration)
      setting.rate.addBounds(to: &block)
    case .ramp(let ramp):
      block.add(ramp.direction == .up ? "escalate" : "taper", ramp.yaml)
    case .hold(let duration): block.add("hold", duration)
    case .pause(let duration): block.add("pause", duration)
    case .wait(let duration): block.add("wait", duration)
    case .stop: block.add("stop", "now")
    }
    if let repetition {
      block.add("repeat", "{times: \(repetition.times), every: \(repetition.every)}")
    }
    return block.text
  }
}

extension ProtocolStep.BoundedQuantity {
  fileprivate func addBounds(to block: inout FlowBlock) {
    block.add("at most", atMost)
    block.add("at least", atLeast)
  }
}

extension ProtocolStep.Ramp {
  fileprivate var yaml: String {
    var block = FlowBlock()
    block.add("from", from)
    block.add("to", to)
    block.add("by", by)
    block.add("every", every)
    block.add("for", total)
    block.add("at most", atMost)
    return block.text
  }
}

extension Course.Phase {
  fileprivate var yaml: String {
    var block = FlowBlock()
    block.add("name", name?.yaml)
    switch timing {
    case .every(let sessions, let interval):
      block.add("sessions", "\(sessions)")
      block.add("every", interval)
    case .onDays(let days):
      block.add("on days", "[\(days.map(String.init).joined(separator: ", "))]")
    }
    block.add("after", after)
    if scaleFrom != nil || scaleTo != nil {
      var scale = FlowBlock()
      scale.add("from", scaleFrom)
      scale.add("to", scaleTo ?? scaleFrom)
      block.add("scale", scaleTo == nil ? scaleFrom?.description : scale.text)
    }
    return block.text
  }
}
