import Population

/// Sums of the bits of results (FNV-1a, 64 bits), to compare runs of other processes and machines.
final class BitDigest: BlockSink, @unchecked Sendable {
  /// One of all concentrations, then one for each output and metric.
  private(set) var sums: [UInt64]
  private let plan: BatchPlan

  init(_ plan: BatchPlan) {
    self.plan = plan
    sums = Array(
      repeating: 0xcbf2_9ce4_8422_2325, count: 1 + plan.outputs.count * plan.metrics.count)
  }

  func part(of block: ResultBlock) -> [[UInt64]] {
    var bits: [[UInt64]] = [[]]
    for subject in 0..<block.subjects.count {
      for output in 0..<block.outputs {
        for time in 0..<block.times {
          bits[0].append(
            block.concentration(subject: subject, output: output, time: time).bitPattern)
        }
      }
    }
    for output in 0..<block.outputs {
      for metric in 0..<block.metrics {
        bits.append(
          (0..<block.subjects.count).map {
            block.metric(metric, subject: $0, output: output).bitPattern
          })
      }
    }
    return bits
  }

  func append(_ part: [[UInt64]]) {
    for (index, bits) in part.enumerated() {
      for number in bits {
        for byte in 0..<8 {
          sums[index] ^= (number >> (8 * UInt64(byte))) & 0xff
          sums[index] &*= 0x100_0000_01b3
        }
      }
    }
  }
}
