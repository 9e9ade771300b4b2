internal import Dosing
internal import Patients
internal import Quantities

/// What a line of the schedule says about itself: the quantity as the protocol states it, and
/// everything that makes the delivered one differ from it.
struct EnteredText {
  private let patient: Patient
  private let line: ScheduleLine

  init(_ patient: Patient, _ line: ScheduleLine) {
    self.patient = patient
    self.line = line
  }

  /// Such as `0.5 mg/kg over 40 min × 80 %, at most 35 mg binds`, or `4 mg/kg by im`.
  var text: String {
    // A stop needs no rate of zero beside it.
    var text = line.kind == .stop ? "" : line.entered?.description ?? ""
    let length = line.end - line.start
    switch line.kind {
    case .bolus: break
    case .infusion: text += " over \(length.words)"
    case .setRate, .stop:
      if line.plannedEnd != nil, line.cutBy == nil {
        if length > .zero { text += " for \(length.words)" }
      } else if length > .zero {
        text += " to \(line.end.clock)"
      }
    }
    // A dose into a muscle is several times one into a vein: the line itself says where it goes.
    if let route = line.route { text += " by \(route)" }
    if line.scale != 1 { text += " × \(NumberFormat.plain(line.scale * 100)) %" }
    if let bound = line.boundedBy { text += ", \(boundWords) \(bound) binds" }
    if let cut = line.cutBy {
      text += ", cut short by line \(cut + 1)"
      if let planned = line.plannedEnd { text += " (planned to \(planned.clock))" }
    }
    if let earlier = line.continues { text += ", going on with line \(earlier + 1)" }
    return text.trimmed
  }

  /// Which way the bound moved the quantity, as far as the patient's sizes are known.
  private var boundWords: String {
    guard let entered = line.entered, let wanted = milligrams(entered) else { return "the bound" }
    let got = entered.dimension.time < 0 ? line.rate ?? line.amount : line.amount
    return got <= wanted * line.scale ? "at most" : "at least"
  }

  /// mg or mg/min of a prescribed quantity.
  private func milligrams(_ quantity: Quantity) -> Double? {
    var value = quantity.canonical
    if let scalar = quantity.scalar {
      guard let size = patient.size(PatientSize.covariate(of: scalar)) else { return nil }
      value *= size
    }
    guard quantity.dimension.volume > 0 else { return value }
    // A volume in L of mg/mL.
    return line.concentration.map { value * $0 * 1000 }
  }
}
