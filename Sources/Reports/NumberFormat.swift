internal import NumericalMethods

/// How numbers become text, for machines and for people: the one formatter of every report.
///
/// For machines ``exact(_:)`` writes the shortest decimal that reads back as the same binary64
/// number. For people ``plain(_:digits:)`` rounds to a number of significant digits, but never a
/// digit left of the point, and never a value to zero that is not zero.
public enum NumberFormat {
  /// A number that is infinite or not a number, and therefore has no text.
  public struct NotFinite: Error, Hashable, Sendable {
    /// Makes the error.
    public init() {}
  }

  /// The shortest decimal that reads back as the same number; `-0` becomes `0`, whole numbers
  /// lose their `.0`, very small and large ones have an exponent (`5e-05`).
  /// - Throws: ``NotFinite``, so that `inf` and `nan` never reach a file.
  public static func exact(_ value: Double) throws(NotFinite) -> String {
    guard value.isFinite else { throw NotFinite() }
    if value == 0 { return "0" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Appends ``exact(_:)`` as ASCII.
  static func append(exact value: Double, to bytes: inout [UInt8]) throws(NotFinite) {
    guard value.isFinite else { throw NotFinite() }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortestDecimal.mostBytes) { room in
      guard let start = room.baseAddress else { return }
      let count = ShortestDecimal.write(value, to: start)
      bytes.append(contentsOf: room[..<count])
    }
  }

  /// The number with the shortest decimal among those within two units in the last place.
  ///
  /// 41 mg over 40 min is held per minute; 61.5 mg/h comes back as 61.49999999999999. A value that
  /// was rounded once on the way in and once on the way out is known no better than this.
  static func shortest(near value: Double) -> Double {
    // Below 2^53 no neighbour of a whole number is shorter.
    if value.magnitude < 0x1p53, value == value.rounded() { return value }
    let near = [value, value.nextUp, value.nextDown, value.nextUp.nextUp, value.nextDown.nextDown]
    return near.min { $0.description.utf8.count < $1.description.utf8.count } ?? value
  }

  /// A number for people, rounded to significant digits without losing any whole ones.
  ///
  /// `185.3`, `0.1667`, `12346`; plain notation from 0.001 to 999999, an exponent (`4.2e-5`)
  /// outside; no trailing zeros. A half is rounded away from zero on the decimal that
  /// ``exact(_:)`` shows, so 0.12345 becomes 0.1235 as on paper. Infinity is `infinite`; what is
  /// not a number is `undefined`.
  public static func plain(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "undefined" : "infinite" }
    guard value != 0 else { return "0" }
    var decimal = Digits(value.magnitude)
    let isPlain = value.magnitude >= 0.001 && value.magnitude < 1e6
    decimal.round(to: max(1, isPlain ? max(digits, decimal.point) : digits))
    return (value < 0 ? "-" : "") + (isPlain ? decimal.plain : decimal.scientific)
  }

  /// A number for people with a fixed number of decimals, for ticks of one axis.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value != 0 else {
      return decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals)
    }
    var decimal = Digits(value.magnitude)
    decimal.round(to: max(0, decimal.point + decimals))
    return (value < 0 ? "-" : "") + decimal.padded(to: decimals)
  }
}

/// Decimal digits with the place of the point: `0.d1 d2 d3 … × 10^point`.
private struct Digits {
  var digits: [UInt8]
  var point: Int

  /// The shortest decimal of a positive finite number.
  init(_ value: Double) {
    var digits: [UInt8] = []
    var point = 0
    var seenPoint = false
    var exponent = 0
    let parts = value.description.split(separator: "e", maxSplits: 1)
    for byte in parts[0].utf8 {
      if byte == UInt8(ascii: ".") {
        seenPoint = true
      } else {
        digits.append(byte - UInt8(ascii: "0"))
        if !seenPoint { point += 1 }
      }
    }
    if parts.count == 2 { exponent = Int(parts[1]) ?? 0 }
    let zeros = digits.prefix { $0 == 0 }.count
    self.digits = Array(digits.dropFirst(zeros))
    self.point = point - zeros + exponent
    strip()
  }

  mutating func round(to count: Int) {
    guard digits.count > count else { return }
    let up = digits[count] >= 5
    digits.removeLast(digits.count - count)
    if up {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        point += 1
      }
    }
    strip()
  }

  private mutating func strip() {
    while digits.last == 0 { digits.removeLast() }
  }

  private func text(_ digits: ArraySlice<UInt8>) -> String {
    digits.map { String($0) }.joined()
  }

  private var whole: String {
    guard point > 0 else { return "0" }
    return text(digits.prefix(point)) + String(repeating: "0", count: max(0, point - digits.count))
  }

  private var fraction: String {
    guard !digits.isEmpty else { return "" }
    return String(repeating: "0", count: max(0, -point)) + text(digits.dropFirst(max(0, point)))
  }

  var plain: String { fraction.isEmpty ? whole : "\(whole).\(fraction)" }

  var scientific: String {
    let rest = text(digits.dropFirst())
    return "\(text(digits.prefix(1)))\(rest.isEmpty ? "" : ".")\(rest)e\(point - 1)"
  }

  func padded(to decimals: Int) -> String {
    guard decimals > 0 else { return whole }
    let missing = decimals - fraction.count
    return "\(whole).\(fraction)" + String(repeating: "0", count: max(0, missing))
  }
}
