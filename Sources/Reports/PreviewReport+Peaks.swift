internal import Dosing
internal import Kinetics
internal import Patients
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// The extremes of a drug's curve, for the whole course and for each session.
  func addPeaks(_ drug: SimulatedDrug, to page: inout ReportContent) throws(SimulationFailure) {
    page.heading("Peaks and totals: \(drug.name)")
    let end = schedule.end
    let bolusMinutes = drug.bolusMinutes
    var rows: [[String]] = []
    for output in drug.plasmaOutputs + drug.effectOutputs {
      let late = try drug.lateMoment(of: output)
      let peak = try drug.curve.maximum(of: output, to: late ?? end)
      let area = try late.map { (late) throws(SimulationFailure) in
        try drug.curve.cumulativeAUC(of: output, at: late)
      }
      rows.append([
        drug.label(of: output), peakText(peak, bolusMinutes),
        Tick.roundedClock(minutes: peak.minutes),
        area.map { NumberFormat.plain($0 * Scale.nanogramHoursPerMilliliter) } ?? "unbounded",
        // An effect site does not jump: only the plasma's value can be that of a bolus.
        peakText(
          Curve.Extremum(
            concentration: try drug.curve.concentration(of: output, at: end),
            minutes: end.minutes), drug.isEffectSite(output) ? [] : bolusMinutes),
      ])
    }
    page.table(
      TextTable(
        [
          TextTable.Column(["output"], .left),
          TextTable.Column(["highest", "ng/mL"], .point),
          TextTable.Column(["at"], .left),
          TextTable.Column(["AUC to", "infinity", "ng h/mL"], .point),
          TextTable.Column(["at end", end.clock, "ng/mL"], .point),
        ], rows: rows))
    try addAfterBolus(drug, to: &page)
    addTotals(drug.name, to: &page)
    if schedule.sessions.count > 1 { try addSessions(drug, to: &page) }
  }

  /// A concentration, marked when it is the value at the instant of a bolus.
  func peakText(_ peak: Curve.Extremum, _ bolusMinutes: Set<Double>) -> String {
    let isBolus = bolusMinutes.contains(peak.minutes)
    return SimulatedDrug.text(concentration: peak.concentration) + (isBolus ? "*" : "")
  }

  /// The highest plasma concentration that does not fall in the first two minutes after a bolus.
  private func addAfterBolus(
    _ drug: SimulatedDrug, to page: inout ReportContent
  ) throws(SimulationFailure) {
    let starts = drug.deliveries.filter(\.isBolus).map(\.start).sorted()
    guard let plasma = drug.curve.outputs.first, let first = starts.first else { return }
    let blind = Tick(flicks: 2 * Tick.perMinute)
    let late = try drug.lateMoment(of: plasma) ?? schedule.end + blind
    let bolusStarts = Set(starts)
    var spans: [(from: Tick, to: Tick)] = first > .zero ? [(.zero, first)] : []
    for (index, start) in starts.enumerated() {
      let to = index + 1 < starts.count ? starts[index + 1] : max(late, start + blind)
      if start + blind <= to { spans.append((start + blind, to)) }
    }
    var best: Curve.Extremum?
    for span in spans {
      let isBefore = bolusStarts.contains(span.to)
      var peak = try drug.curve.maximum(of: plasma, from: span.from, to: span.to)
      if isBefore, peak.minutes == span.to.minutes {
        // The span ends where a bolus falls: what counts is the value just before it.
        let before = try drug.curve.concentration(of: plasma, at: span.to, .before)
        let start = try drug.curve.concentration(of: plasma, at: span.from)
        peak =
          before >= start
          ? Curve.Extremum(concentration: before, minutes: span.to.minutes)
          : Curve.Extremum(concentration: start, minutes: span.from.minutes)
      }
      if peak.concentration > best?.concentration ?? -1 { best = peak }
    }
    guard let best else { return }
    page.paragraph(
      "* the value at the instant of a bolus, as if mixed at once. From 2 min after each bolus on, "
        + "the highest plasma concentration is \(SimulatedDrug.text(concentration: best.concentration))"
        + " ng/mL at \(Tick.roundedClock(minutes: best.minutes)).", .caution)
  }

  /// How much of a drug is given, and how fast at most.
  func addTotals(_ drug: String, to page: inout ReportContent) {
    let dose = DeliveredDose(schedule.deliveries.filter { $0.drug == drug })
    let total = dose.amount(by: schedule.end)
    let rate = dose.highestRate * Scale.perHour
    var given = "\(NumberFormat.plain(total)) mg"
    var highest = "\(NumberFormat.plain(rate)) mg/h"
    if let weight = patient.weight?.canonical {
      given += " = \(NumberFormat.plain(total / weight)) mg/kg"
      highest += " = \(NumberFormat.plain(rate / weight)) mg/kg/h"
      highest += " = \(NumberFormat.plain(rate / weight * 1000 / Scale.perHour)) mcg/kg/min"
    }
    // mL/h only where it means one thing: a drug from two strengths has no single flow.
    let strengths = Set(
      schedule.lines.lazy.filter { $0.drug == drug && $0.rate != nil }.map(\.concentration))
    if strengths.count == 1, case let strength?? = strengths.first {
      highest += " = \(NumberFormat.plain(rate / strength)) mL/h"
    }
    page.item("given in all", given)
    page.item("highest rate", rate > 0 ? highest : "no infusion")
  }

  /// Each session's own dose and peaks.
  private func addSessions(_ drug: SimulatedDrug, to page: inout ReportContent)
    throws(SimulationFailure)
  {
    let outputs = drug.plasmaOutputs + drug.effectOutputs
    let dose = DeliveredDose(drug.deliveries)
    let bolusMinutes = drug.bolusMinutes
    let courseEnd = schedule.end
    var peaks: [[Curve.Extremum]] = []
    for output in outputs { peaks.append(try sessionPeaks(of: output, drug)) }
    var rows: [[String]] = []
    for (index, session) in schedule.sessions.enumerated() {
      let isLast = index + 1 == schedule.sessions.count
      let until = isLast ? nil : schedule.sessions[index + 1].start
      let before = dose.amount(before: session.start)
      let after = until.map(dose.amount(before:)) ?? dose.amount(by: courseEnd)
      var row = [
        "\(session.number)", session.start.clock, NumberFormat.plain(after - before),
      ]
      for peak in peaks.map({ $0[index] }) {
        row += [
          peakText(peak, bolusMinutes), Tick.roundedClock(minutes: peak.minutes),
        ]
      }
      rows.append(row)
    }
    var columns = [
      TextTable.Column(["session"], .right), TextTable.Column(["start"], .left),
      TextTable.Column(["dose", "mg"], .point),
    ]
    for output in outputs {
      columns.append(TextTable.Column(drug.headingLines(of: output) + ["peak ng/mL"], .point))
      columns.append(TextTable.Column(["at"], .left))
    }
    page.blank()
    page.table(TextTable(columns, rows: rows))
    if let text = peaks.first.flatMap(alikeText) { page.paragraph("\(text).") }
  }
}
