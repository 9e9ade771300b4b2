public import Patients

/// What is known of eight consecutive patients, in canonical units; NaN where it is not known.
public struct PatientTile: Sendable {
  /// Actual weight, kg.
  public var weight = SIMD8<Double>(repeating: .nan)
  /// Height, cm.
  public var height = SIMD8<Double>(repeating: .nan)
  /// Age, min.
  public var age = SIMD8<Double>(repeating: .nan)
  /// The weight stated for dosing, kg.
  public var dosingWeight = SIMD8<Double>(repeating: .nan)
  /// 1 for a female patient, 0 for a male one.
  public var female = SIMD8<Double>(repeating: .nan)

  /// Knows nothing.
  public init() {}

  /// A measure of all eight.
  public subscript(measure: Patient.Measure) -> SIMD8<Double> {
    get {
      switch measure {
      case .weight: weight
      case .height: height
      case .age: age
      case .dosingWeight: dosingWeight
      }
    }
    set {
      switch measure {
      case .weight: weight = newValue
      case .height: height = newValue
      case .age: age = newValue
      case .dosingWeight: dosingWeight = newValue
      }
    }
  }
}
