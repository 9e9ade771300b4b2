internal import Diagnostics
internal import Dosing
internal import Limits

/// How a pump changes one step, in the words of a report.
struct StepChange {
  /// The change as a share of what was ordered; nothing when the pump cannot run the step.
  let share: Double?
  let text: String

  init(_ difference: Pump.Difference, _ kept: KeptCase) {
    let step = kept.step(difference.line)
    let isBolus = step?.kind == .bolus
    let (scale, unit) = isBolus ? (1, "mg") : (Scale.perHour, "mg/h")
    let place = step?.location.map { ", \($0.text)" } ?? ""
    let ordered =
      "step \(difference.line + 1)\(place): ordered "
      + "\(NumberFormat.plain(difference.intended * scale)) \(unit)"
    guard let deliverable = difference.deliverable else {
      share = nil
      text = "\(ordered), which the pump cannot run"
      return
    }
    let change = difference.intended == 0 ? 0 : deliverable / difference.intended - 1
    share = change
    let percent = NumberFormat.plain(change * 100, digits: 2)
    text =
      "\(ordered), delivered \(NumberFormat.plain(deliverable * scale)) \(unit) "
      + "(\(change > 0 ? "+" : "")\(percent) %)"
  }
}
