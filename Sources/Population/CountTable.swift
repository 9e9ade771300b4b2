/// Counts of keys by row, for the moments that share a lock.
///
/// Keys are first collected, a few thousand subjects of them, and then counted row by row: a row's counts
/// stay in the cache meanwhile. Pages of counts are made when they are first needed.
struct CountTable: ~Copyable, @unchecked Sendable {
  private typealias Page = UnsafeMutablePointer<UInt32>

  /// A page is a quarter of a power of two.
  private static let pageBits = 7
  private static let pageSize = 1 << pageBits
  private static let pagesPerRow = 65_536 >> pageBits
  /// How many pages are allocated together.
  private static let chunk = 32
  /// How many subjects are collected.
  private static let capacity = 8_192
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
  mutating func add(_ values: UnsafeBufferPointer<SIMD8<Double>>, lanes: Int) {
    if collected + 8 > Self.capacity { count() }
    let first = SIMD8(repeating: Int32(QuantileBins.firstKey))
    let beyond = SIMD8(repeating: Int32(QuantileBins.keys - 1))
    let shift = SIMD8(repeating: Int32(QuantileBins.firstBits)) &- first
    for row in values.indices {
      let target = pending + row * Self.rowLength + collected
      // Sign, exponent and nine bits of the significand, from the upper halves; what is negative or
      // not a number comes out far above the last key, what is too small below the first.
      let upper = unsafeBitCast(values[row], to: SIMD16<UInt32>.self).oddHalf
      let keys = unsafeBitCast(upper &>> 11, to: SIMD8<Int32>.self) &- shift
      let isPlain = (keys .>= first) .& (keys .< beyond)
      if all(isPlain) {
        UnsafeMutableRawPointer(target).storeBytes(
          of: unsafeBitCast(keys, to: SIMD16<UInt16>.self).evenHalf, as: SIMD8<UInt16>.self)
      } else {
        for lane in 0..<8 { target[lane] = UInt16(QuantileBins.key(values[row][lane])) }
      }
    }
    collected += lanes
  }

  /// The counts of a row.
  mutating func bins(row: Int) -> QuantileBins {
    count()
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
  private mutating func count() {
    for row in 0..<rows where collected > 0 {
      let keys = pending + row * Self.rowLength
      let pages = self.pages + row * Self.pagesPerRow
      for index in 0..<collected {
        let key = Int(keys[index])
        let page = pages[key >> Self.pageBits] ?? makePage(row, key >> Self.pageBits)
        page[key & (Self.pageSize - 1)] &+= 1
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
