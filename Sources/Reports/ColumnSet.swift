/// A group of columns of a ``CurveTable``.
public enum ColumnSet: String, Hashable, Sendable, CaseIterable {
  /// `<analyte>_<output>_ng_per_mL` for every observed compartment, metabolites included.
  case plasma
  /// The same for the effect site that was chosen, if any.
  case effect
  /// `<state>_mg` for every compartment, and `eliminated_mg`.
  case amounts
  /// `<analyte>_<compartment>_ng_per_mL` for every compartment with a volume.
  case concentrations
  /// The area under each output from zero, `<analyte>_<output>_auc_ng_h_per_mL`.
  case auc
  /// `rate_mg_per_h` and `cumulative_mg` as the pump gives them, before bioavailability.
  case rate
  /// Everything above.
  case all

  /// Whether this group is among those asked for.
  func isIn(_ sets: Set<ColumnSet>) -> Bool { sets.contains(self) || sets.contains(.all) }
}
