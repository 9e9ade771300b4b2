internal import Glibc

/// All concentrations of a run in one piece of memory.
public final class ConcentrationStore: @unchecked Sendable {
  /// The numbers of the subjects.
  public let subjects: Range<Int>
  /// How many outputs there are.
  public let outputs: Int
  /// How many moments there are.
  public let times: Int
  let vectors: UnsafeMutableBufferPointer<SIMD8<Double>>

  /// Reserves memory for the subjects of a plan: 8 bytes for each subject, output and moment.
  public init(_ plan: BatchPlan, subjects: Range<Int>) {
    self.subjects = subjects
    outputs = plan.outputs.count
    times = plan.times.count
    let tiles = (subjects.count + 7) / 8
    vectors = Self.allocate(tiles * plan.outputs.count * plan.times.count)
    vectors.initialize(repeating: SIMD8(repeating: 0))
  }

  /// Memory on large pages where there is much of it and the system has them: writing all of it once then
  /// costs a fifth, and writing it again a quarter less.
  private static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<SIMD8<Double>> {
    let page = 1 << 21
    let bytes = count * MemoryLayout<SIMD8<Double>>.stride
    guard bytes >= 2 * page else { return .allocate(capacity: count) }
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
    _ = madvise(memory, bytes, MADV_HUGEPAGE)
    return UnsafeMutableBufferPointer(
      start: memory.bindMemory(to: SIMD8<Double>.self, capacity: count), count: count)
  }

  deinit { vectors.deallocate() }

  /// Where the tiles that start with a subject stand.
  func place(of subject: Int) -> UnsafeMutablePointer<SIMD8<Double>>? {
    vectors.baseAddress.map { $0 + (subject - subjects.lowerBound) / 8 * outputs * times }
  }

  /// The concentration of a subject at a moment of the plan's, mg/L.
  public subscript(subject subject: Int, output output: Int, time time: Int) -> Double {
    let index = subject - subjects.lowerBound
    return vectors[((index / 8) * outputs + output) * times + time][index % 8]
  }
}
