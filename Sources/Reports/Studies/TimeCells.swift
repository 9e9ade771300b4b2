internal import NumericalMethods
internal import Quantities

/// The moments of a grid in minutes, as text made once.
struct TimeCells: Sendable {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]

  /// The number of moments.
  var count: Int { starts.count - 1 }
  /// The most bytes that one takes.
  private(set) var longest = 0

  init(_ times: [Tick]) {
    for moment in times {
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortestDecimal.mostBytes) { room in
        guard let start = room.baseAddress else { return }
        let length = ShortestDecimal.write(TimeUnit.minutes.value(of: moment), to: start)
        bytes.append(contentsOf: room[..<length])
        longest = max(longest, length)
      }
      starts.append(bytes.count)
    }
  }

  /// Each as a text of its own.
  var texts: [String] {
    (0..<count).map { String(decoding: bytes[starts[$0]..<starts[$0 + 1]], as: UTF8.self) }
  }

  /// Copies one.
  func append(_ index: Int, to end: inout UnsafeMutablePointer<UInt8>) {
    bytes.withUnsafeBufferPointer { all in
      let length = starts[index + 1] - starts[index]
      if let first = all.baseAddress { end.update(from: first + starts[index], count: length) }
      end += length
    }
  }
}
