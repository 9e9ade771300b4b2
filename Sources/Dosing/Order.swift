internal import Diagnostics
internal import Quantities

/// One thing that is ordered in a session, at its time, before it is worked out for a patient.
struct Order: Sendable {
  /// What is ordered.
  enum Kind: Sendable {
    case bolus(ProtocolStep.BoundedQuantity, route: String?)
    case infusion(ProtocolStep.BoundedQuantity, route: String?)
    case rate(ProtocolStep.BoundedQuantity)
    case stop(ProtocolStep.BoundedQuantity?)
  }

  var kind: Kind
  /// Since the start of the session.
  var start: Tick
  var end: Tick
  /// The index of its step, and its place among what the step orders.
  var step: Int
  var place: Int
  var location: SourceLocation
  /// Whether it is a later occurrence of a repeated step.
  var isRepeat = false
  /// When a setting would have ended by itself.
  var plannedEnd: Tick?
  /// The name of a setting's stretch, and the names of those it is tied to.
  var segment: Int?
  var cutBy: Int?
  var continues: Int?

  /// Whether it brings drug.
  var gives: Bool {
    if case .stop = kind { return false }
    return end > start || isBolus
  }

  private var isBolus: Bool {
    if case .bolus = kind { return true }
    return false
  }
}
