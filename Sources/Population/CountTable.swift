/// Counts of keys by row, for the moments that share a lock.
///
/// Keys are first collected, a few thousand subjects of them, and then counted row by row in a
/// ``CountScratch``, which stays in the cache; what it holds is added to the row's pages in order. Counting
/// in the pages themselves waits for memory at almost every key. Pages are made when they are first needed.
struct CountTable: ~Copyable, @unchecked Sendable {
  private typealias Page = UnsafeMutablePointer<UInt32>

  private static let pageBits = CountScratch.pageBits
  private static let pageSize = 1 << pageBits
  private static let pagesPerRow = CountScratch.pages
  /// How many pages are allocated together.
  private static let chunk = 32
  /// How many subjects are collected.
  private static let capacity = 16_384
  /// Not a power of two, so that rows do not compete for the same places in the cache.
  private static let rowLength = capacity + 96

  /// How many moments there are.
  private let rows: Int
  private let pages: UnsafeMutablePointer<Page?>
  private let pending: UnsafeMutablePointer<UInt16>
  private var collected = 0
  private var chunks: [Page] = []
  private var unused = 0

  init(rows: Int) {
    self.rows = rows
    pages = .allocate(capacity: rows * Self.pagesPerRow)
    pages.initialize(repeating: nil, count: rows * Self.pagesPerRow)
    pending = .allocate(capacity: rows * Self.rowLength)
  }

  deinit {
    pages.deallocate()
    pending.deallocate()
    for chunk in chunks { chunk.deallocate() }
  }

  /// Takes up to eight subjects.
  /// - Parameters:
  ///   - values: Their concentrations, one vector per row; missing rows at the end count nothing.
  ///   - lanes: How many subjects there are.
  ///   - scratch: Nothing is left in it.
  mutating func add(
    _ values: UnsafeBufferPointer<SIMD8<Double>>, lanes: Int, _ scratch: CountScratch
  ) {
    if collected + 8 > Self.capacity { count(scratch) }
    // Sign, exponent and nine bits of the significand, less those of the first bin: negative where the
    // concentration is too small, beyond the last where it is too large, negative or not a number.
    let first = SIMD8(repeating: QuantileBins.firstBits)
    let last = SIMD8(repeating: UInt64(QuantileBins.keys - 2 - QuantileBins.firstKey))
    let firstKey = UInt16(QuantileBins.firstKey)
    for row in values.indices {
      let target = pending + row * Self.rowLength + collected
      let bits = unsafeBitCast(values[row], to: SIMD8<UInt64>.self) &>> 43 &- first
      // The upper bit is set where one of the two is negative.
      let outside = bits | (last &- bits)
      let half = outside.lowHalf | outside.highHalf
      let quarter = half.lowHalf | half.highHalf
      if (quarter[0] | quarter[1]) >> 63 == 0, lanes == 8 {
        // The order in which keys are collected does not matter, so they are packed by shifts.
        let lower = bits.lowHalf.lowHalf | bits.lowHalf.highHalf &<< 16
        let upper = bits.highHalf.lowHalf | bits.highHalf.highHalf &<< 16
        let packed = unsafeBitCast(lower | upper &<< 32, to: SIMD8<UInt16>.self) &+ firstKey
        UnsafeMutableRawPointer(target).storeBytes(of: packed, as: SIMD8<UInt16>.self)
      } else {
        for lane in 0..<lanes { target[lane] = UInt16(QuantileBins.key(values[row][lane])) }
      }
    }
    collected += lanes
  }

  /// The counts of a row.
  mutating func bins(row: Int, _ scratch: CountScratch) -> QuantileBins {
    count(scratch)
    var bins: [QuantileBins.Bin] = []
    var undefined: UInt64 = 0
    for page in 0..<Self.pagesPerRow {
      guard let counts = pages[row * Self.pagesPerRow + page] else { continue }
      for bin in 0..<Self.pageSize where counts[bin] > 0 {
        let key = page << Self.pageBits + bin
        if key == QuantileBins.undefinedKey {
          undefined = UInt64(counts[bin])
        } else {
          bins.append(QuantileBins.Bin(key: key, count: UInt64(counts[bin])))
        }
      }
    }
    return QuantileBins(bins: bins, undefined: undefined)
  }

  /// Counts what has been collected.
  private mutating func count(_ scratch: CountScratch) {
    for row in 0..<rows where collected > 0 {
      scratch.count(UnsafeBufferPointer(start: pending + row * Self.rowLength, count: collected))
      for page in 0..<Self.pagesPerRow where scratch.isTouched[page] {
        let counts = pages[row * Self.pagesPerRow + page] ?? makePage(row, page)
        scratch.move(page, to: counts)
      }
    }
    collected = 0
  }

  private mutating func makePage(_ row: Int, _ page: Int) -> Page {
    if unused == 0 {
      let chunk = Page.allocate(capacity: Self.chunk << Self.pageBits)
      chunk.initialize(repeating: 0, count: Self.chunk << Self.pageBits)
      chunks.append(chunk)
      unused = Self.chunk
    }
    let made = chunks[chunks.count - 1] + ((Self.chunk - unused) << Self.pageBits)
    unused -= 1
    pages[row * Self.pagesPerRow + page] = made
    return made
  }
}
