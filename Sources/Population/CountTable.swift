/// Counts by row and bin. Pages of bins are made when they are first needed.
struct CountTable: ~Copyable, @unchecked Sendable {
  /// A page is a quarter of a power of two.
  private static let pageBits = 7
  private static let pagesPerRow = 128 * 512 >> pageBits
  private static let firstKey = (0x1p-64).bitPattern >> 43
  private static let keySpan = UInt64(128 * 512)

  private let rows: Int
  /// For each row and page the place of its first count plus one, or zero.
  private var pages: UnsafeMutablePointer<UInt32>
  private var counts: UnsafeMutablePointer<UInt32>
  private var used = 0
  private var capacity = 64 << pageBits
  /// For each row: zeros, below resolution, above resolution, not a number.
  private var special: UnsafeMutablePointer<UInt64>

  init(rows: Int) {
    self.rows = rows
    pages = .allocate(capacity: rows * Self.pagesPerRow)
    pages.initialize(repeating: 0, count: rows * Self.pagesPerRow)
    special = .allocate(capacity: rows * 4)
    special.initialize(repeating: 0, count: rows * 4)
    counts = .allocate(capacity: capacity)
    counts.initialize(repeating: 0, count: capacity)
  }

  deinit {
    pages.deallocate()
    counts.deallocate()
    special.deallocate()
  }

  /// Counts the first lanes of a vector in a row.
  mutating func count(_ values: SIMD8<Double>, lanes: Int, row: Int) {
    let keys = (unsafeBitCast(values, to: SIMD8<UInt64>.self) &>> 43) &- Self.firstKey
    let pages = self.pages + row * Self.pagesPerRow
    for lane in 0..<lanes {
      let key = keys[lane]
      guard key < Self.keySpan else {
        countSpecial(values[lane], row)
        continue
      }
      let page = pages[Int(truncatingIfNeeded: key >> UInt64(Self.pageBits))]
      let place =
        page != 0 ? Int(page) - 1 : addPage(row, Int(truncatingIfNeeded: key) >> Self.pageBits)
      counts[place + Int(truncatingIfNeeded: key & ((1 << UInt64(Self.pageBits)) - 1))] &+= 1
    }
  }

  /// The counts of a row.
  func bins(row: Int) -> QuantileBins {
    let special = self.special + row * 4
    var bins = [
      QuantileBins.Bin(key: 0, count: special[0]), QuantileBins.Bin(key: 1, count: special[1]),
      QuantileBins.Bin(key: QuantileBins.keys - 1, count: special[2]),
    ]
    for page in 0..<Self.pagesPerRow where pages[row * Self.pagesPerRow + page] != 0 {
      let place = Int(pages[row * Self.pagesPerRow + page]) - 1
      for bin in 0..<1 << Self.pageBits where counts[place + bin] > 0 {
        bins.append(
          QuantileBins.Bin(
            key: 2 + page << Self.pageBits + bin, count: UInt64(counts[place + bin])))
      }
    }
    return QuantileBins(bins: bins, undefined: special[3])
  }

  private mutating func countSpecial(_ value: Double, _ row: Int) {
    let kind =
      value.isNaN ? 3 : value >= QuantileBins.beyond ? 2 : value <= 0 ? 0 : 1
    special[row * 4 + kind] += 1
  }

  private mutating func addPage(_ row: Int, _ page: Int) -> Int {
    if used + 1 << Self.pageBits > capacity {
      let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * capacity)
      grown.initialize(repeating: 0, count: 2 * capacity)
      grown.update(from: counts, count: used)
      counts.deallocate()
      counts = grown
      capacity *= 2
    }
    let place = used
    used += 1 << Self.pageBits
    pages[row * Self.pagesPerRow + page] = UInt32(place + 1)
    return place
  }
}
