extension ShortestDecimal {
  /// The most bytes that ``write(_:to:)`` needs.
  package static let mostBytes = 32

  /// Writes a finite number as its shortest decimal in ASCII: `0.1`, `62`, `1e-05`, `1.5e+16`.
  ///
  /// The text is that of `description`, without the `.0` of a whole number; zero of either sign is
  /// `0`. Bytes beyond the text are overwritten too.
  /// - Parameters:
  ///   - value: A finite number.
  ///   - bytes: Room for ``mostBytes``.
  /// - Returns: The number of bytes of the text.
  @inline(__always)
  package static func write(
    _ value: Double, to bytes: UnsafeMutablePointer<UInt8>
  ) -> Int {
    guard value != 0 else {
      bytes[0] = UInt8(ascii: "0")
      return 1
    }
    guard value < 0 else { return writePositive(value, to: bytes) }
    bytes[0] = UInt8(ascii: "-")
    return 1 + writePositive(-value, to: bytes + 1)
  }

  @inline(__always)
  private static func writePositive(
    _ value: Double, to bytes: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let decimal = ShortestDecimal(value)
    var digits = decimal.digits
    var exponent = decimal.exponent
    while exponent < 0 || digits >= 10_000_000_000_000_000 || value > 0x1p53 {
      let tenth = digits / 10
      guard tenth * 10 == digits else { break }
      digits = tenth
      exponent += 1
    }
    let count = Self.count(digits)
    // The value is 0.d1 d2 d3 … × 10^point.
    let point = count + exponent
    if point < -3 || value > 0x1p53 {
      return writeScientific(digits, count, point, to: bytes)
    }
    if point <= 0 {
      UnsafeMutableRawPointer(bytes).storeBytes(
        of: 0x3030_3030_3030_2E30, as: UInt64.self)
      put(digits, count, to: bytes + 2 - point)
      return 2 - point + count
    }
    if exponent >= 0 {
      put(digits, count, to: bytes)
      for index in 0..<exponent { bytes[count + index] = UInt8(ascii: "0") }
      return count + exponent
    }
    // The digits are written one place to the right, and the whole ones moved back over the point.
    put(digits, count, to: bytes + 1)
    for index in 0..<point { bytes[index] = bytes[index + 1] }
    bytes[point] = UInt8(ascii: ".")
    return count + 1
  }

  private static func writeScientific(
    _ digits: UInt64, _ count: Int, _ point: Int, to bytes: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var length = count
    if count > 1 {
      put(digits, count, to: bytes + 1)
      bytes[0] = bytes[1]
      bytes[1] = UInt8(ascii: ".")
      length += 1
    } else {
      put(digits, count, to: bytes)
    }
    let exponent = point - 1
    bytes[length] = UInt8(ascii: "e")
    bytes[length + 1] = UInt8(ascii: exponent < 0 ? "-" : "+")
    length += 2
    let size = UInt64(exponent.magnitude)
    let width = size < 10 ? 2 : Self.count(size)
    bytes[length] = UInt8(ascii: "0")
    put(size, size < 10 ? 1 : width, to: bytes + length + (size < 10 ? 1 : 0))
    return length + width
  }

  /// Writes a number of `count` digits, at most 17.
  @inline(__always)
  private static func put(_ digits: UInt64, _ count: Int, to bytes: UnsafeMutablePointer<UInt8>) {
    let raw = UnsafeMutableRawPointer(bytes)
    if count <= 8 {
      let padding = UInt64(8 - count) * 8
      raw.storeUnaligned(eight(digits) >> padding)
      return
    }
    let upper = digits / 100_000_000
    let lower = eight(digits - upper * 100_000_000)
    if count <= 16 {
      let padding = UInt64(16 - count) * 8
      raw.storeUnaligned(eight(upper) >> padding)
      (raw + (count - 8)).storeUnaligned(lower)
      return
    }
    let first = upper / 100_000_000
    bytes[0] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: first)
    (raw + 1).storeUnaligned(eight(upper - first * 100_000_000))
    (raw + 9).storeUnaligned(lower)
  }

  /// Eight digits as ASCII, the first one in the lowest byte: pairs, then single digits, are split
  /// off in all places at once.
  @inline(__always)
  private static func eight(_ number: UInt64) -> UInt64 {
    let upper = number / 10_000
    let fours = upper | (number - upper * 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
    return (tens | (pairs &- tens &* 10) << 8) | 0x3030_3030_3030_3030
  }

  @inline(__always)
  private static func count(_ number: UInt64) -> Int {
    // 1233 / 4096 is a little less than log10(2).
    let bits = 64 - number.leadingZeroBitCount
    let guess = (bits * 1233) >> 12
    return number >= powers[guess] ? guess + 1 : guess
  }

  private static let powers: [UInt64] = {
    var powers: [UInt64] = [1]
    for _ in 0..<19 { powers.append(powers[powers.count - 1] &* 10) }
    return powers
  }()
}

extension UnsafeMutableRawPointer {
  @inline(__always)
  fileprivate func storeUnaligned(_ word: UInt64) {
    storeBytes(of: word.littleEndian, as: UInt64.self)
  }
}
