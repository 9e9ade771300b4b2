import Randomness
import Reports
import Testing

@Suite("Numbers as text")
struct NumberFormatTests {
  @Test(
    "For machines the shortest text that reads back as the same number",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (60, "60"), (0.1, "0.1"), (5e-5, "5e-05"), (1e16, "1e+16"),
      (-12.5, "-12.5"), (1.0 / 3, "0.3333333333333333"),
    ])
  func exact(value: Double, text: String) throws {
    #expect(try NumberFormat.exact(value) == text)
  }

  @Test("Any finite number reads back with the same bits")
  func roundTrip() throws {
    var generator = SplitMix64.announced("random doubles read back")
    for _ in 0..<10_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite, value != 0 else { continue }
      let text = try NumberFormat.exact(value)
      #expect(Double(text)?.bitPattern == value.bitPattern, "\(text)")
    }
  }

  @Test("Infinity and not-a-number are errors", arguments: [Double.infinity, -.infinity, .nan])
  func notFinite(value: Double) {
    #expect(throws: NumberFormat.NotFinite.self) { try NumberFormat.exact(value) }
  }

  @Test(
    "For people significant digits, but never a lost whole digit and never a false zero",
    arguments: [
      (185.349, "185.3"), (0.166666, "0.1667"), (12345.6, "12346"), (40, "40"), (9.99999, "10"),
      (999999.4, "999999"), (1_234_567, "1.235e6"), (0.00004217, "4.217e-5"), (0.001, "0.001"),
      (0.12345, "0.1235"), (0.2, "0.2"), (99.995, "100"), (1.0005, "1.001"), (-3.14159, "-3.142"),
      (0, "0"), (100, "100"), (999_999.9, "1000000"), (.infinity, "infinite"),
    ])
  func plain(value: Double, text: String) {
    #expect(NumberFormat.plain(value) == text)
  }

  @Test("For people no number is off by more than half of its last digit")
  func plainIsNear() throws {
    var generator = SplitMix64.announced("numbers for people")
    for _ in 0..<2000 {
      let value =
        Double.random(in: 0.001...1000, using: &generator)
        * Double.random(in: 0.001...1000, using: &generator)
      let shown = try #require(Double(NumberFormat.plain(value, digits: 3)))
      #expect(abs(shown - value) <= value * 0.00501)
    }
  }
}
