internal import Dosing
internal import Kinetics
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// The peaks of a drug under every model that is shown, the model of the report first, and the
  /// range of them.
  func addOtherModels(
    _ drug: SimulatedDrug, to page: inout ReportContent
  ) throws(SimulationFailure) {
    let others = alternatives.filter { $0.name == drug.name }
    guard !others.isEmpty else { return }
    page.heading("The same under all \(others.count + 1) models: \(drug.name)")
    var rows: [[String]] = []
    var peaks: [Double] = []
    for one in [drug] + others {
      guard let plasma = one.curve.outputs.first else { continue }
      let late = try one.lateMoment(of: plasma)
      let peak = try one.curve.maximum(of: plasma, to: late ?? schedule.end)
      peaks.append(peak.concentration)
      rows.append([
        one.model.model.id, peakText(peak, one.bolusMinutes),
        Tick.roundedClock(minutes: peak.minutes),
        try late.map { (late) throws(SimulationFailure) in
          NumberFormat.plain(
            try one.curve.cumulativeAUC(of: plasma, at: late) * Scale.nanogramHoursPerMilliliter)
        } ?? "unbounded",
        one.samplingSite,
      ])
    }
    page.table(
      TextTable(
        [
          TextTable.Column(["model"], .left), TextTable.Column(["highest", "ng/mL"], .point),
          TextTable.Column(["at"], .left),
          TextTable.Column(["AUC to", "infinity", "ng h/mL"], .point),
          TextTable.Column(["plasma"], .left),
        ], rows: rows))
    if let low = peaks.min(), let high = peaks.max(), low > 0 {
      page.paragraph(
        "Peaks range from \(SimulatedDrug.text(concentration: low)) to "
          + "\(SimulatedDrug.text(concentration: high)) ng/mL, "
          + "the highest \(NumberFormat.plain(high / low, digits: 3)) times the lowest.")
    }
    for other in others {
      page.item(other.model.model.id, other.model.model.title)
      other.addCard(to: &page)
    }
  }
}
