internal import NumericalMethods

/// What random numbers are drawn for; the numbers stand in counters and never change.
enum DrawPurpose: UInt16 {
  /// Properties of a patient.
  case patient = 1
  /// How a subject differs from the typical one.
  case betweenSubjects = 2
  /// How a replicate's typical values differ from the estimates.
  case uncertainty = 3
}

/// The subjects and replicates of a tile, from which its random numbers follow.
struct DrawPlace {
  let philox: Philox
  let first: Int
  let count: Int
  let replicates: Int

  /// Uniform numbers of all lanes.
  ///
  /// Lane k of the tile is subject (first + k) / replicates in
  /// replicate (first + k) % replicates.
  func uniforms(_ purpose: DrawPurpose, draw: UInt32) -> SIMD8<Double> {
    if replicates == 1 {
      return philox.uniforms(
        at: Philox.Counter(subject: UInt64(first), purpose: purpose.rawValue, draw: draw))
    }
    var result = SIMD8<Double>(repeating: 0.5)
    for lane in 0..<count {
      // What is uncertain is the same for every subject of a replicate.
      let subject = purpose == .uncertainty ? 0 : UInt64((first + lane) / replicates)
      result[lane] = philox.uniform(
        at: Philox.Counter(
          subject: subject, purpose: purpose.rawValue, draw: draw,
          replicate: UInt16((first + lane) % replicates)))
    }
    return result
  }

  func deviates(_ purpose: DrawPurpose, draw: UInt32) -> SIMD8<Double> {
    Portable.normalDeviate(uniforms(purpose, draw: draw))
  }
}
