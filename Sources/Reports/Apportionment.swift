/// Parts of a total rounded so that the rounded parts add up to the rounded total.
///
/// Each part is rounded down, and what is left goes, one last digit each, to the parts that lost
/// most; so every part is shown within one last digit of its value.
struct Apportionment {
  /// The total, as text.
  let total: String
  /// The parts, as text, with as many decimals as the total.
  let parts: [String]

  /// - Parameters:
  ///   - parts: Numbers that are not negative.
  ///   - digits: Significant digits of the total; whole numbers are never shortened.
  init(_ parts: [Double], digits: Int = 4) {
    let sum = parts.reduce(0, +)
    guard sum > 0, sum < 1e12 else {
      total = "0"
      self.parts = parts.map { _ in "0" }
      return
    }
    let decimals = max(0, digits - 1 - ValueAxis.power(of: sum))
    let unit = ValueAxis.powerOfTen(-decimals)
    let scaled = parts.map { $0 / unit }
    let wanted = Int((sum / unit).rounded())
    var counts = scaled.map { Int($0.rounded(.down)) }
    let missing = wanted - counts.reduce(0, +)
    let neediest = scaled.indices.sorted {
      let (a, b) = (scaled[$0] - Double(counts[$0]), scaled[$1] - Double(counts[$1]))
      return a == b ? $0 < $1 : a > b
    }
    for index in neediest.prefix(max(0, missing)) { counts[index] += 1 }
    func text(_ count: Int) -> String {
      NumberFormat.fixed(Double(count) * unit, decimals: decimals)
    }
    total = text(wanted)
    self.parts = counts.map(text)
  }
}
