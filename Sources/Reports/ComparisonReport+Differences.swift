internal import Dosing
internal import Kinetics
internal import Patients
internal import Quantities
internal import Simulation

extension ComparisonReport {
  /// What each side gives in all.
  func addDoses(to content: inout ReportContent) {
    let drugs = Set((a.schedule.deliveries + b.schedule.deliveries).map(\.drug)).sorted()
    for drug in drugs {
      content.heading("Given: \(drug)")
      var table = DifferenceTable()
      let sides = [a, b].map { side in side.schedule.deliveries.filter { $0.drug == drug } }
      let doses = sides.map(DeliveredDose.init)
      let totals = zip([a, b], doses).map { $1.amount(by: $0.schedule.end) }
      table.add("dose in all, mg", totals[0], totals[1])
      if let weight = a.patient.weight?.canonical {
        table.add("dose in all, mg/kg", totals[0] / weight, totals[1] / weight)
      }
      let boluses = sides.map { $0.filter(\.isBolus).map(\.amount) }
      if !boluses.allSatisfy(\.isEmpty) {
        table.add("boluses", Double(boluses[0].count), Double(boluses[1].count))
        table.add("largest bolus, mg", boluses[0].max(), boluses[1].max())
      }
      let rates = doses.map { NumberFormat.shortest(near: $0.highestRate * Scale.perHour) }
      table.add("highest rate, mg/h", rates[0], rates[1])
      if let weight = a.patient.weight?.canonical {
        table.add("highest rate, mg/kg/h", rates[0] / weight, rates[1] / weight)
      }
      let ends = sides.map { $0.map(\.end).max() ?? .zero }
      table.add("last dose ends", ends[0].clock, ends[1].clock)
      table.add(to: &content)
    }
    guard max(a.schedule.sessions.count, b.schedule.sessions.count) > 1 else { return }
    content.heading("Sessions")
    var table = DifferenceTable()
    table.add(
      "sessions", Double(a.schedule.sessions.count), Double(b.schedule.sessions.count))
    for (one, other) in zip(a.schedule.sessions, b.schedule.sessions) {
      table.add("session \(one.number) starts", one.start.clock, other.start.clock)
    }
    table.add(to: &content)
  }

  /// The lines of the schedule that only one side has, in time order.
  func addLines(to content: inout ReportContent) {
    let severalDrugs = Set((a.schedule.lines + b.schedule.lines).map(\.drug)).count > 1
    let lines = [a, b].map { side in
      side.schedule.lines.map { line in
        let what = (severalDrugs ? "\(line.drug) " : "") + line.kind.words
        let entered = EnteredText(side.patient, line).text
        return [line.start.clock, "\(what) \(entered)".trimmed, NumberFormat.plain(line.amount)]
      }
    }
    let changes = lines[1].difference(from: lines[0])
    content.heading("Lines of the schedule")
    guard !changes.isEmpty else {
      content.paragraph("all \(lines[0].count) are the same")
      return
    }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var rows: [[String]] = []
    var (i, j) = (0, 0)
    while i < lines[0].count || j < lines[1].count {
      if removed.contains(i) {
        rows.append(["A"] + lines[0][i])
        i += 1
      } else if inserted.contains(j) {
        rows.append(["B"] + lines[1][j])
        j += 1
      } else {
        i += 1
        j += 1
      }
    }
    content.table(
      TextTable(
        [
          TextTable.Column(["only"], .left), TextTable.Column(["start"], .left),
          TextTable.Column(["what, as entered"], .left), TextTable.Column(["mg"], .point),
        ], rows: rows), folding: 2)
    content.paragraph("the same on both sides: \(lines[0].count - removed.count) lines", .quiet)
  }

  /// Peaks, areas and times above landmarks of one drug.
  func addCurves(
    _ one: SimulatedDrug, _ other: SimulatedDrug, to content: inout ReportContent
  ) throws(SimulationFailure) {
    content.heading("Concentrations: \(one.name)")
    var table = DifferenceTable()
    for output in one.plasmaOutputs + one.effectOutputs {
      let isEffect = one.isEffectSite(output)
      guard
        let match = (isEffect ? other.effectOutputs : other.plasmaOutputs).first(where: {
          $0.analyte == output.analyte && (isEffect || $0.name == output.name)
        })
      else {
        table.add(one.label(of: output), "there", "none")
        continue
      }
      let name = isEffect ? "\(output.analyte) effect site" : "\(output.analyte) \(output.name)"
      let first = try Exposure(one, output, landmarks: a.landmarks(for: one))
      let second = try Exposure(other, match, landmarks: a.landmarks(for: one))
      table.add("\(name), peak, ng/mL", first.peak, second.peak, digits: 3)
      table.add("\(name), peak at", first.peakTime, second.peakTime)
      table.add("\(name), AUC to infinity, ng h/mL", first.area, second.area)
      for (level, (x, y)) in zip(first.levels, zip(first.hoursAbove, second.hoursAbove))
      where x > 0 || y > 0 {
        table.add("\(name), hours above \(level)", x, y, digits: 3)
      }
    }
    table.add(to: &content)
  }
}

/// What one output of one side amounts to.
private struct Exposure {
  /// ng/mL.
  let peak: Double
  let peakTime: String
  /// ng h/mL; nothing when drug never leaves.
  let area: Double?
  let levels: [String]
  let hoursAbove: [Double]

  init(
    _ drug: SimulatedDrug, _ output: Curve.Output, landmarks: [Landmark]
  ) throws(SimulationFailure) {
    let late = try drug.lateMoment(of: output)
    let highest = try drug.curve.maximum(of: output, to: late ?? drug.schedule.end)
    peak = highest.concentration * Scale.nanogramsPerMilliliter
    peakTime = Tick.roundedClock(minutes: highest.minutes)
    area = try late.map { (late) throws(SimulationFailure) in
      try drug.curve.cumulativeAUC(of: output, at: late) * Scale.nanogramHoursPerMilliliter
    }
    var levels: [String] = []
    var hours: [Double] = []
    for landmark in landmarks where landmark.analyte == output.analyte {
      levels.append(landmark.text)
      hours.append(
        try drug.curve.timeAbove(
          landmark.concentration, of: output, from: .zero, to: late ?? drug.schedule.end) / 60)
    }
    self.levels = levels
    hoursAbove = hours
  }
}
