public import Quantities

/// What is known about the person who would receive the drug; nothing here has a default.
public struct Patient: Hashable, Sendable {
  /// Sex, as the size equations use it.
  public enum Sex: String, Hashable, Sendable, CaseIterable {
    /// Female.
    case female
    /// Male.
    case male
  }

  /// Actual body weight.
  public var weight: Quantity?
  /// Age.
  public var age: Quantity?
  /// Height.
  public var height: Quantity?
  /// Sex.
  public var sex: Sex?
  /// A weight chosen for dosing, for quantities that say `mg/kg dosing`.
  public var dosingWeight: Quantity?

  /// Describes a patient by what is known.
  public init(
    weight: Quantity? = nil, age: Quantity? = nil, height: Quantity? = nil, sex: Sex? = nil,
    dosingWeight: Quantity? = nil
  ) {
    self.weight = weight
    self.age = age
    self.height = height
    self.sex = sex
    self.dosingWeight = dosingWeight
  }
}
