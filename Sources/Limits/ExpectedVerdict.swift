/// The verdict that the author of a protocol expects it to get from its limits.
///
/// It is compared with the worst finding over all sets, accepted ones included: an acceptance
/// belongs to a place, an expectation to the protocol.
public enum ExpectedVerdict: String, Hashable, Sendable, CaseIterable {
  /// Something was checked, and no bound is passed.
  case pass
  /// A soft bound is passed, no hard one.
  case soft
  /// A hard bound is passed.
  case hard
}
