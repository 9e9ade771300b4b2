internal import Dosing
internal import Kinetics
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// How long after the end of the course each output stays above each landmark, lowest first.
  func addLandmarks(_ drug: SimulatedDrug, to page: inout Page) throws(SimulationFailure) {
    let landmarks = landmarks(for: drug).sorted { $0.concentration < $1.concentration }
    guard !landmarks.isEmpty else { return }
    page.heading("After the end (\(schedule.end.clock)): when \(drug.name) falls below for good")
    let outputs = (drug.plasmaOutputs + drug.effectOutputs).filter { output in
      landmarks.contains { $0.analyte == output.analyte }
    }
    var sources: [String] = []
    var rows: [[String]] = []
    var unreached: [String] = []
    for landmark in landmarks {
      if try isOutOfReach(landmark, of: outputs, drug) {
        unreached.append(landmark.text)
        continue
      }
      let seen = landmark.evidence.map { " (\($0.words))" } ?? ""
      let source = [landmark.source + seen, landmark.note].compactMap(\.self).joined(
        separator: ". ")
      let number = sources.firstIndex(of: source) ?? sources.count
      if number == sources.count { sources.append(source) }
      var row = [
        NumberFormat.plain(landmark.concentration * Scale.nanogramsPerMilliliter), landmark.name,
      ]
      for output in outputs {
        row.append(
          output.analyte == landmark.analyte
            ? try fall(drug, output, landmark.concentration) : "")
      }
      rows.append(row + ["[\(number + 1)]"])
    }
    var columns = [
      TextTable.Column(["ng/mL"], .point), TextTable.Column(["landmark"], .left),
    ]
    for output in outputs {
      columns.append(TextTable.Column([drug.label(of: output)], .left))
    }
    columns.append(TextTable.Column(["source"], .left))
    if !rows.isEmpty { add(TextTable(columns, rows: rows), to: &page) }
    for (index, source) in sources.enumerated() {
      page.paragraph("[\(index + 1)] \(source)", .quiet)
    }
    if !unreached.isEmpty {
      page.paragraph("never reached: \(unreached.joined(separator: "; "))")
    }
  }

  /// Whether no output of the landmark's substance ever comes as high.
  private func isOutOfReach(
    _ landmark: Landmark, of outputs: [Curve.Output], _ drug: SimulatedDrug
  ) throws(SimulationFailure) -> Bool {
    for output in outputs where output.analyte == landmark.analyte {
      let late = try drug.lateMoment(of: output) ?? schedule.end
      let highest = try drug.curve.maximum(of: output, to: late).concentration
      if highest > landmark.concentration { return false }
    }
    return true
  }

  private func fall(
    _ drug: SimulatedDrug, _ output: Curve.Output, _ threshold: Double
  ) throws(SimulationFailure) -> String {
    let end = schedule.end
    let late = try drug.lateMoment(of: output) ?? end
    let highest = try drug.curve.maximum(of: output, to: late).concentration
    if highest <= threshold { return "never reached" }
    guard let minutes = try drug.curve.fallsBelow(threshold, of: output, after: end) else {
      return "still above after 100 years"
    }
    let isAbove = try drug.curve.concentration(of: output, at: end) > threshold
    if minutes <= end.minutes, !isAbove { return "already below" }
    let after = Tick.roundedDuration(minutes: minutes - end.minutes)
    let rises = isAbove ? "" : ", after rising again"
    return "\(Tick.roundedClock(minutes: minutes)), \(after) after\(rises)"
  }
}
