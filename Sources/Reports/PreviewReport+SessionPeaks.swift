internal import Dosing
internal import Quantities
internal import Simulation

extension PreviewReport {
  /// The highest concentration of each session, up to the start of the next.
  func sessionPeaks(
    of output: Curve.Output, _ drug: SimulatedDrug
  ) throws(SimulationFailure) -> [Curve.Extremum] {
    // Worked out once: a course may have thousands of sessions.
    let late = try drug.lateMoment(of: output) ?? schedule.end
    var peaks: [Curve.Extremum] = []
    for (index, session) in schedule.sessions.enumerated() {
      // The next session's start is left out: a bolus there belongs to the next session.
      let end =
        index + 1 < schedule.sessions.count
        ? Tick(flicks: schedule.sessions[index + 1].start.flicks - 1) : max(late, session.start)
      peaks.append(try drug.curve.maximum(of: output, from: session.start, to: end))
    }
    return peaks
  }

  /// Which sessions share the highest peak to the digits shown, so that nobody looks for a reason why
  /// one of them is named; nothing when the highest stands alone.
  func alikeText(_ peaks: [Curve.Extremum]) -> String? {
    guard let highest = peaks.max(by: { $0.concentration < $1.concentration }) else { return nil }
    let text = SimulatedDrug.text(concentration: highest.concentration)
    let numbers = zip(schedule.sessions, peaks)
      .filter { SimulatedDrug.text(concentration: $1.concentration) == text }.map(\.0.number)
    guard numbers.count > 1 else { return nil }
    let whose =
      numbers.count == peaks.count
      ? "every session" : "sessions \(Self.ranges(numbers))"
    return "The highest peak, \(text) ng/mL, is the same in \(whose) to the digits shown"
  }

  /// Numbers in rising order, those in a row as a range: `1–3, 5`.
  private static func ranges(_ numbers: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound + 1 == number {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      .joined(separator: ", ")
  }
}
