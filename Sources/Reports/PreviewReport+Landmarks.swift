internal import Dosing
internal import Kinetics
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// How long after the end of the course each output stays above each landmark, lowest first.
  func addLandmarks(_ drug: SimulatedDrug, to page: inout ReportContent) throws(SimulationFailure) {
    let landmarks = landmarks(for: drug).sorted { $0.concentration < $1.concentration }
    guard !landmarks.isEmpty else {
      page.heading("After the end (\(schedule.end.clock)) of \(drug.name)")
      page.paragraph("no landmarks for \(drug.name) in the library")
      return
    }
    let outputs = (drug.plasmaOutputs + drug.effectOutputs).filter { output in
      landmarks.contains { $0.analyte == output.analyte }
    }
    let single = outputs.count == 1 ? outputs.first : nil
    let subject = single.map(drug.label(of:)) ?? drug.name
    page.heading("After the end (\(schedule.end.clock)): when \(subject) falls below for good")
    var sources: [String] = []
    var rows: [[String]] = []
    var unreached: [String] = []
    var passed: [String] = []
    for landmark in landmarks {
      let outcomes = try outputs.map { (output) throws(SimulationFailure) in
        output.analyte == landmark.analyte ? try fall(drug, output, landmark.concentration) : ""
      }
      if outcomes.allSatisfy({ $0.isEmpty || $0 == Self.neverReached }) {
        unreached.append(landmark.text)
        continue
      }
      if outcomes.allSatisfy({ $0.isEmpty || $0 == Self.alreadyBelow }) {
        passed.append(landmark.text)
        continue
      }
      let seen = landmark.evidence.map { " (\($0.words))" } ?? ""
      let source = [landmark.source + seen, landmark.note].compactMap(\.self).joined(
        separator: ". ")
      let number = sources.firstIndex(of: source) ?? sources.count
      if number == sources.count { sources.append(source) }
      let level = NumberFormat.plain(landmark.concentration * Scale.nanogramsPerMilliliter)
      rows.append([level, landmark.named(landmark.name)] + outcomes + ["[\(number + 1)]"])
    }
    var columns = [
      TextTable.Column(["ng/mL"], .point), TextTable.Column(["landmark"], .left),
    ]
    for output in outputs {
      columns.append(
        TextTable.Column(single == nil ? drug.headingLines(of: output) : ["falls below at"], .left))
    }
    columns.append(TextTable.Column([""], .left))
    if !rows.isEmpty { page.table(TextTable(columns, rows: rows), folding: 1) }
    for (index, source) in sources.enumerated() {
      page.paragraph("[\(index + 1)] \(source)", .quiet)
    }
    if !passed.isEmpty {
      page.paragraph("already below at the end: \(passed.joined(separator: "; "))")
    }
    if !unreached.isEmpty {
      page.paragraph("never reached: \(unreached.joined(separator: "; "))")
    }
  }

  private static let neverReached = "never reached"
  private static let alreadyBelow = "already below"

  private func fall(
    _ drug: SimulatedDrug, _ output: Curve.Output, _ threshold: Double
  ) throws(SimulationFailure) -> String {
    let end = schedule.end
    let late = try drug.lateMoment(of: output) ?? end
    let highest = try drug.curve.maximum(of: output, to: late).concentration
    if highest <= threshold { return Self.neverReached }
    guard let minutes = try drug.curve.fallsBelow(threshold, of: output, after: end) else {
      return "still above after 100 years"
    }
    let isAbove = try drug.curve.concentration(of: output, at: end) > threshold
    if minutes <= end.minutes, !isAbove { return Self.alreadyBelow }
    let after = Tick.roundedDuration(minutes: minutes - end.minutes)
    let rises = isAbove ? "" : ", after rising again"
    return "\(Tick.roundedClock(minutes: minutes)), \(after) after\(rises)"
  }
}
