/// A drug that is given and has no curve, and why.
public struct MissingCurve: Hashable, Sendable {
  /// The drug.
  public var drug: String
  /// Why there is none, as a part of a sentence.
  public var reason: String

  /// Names a drug without a curve.
  public init(drug: String, reason: String) {
    self.drug = drug
    self.reason = reason
  }

  /// What follows from it for a report.
  public var words: String {
    "\(drug) has no curve: \(reason). Its doses are shown and judged, its concentrations are not"
  }
}
