internal import Dosing
internal import Kinetics
internal import Quantities
internal import Simulation

extension ExplanationReport {
  /// The concentrations, how fast they change, and where they stand beside their highest so far.
  func addConcentrations(
    _ drug: SimulatedDrug, to content: inout ReportContent
  ) throws(SimulationFailure) {
    content.heading("Concentrations: \(drug.name)")
    content.item("model", drug.model.model.id)
    drug.addCard(to: &content)
    drug.addSaturation(to: &content)
    var rows: [[String]] = []
    for output in drug.plasmaOutputs + drug.effectOutputs {
      let value = try drug.curve.concentration(of: output, at: moment)
      let before = try drug.curve.concentration(of: output, at: moment, .before)
      let slope = try drug.curve.slope(of: output, at: moment) * Scale.perHour
      let peak = try drug.curve.maximum(of: output, to: moment)
      rows.append([
        drug.label(of: output), SimulatedDrug.text(concentration: before),
        SimulatedDrug.text(concentration: value),
        NumberFormat.plain(slope * Scale.nanogramsPerMilliliter, digits: 3),
        SimulatedDrug.text(concentration: peak.concentration),
        Tick.roundedClock(minutes: peak.minutes),
      ])
    }
    content.table(
      TextTable(
        [
          TextTable.Column(["output"], .left),
          TextTable.Column(["just", "before", "ng/mL"], .point),
          TextTable.Column(["now", "ng/mL"], .point),
          TextTable.Column(["change", "ng/mL per h"], .point),
          TextTable.Column(["highest", "so far", "ng/mL"], .point),
          TextTable.Column(["at"], .left),
        ], rows: rows))
  }

  /// What each dose contributes now, by superposition; where a flow saturates there is none, and
  /// the doses are listed without their parts.
  func addLedger(
    _ drug: SimulatedDrug, to content: inout ReportContent
  ) throws(SimulationFailure) {
    content.heading("Where the \(drug.name) comes from")
    let isLinear = drug.model.system.linear != nil
    let outputs = isLinear ? drug.plasmaOutputs + drug.effectOutputs : []
    var contributions: [[Double]] = []
    for output in outputs {
      contributions.append(
        try drug.curve.contributions(to: output, at: moment).inputs.map {
          $0 * Scale.nanogramsPerMilliliter
        })
    }
    let ledger = drug.curve.ledger(at: moment)
    // A dose given at this moment is in the plasma already.
    let begun = drug.curve.inputs.indices.filter { drug.curve.inputs[$0].start <= moment }
    guard !begun.isEmpty else {
      content.paragraph("nothing has been given yet")
      return
    }
    let groups =
      preview.allSteps || begun.count <= Self.mostRows ? begun.map { [$0] } : folded(begun)
    let shares = contributions.map { parts in
      Apportionment(groups.map { group in group.reduce(0) { $0 + parts[$1] } })
    }
    var rows: [[String]] = []
    for (row, group) in groups.enumerated() {
      let entered = group.reduce(0) { $0 + ledger[$1].entered }
      rows.append(
        [name(of: group, drug), NumberFormat.plain(entered)] + shares.map { $0.parts[row] })
    }
    rows.append(
      ["together", NumberFormat.plain(begun.reduce(0) { $0 + ledger[$1].entered })]
        + shares.map(\.total))
    var columns = [
      TextTable.Column(["dose"], .left), TextTable.Column(["entered", "mg"], .point),
    ]
    columns += outputs.map {
      TextTable.Column(drug.headingLines(of: $0) + ["ng/mL"], .point)
    }
    content.table(TextTable(columns, rows: rows), folding: 0)
    content.paragraph(
      isLinear
        ? "The model is linear: each dose alone would leave what stands in its line, and the lines "
          + "add up. Rounded so that the numbers shown add up too."
        : "A flow of this model saturates: what a dose leaves depends on the others, contributions "
          + "do not add, and none is shown.", .quiet)
  }

  /// More doses than this are shown in part; `--all-steps` writes out all.
  static let mostRows = 20

  /// The latest doses one by one, all earlier ones in one row.
  private func folded(_ begun: [Int]) -> [[Int]] {
    let early = begun.count - Self.mostRows + 1
    return [Array(begun.prefix(early))] + begun.dropFirst(early).map { [$0] }
  }

  private func name(of group: [Int], _ drug: SimulatedDrug) -> String {
    let deliveries = drug.deliveries
    guard let first = group.first, let last = group.last, deliveries.indices.contains(last) else {
      return "dose"
    }
    if group.count > 1 {
      return "\(group.count) doses from \(deliveries[first].start.clock) to "
        + "\(deliveries[last].end.clock)"
    }
    let delivery = deliveries[first]
    let line = schedule(delivery.line).map { ", \(EnteredText(preview.patient, $0).text)" } ?? ""
    let ago = delivery.isBolus ? moment - delivery.start : max(.zero, moment - delivery.end)
    let age =
      delivery.end > moment
      ? "running"
      : ago == .zero
        ? "just \(delivery.isBolus ? "given" : "ended")"
        : "\(ago.words) ago"
    return "line \(delivery.line + 1), \(delivery.start.clock)\(line) (\(age))"
  }

  private func schedule(_ line: Int) -> ScheduleLine? {
    preview.schedule.lines.indices.contains(line) ? preview.schedule.lines[line] : nil
  }
}
