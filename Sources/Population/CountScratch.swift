/// Counts of all keys in memory that stays in the cache, for one row at a time.
final class CountScratch: @unchecked Sendable {
  /// A page is a quarter of a power of two.
  static let pageBits = 7
  /// How many pages there are.
  static let pages = 65_536 >> pageBits
  private static let pageSize = 1 << pageBits

  /// Whether a page holds anything.
  let isTouched: UnsafeMutablePointer<Bool>
  private let counts: UnsafeMutablePointer<UInt16>

  init() {
    isTouched = .allocate(capacity: Self.pages)
    isTouched.initialize(repeating: false, count: Self.pages)
    counts = .allocate(capacity: Self.pages << Self.pageBits)
    counts.initialize(repeating: 0, count: Self.pages << Self.pageBits)
  }

  deinit {
    isTouched.deallocate()
    counts.deallocate()
  }

  /// Counts keys, fewer than 65,536 until all is moved out again.
  func count(_ keys: UnsafeBufferPointer<UInt16>) {
    let (counts, isTouched) = (counts, isTouched)
    for key in keys {
      counts[Int(key)] &+= 1
      isTouched[Int(key) >> Self.pageBits] = true
    }
  }

  /// Adds a page to other counts and empties it.
  func move(_ page: Int, to target: UnsafeMutablePointer<UInt32>) {
    let source = counts + page << Self.pageBits
    for bin in 0..<Self.pageSize { target[bin] &+= UInt32(source[bin]) }
    source.update(repeating: 0, count: Self.pageSize)
    isTouched[page] = false
  }
}
