/// Which of a patient's weights a per-kilogram quantity refers to.
public enum WeightScalar: String, Hashable, Sendable, CaseIterable {
  /// The weight on the scale (total body weight); what a bare `mg/kg` means.
  case actual
  /// Ideal body weight (Devine 1974).
  case ideal
  /// Fat-free mass (Janmahasatian 2005).
  case lean
  /// Ideal weight plus 40 % of the excess over it.
  case adjusted
  /// A dosing weight that the user states.
  case dosing
}
