/// The metrics of a tile, gathered piece by piece.
struct TileMetrics {
  typealias Lanes = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>

  /// What is known of one output.
  struct Output {
    var maximum = Lanes(repeating: -1)
    var maximumTime = Lanes(repeating: 0)
    /// Whether the curve has not fallen since the maximum.
    var maximumIsLast = Mask(repeating: false)
    /// The concentration at the end of the last piece.
    var last = Lanes(repeating: 0)
    /// The concentration's area before parameters changed last, and the amount's since then.
    var settled = Lanes(repeating: 0)
    var area = Lanes(repeating: 0)
    /// One per threshold.
    var above: [Lanes]
  }

  var outputs: [Output]

  init(outputs: Int, thresholds: Int) {
    let above = Array(repeating: Lanes(repeating: 0), count: thresholds)
    self.outputs = Array(repeating: Output(above: above), count: outputs)
  }

  mutating func reset() {
    for index in outputs.indices {
      outputs[index].maximum = Lanes(repeating: -1)
      outputs[index].maximumTime = Lanes(repeating: 0)
      outputs[index].maximumIsLast = Mask(repeating: false)
      outputs[index].last = Lanes(repeating: 0)
      outputs[index].settled = Lanes(repeating: 0)
      outputs[index].area = Lanes(repeating: 0)
      for threshold in outputs[index].above.indices {
        outputs[index].above[threshold] = Lanes(repeating: 0)
      }
    }
  }

  /// Notes that volumes change.
  /// - Parameter perVolume: 1 / volume of each output, up to now.
  mutating func settle(_ perVolume: UnsafePointer<Lanes>) {
    for index in outputs.indices {
      outputs[index].settled += outputs[index].area * perVolume[index]
      outputs[index].area = Lanes(repeating: 0)
    }
  }
}
