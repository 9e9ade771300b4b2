import Foundation
import NumericalMethods
import Randomness
import Testing

@Suite("The shortest decimal that reads back")
struct ShortestDecimalTests {
  private func text(_ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortestDecimal.mostBytes) { room in
      guard let start = room.baseAddress else { return "" }
      let count = ShortestDecimal.write(value, to: start)
      return String(decoding: room[..<count], as: UTF8.self)
    }
  }

  /// What Swift's own algorithm writes, without the `.0` of whole numbers.
  private func reference(_ value: Double) -> String {
    let text = value == 0 ? "0" : value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  @Test("Known decimals, by hand")
  func known() {
    let cases: [(Double, String)] = [
      (0, "0"), (-0.0, "0"), (1, "1"), (-4.5, "-4.5"), (0.1, "0.1"), (0.3, "0.3"), (1e-5, "1e-05"),
      (1.25e-5, "1.25e-05"), (0.0001, "0.0001"), (100, "100"), (123_456, "123456"),
      (1e16, "1e+16"), (1e22, "1e+22"), (.leastNonzeroMagnitude, "5e-324"),
      (1.7976931348623157e308, "1.7976931348623157e+308"),
      (0x1p53, "9007199254740992"), (2.2250738585072014e-308, "2.2250738585072014e-308"),
    ]
    for (value, text) in cases { #expect(self.text(value) == text) }
  }

  @Test("Every exponent, at the edges of its interval")
  func exponents() {
    for exponent in 0..<UInt64(2047) {
      for fraction in [0, 1, 2, 1 << 51, (1 << 52) - 2, (1 << 52) - 1] as [UInt64] {
        let value = Double(bitPattern: exponent << 52 | fraction)
        let written = text(value)
        if written != reference(value) { Issue.record("\(value) was written as \(written)") }
      }
    }
  }

  @Test("Random doubles: of all sizes, and of the size of concentrations")
  func random() {
    let isSlow = ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"
    var generator = SplitMix64.announced("random doubles as text")
    for _ in 0..<(isSlow && !_isDebugAssertConfiguration() ? 5_000_000 : 50_000) {
      let any = Double(bitPattern: generator.next() & 0x7fff_ffff_ffff_ffff)
      let concentration = Double(generator.next() >> 11) * 0x1p-53 * 1000
      for value in [any, concentration] where value.isFinite {
        let written = text(value)
        if written != reference(value) {
          Issue.record("\(value) was written as \(written)")
          return
        }
      }
    }
  }
}
