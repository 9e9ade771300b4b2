internal import NumericalMethods
internal import Quantities

/// What random numbers are drawn for; the numbers stand in counters and never change.
enum DrawPurpose: UInt16 {
  /// Properties of a patient.
  case patient = 1
  /// How a subject differs from the typical one.
  case betweenSubjects = 2
  /// How a replicate's typical values differ from the estimates.
  case uncertainty = 3
  /// How a session of a subject differs from the subject.
  case betweenSessions = 4
  /// How a measurement differs from the subject's own curve.
  case residualError = 5
  /// What the measurements of a moment are drawn with.
  case moment = 6
}

/// The subjects and replicates of a tile, from which its random numbers follow.
struct DrawPlace {
  var philox: Philox
  let first: Int
  let count: Int
  let replicates: Int
  /// Lane k of the tile is subject (first + k) / replicates.
  private let subjects: SIMD8<UInt64>
  /// Lane k of the tile is in replicate (first + k) % replicates.
  private let replicate: SIMD8<UInt64>

  init(philox: Philox, first: Int, count: Int, replicates: Int) {
    self.philox = philox
    self.first = first
    self.count = count
    self.replicates = replicates
    let rows = SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7) &+ UInt64(first)
    if replicates == 1 {
      subjects = rows
      replicate = SIMD8(repeating: 0)
    } else {
      subjects = rows / UInt64(replicates)
      replicate = rows % UInt64(replicates)
    }
  }

  /// Uniform numbers of all lanes.
  func uniforms(_ purpose: DrawPurpose, draw: UInt32) -> SIMD8<Double> {
    philox.uniforms(
      // What is uncertain is the same for every subject of a replicate.
      subjects: purpose == .uncertainty ? SIMD8(repeating: 0) : subjects, replicates: replicate,
      purpose: purpose.rawValue, draw: draw)
  }

  func deviates(_ purpose: DrawPurpose, draw: UInt32) -> SIMD8<Double> {
    Portable.normalDeviate(uniforms(purpose, draw: draw))
  }
}

extension Philox {
  /// The generator of what is drawn for one moment, whatever other moments there are.
  func at(_ moment: Tick) -> Philox {
    let words = words(
      at: Counter(
        subject: UInt64(bitPattern: moment.flicks), purpose: DrawPurpose.moment.rawValue, draw: 0))
    return Philox(seed: UInt64(words[0]) << 32 | UInt64(words[1]))
  }
}
