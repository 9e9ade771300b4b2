internal import Diagnostics
internal import Dosing

/// How a pump changes one step, in the words of a report.
struct StepChange {
  let difference: Pump.Difference
  let step: KeptCase.Step?

  init(_ difference: Pump.Difference, _ kept: KeptCase) {
    self.difference = difference
    step = kept.step(difference.line)
  }

  /// Whether the pump runs the step, if not quite as ordered.
  var isRun: Bool { difference.outcome == .rounded }

  /// Such as `step 2, ward.csv:3:1: ordered 16.4 mg/h, the pump gives 16 mg/h (-2.4 %)`.
  var text: String {
    let ordered = "\(place): ordered \(amount(difference.intended))"
    switch difference.outcome {
    case .rounded:
      guard let deliverable = difference.deliverable, let excess = difference.excess else {
        return ordered
      }
      let percent = NumberFormat.plain(excess * 100, digits: 2)
      return
        "\(ordered), the pump gives \(amount(deliverable)) (\(excess > 0 ? "+" : "")\(percent) %)"
    case .tooFast: return "\(ordered), faster than the pump can run\(settingText)"
    case .tooSlow: return "\(ordered), less than the pump can run\(settingText)"
    case .unknownStrength:
      return "\(ordered), the strength is not stated, so nobody knows what the pump gives"
    }
  }

  private var place: String {
    "step \(difference.line + 1)" + (step?.location.map { ", \($0.text)" } ?? "")
  }

  private var isBolus: Bool { step?.kind == .bolus }

  private func amount(_ value: Double) -> String {
    isBolus
      ? "\(NumberFormat.plain(value)) mg" : "\(NumberFormat.plain(value * Scale.perHour)) mg/h"
  }

  private var settingText: String {
    guard let setting = difference.setting else { return "" }
    // From L and L/min to what a pump shows.
    let shown =
      isBolus
      ? "\(NumberFormat.plain(setting * 1000)) mL"
      : "\(NumberFormat.plain(setting * 1000 * Scale.perHour)) mL/h"
    return " (\(shown))"
  }
}

extension Pump.Difference.Outcome {
  /// The name for programs.
  var name: String {
    switch self {
    case .rounded: "rounded"
    case .tooFast: "too fast"
    case .tooSlow: "too slow"
    case .unknownStrength: "unknown strength"
    }
  }
}
