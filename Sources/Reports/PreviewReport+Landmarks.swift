internal import Dosing
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// How long after the end of the course each output stays above each landmark.
  func addLandmarks(_ drug: SimulatedDrug, to page: inout Page) throws(SimulationFailure) {
    let landmarks = landmarks(for: drug)
    guard !landmarks.isEmpty else { return }
    let end = schedule.end
    page.heading("After the end (\(end.clock)): \(drug.name)")
    for landmark in landmarks {
      let evidence = landmark.evidence.map { "; \($0.words)" } ?? ""
      page.paragraph("\(landmark.text) (\(landmark.source)\(evidence))")
      for output in drug.plasmaOutputs + drug.effectOutputs where output.analyte == landmark.analyte
      {
        let verdict = try fall(drug, output, landmark.concentration)
        page.remark("\(drug.label(of: output)): \(verdict)")
      }
    }
  }

  private func fall(
    _ drug: SimulatedDrug, _ output: Curve.Output, _ threshold: Double
  ) throws(SimulationFailure) -> String {
    let end = schedule.end
    let late = try drug.lateMoment(of: output) ?? end
    let highest = try drug.curve.maximum(of: output, to: late).concentration
    if highest <= threshold {
      return "never reached; the highest is \(SimulatedDrug.text(concentration: highest)) ng/mL"
    }
    guard let minutes = try drug.curve.fallsBelow(threshold, of: output, after: end) else {
      return "still above after 100 years"
    }
    let isAbove = try drug.curve.concentration(of: output, at: end) > threshold
    if minutes <= end.minutes, !isAbove { return "already below at the end" }
    let after = Tick.roundedDuration(minutes: minutes - end.minutes)
    let rises = isAbove ? "" : ", after rising above it once more"
    return
      "below for good at \(Tick.roundedClock(minutes: minutes)), \(after) after the end\(rises)"
  }
}
