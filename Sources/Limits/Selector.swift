public import Quantities

/// Whom a set or a rule concerns; what is not stated concerns everybody.
///
/// The ends of a range belong to it. Where a range needs something that is not known about the
/// patient, the rule is not checked, and says why.
public struct Selector: Hashable, Sendable {
  /// Ages.
  public var age: QuantityRange?
  /// Actual weights.
  public var weight: QuantityRange?
  /// Care areas; any of them.
  public var careAreas: [CareArea]
  /// Diagnoses; any of them.
  public var diagnoses: [Diagnosis]

  /// Makes a selector.
  public init(
    age: QuantityRange? = nil, weight: QuantityRange? = nil, careAreas: [CareArea] = [],
    diagnoses: [Diagnosis] = []
  ) {
    self.age = age
    self.weight = weight
    self.careAreas = careAreas
    self.diagnoses = diagnoses
  }
}

/// A part of a hospital or clinic, by the name that the limit file gives it.
public struct CareArea: Hashable, Sendable {
  /// The name, such as `acute pain`.
  public var name: String

  /// Names an area.
  public init(_ name: String) {
    self.name = name
  }
}

/// What a patient is treated for, by the name that the limit file gives it.
public struct Diagnosis: Hashable, Sendable {
  /// The name, such as `depression`.
  public var name: String

  /// Names a diagnosis.
  public init(_ name: String) {
    self.name = name
  }
}
