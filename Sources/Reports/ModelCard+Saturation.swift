internal import Kinetics
internal import Quantities
internal import Simulation

extension ModelCard {
  /// What saturates, how fast it is at its fastest, and where everything below it holds.
  func addSaturation(_ bound: BoundModel, to page: inout ReportContent) {
    let flows = model.flows.filter(\.isSaturable)
    guard !flows.isEmpty else { return }
    for (flow, link) in zip(flows, bound.system.saturable) {
      let perHour = link.intrinsicClearance * Scale.perHour
      page.item(
        "saturates",
        "\(flow.arrow): intrinsic clearance Vmax/Km "
          + "\(NumberFormat.plain(perHour)) L/h far below Km, "
          + "half of it at Km \(SimulatedDrug.text(concentration: link.halfSaturation)) ng/mL")
    }
    bound.addMostEliminated(to: &page)
    page.paragraph(
      "What follows is for low concentrations, far below Km. Above Km "
        + "\(model.isEliminationSaturable ? "elimination" : "this way") slows: there is no one "
        + "half-life and no one clearance, and concentrations are not proportional to doses.",
      .caution)
  }
}

extension SimulatedDrug {
  /// What saturates, where, and whether this course asks for more than can be eliminated.
  func addSaturation(to page: inout ReportContent) {
    let flows = model.model.flows.filter(\.isSaturable)
    guard !flows.isEmpty else { return }
    let ways = zip(flows, model.system.saturable).map { flow, link in
      "\(flow.arrow), at half of its most at "
        + "\(SimulatedDrug.text(concentration: link.halfSaturation)) ng/mL (Km)"
    }
    page.item(
      "saturates",
      "\(ways.joined(separator: "; ")): concentrations are not proportional to doses, and there is "
        + "no one half-life", .caution)
    model.addMostEliminated(to: &page)
    let rates = curve.inputs.map { curve.inflow(at: $0.start).reduce(0, +) }
    guard let most = model.mostEliminated, let highest = rates.max(), highest >= most else {
      return
    }
    page.item(
      "caution",
      "this course runs at up to \(NumberFormat.plain(highest * Scale.perHour)) mg/h, no less than "
        + "can be eliminated: the level rises for as long as it does", .caution)
  }
}

extension Model.Flow {
  /// The way as the file writes it: `central -> out`.
  var arrow: String { "\(from) -> \(to ?? "out")" }
}

extension Model.Flow.Kinetics {
  /// The formulas of a flow in one line: `CL`, or `Vmax V_max, Km K_m`.
  var words: String {
    switch self {
    case .firstOrder(let value): value.text
    case .saturable(let maximumRate, let halfSaturation):
      [("Vmax", maximumRate.text), ("Km", halfSaturation.text)]
        .map { $0 == $1 ? $0 : "\($0) \($1)" }.joined(separator: ", ")
    }
  }
}

extension Model {
  /// Whether a saturable flow takes a substance away: out of the body, or into another substance.
  var isEliminationSaturable: Bool {
    func analyte(_ name: String?) -> String? { compartments.first { $0.name == name }?.analyte }
    return flows.contains { $0.isSaturable && analyte($0.from) != analyte($0.to) }
  }
}

extension BoundModel {
  /// The most of the drug that can be eliminated, where there is such a limit.
  func addMostEliminated(to page: inout ReportContent) {
    guard let most = mostEliminated else { return }
    page.item(
      "at most",
      "\(NumberFormat.plain(most * Scale.perHour)) mg/h of \(model.drug) can be eliminated; an "
        + "infusion of as much or more has no steady state", .caution)
  }

  /// mg/min; nothing where a way out of first order takes more away the more there is.
  fileprivate var mostEliminated: Double? {
    guard let plasma = outputs.first, let unsaturated = try? system.unsaturated() else {
      return nil
    }
    let held = unsaturated.statesExchanging(with: plasma.state)
    func leaves(_ from: Int, _ to: Int?) -> Bool {
      held.contains(from) && to.map { !held.contains($0) } ?? true
    }
    let isBounded = !system.firstOrder.links.contains { $0.drains && leaves($0.from, $0.to) }
    return isBounded
      ? system.saturable.filter { leaves($0.from, $0.to) }.reduce(0) { $0 + $1.maximumRate } : nil
  }
}
