import NumericalMethods
import Testing

@Suite("Wilson's interval")
struct WilsonIntervalTests {
  @Test(
    "is the one that Newcombe printed",
    arguments: [
      // Newcombe RG, Stat Med 1998;17:857-872, table I, method 3, to four decimals.
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ] as [(Int, Int, Double, Double)])
  func published(successes: Int, trials: Int, low: Double, high: Double) throws {
    let interval = try #require(WilsonInterval(successes, of: trials))
    #expect(abs(interval.low - low) <= 0.00005 && abs(interval.high - high) <= 0.00005)
  }

  @Test(
    "agrees with the formula at 40 digits",
    arguments: [
      // Centre and half width as in the paper, by mpmath 1.3.0 with mp.dps = 40.
      (81, 263, 0.25528851987827423, 0.36620957698280007),
      (15, 148, 0.06238639953073628, 0.16048724172330804),
      (0, 20, 0, 0.16112515805281939), (20, 20, 0.83887484194718061, 1),
      (1, 29, 0.0061132142927626605, 0.17175521879320288), (0, 1, 0, 0.79345068562276261),
      (1, 1, 0.20654931437723739, 1), (500, 1000, 0.46906960036810418, 0.53093039963189582),
      (1, 1_000_000, 1.7652457674537147e-7, 5.664911804311443e-6),
      (999_999, 1_000_000, 0.99999433508819569, 0.99999982347542325),
      (3, 100_000_000, 1.0202707334903529e-8, 8.8211877091481996e-8),
    ] as [(Int, Int, Double, Double)])
  func exact(successes: Int, trials: Int, low: Double, high: Double) throws {
    let interval = try #require(WilsonInterval(successes, of: trials))
    #expect(abs(interval.low - low) <= 4e-16 * low, "\(interval.low)")
    #expect(abs(interval.high - high) <= 4e-16 * high, "\(interval.high)")
  }

  @Test("lies within 0...1 around the share, for every count of a few trials")
  func bounds() throws {
    for trials in 1...60 {
      for successes in 0...trials {
        let interval = try #require(WilsonInterval(successes, of: trials))
        let share = Double(successes) / Double(trials)
        #expect(0 <= interval.low && interval.low <= share)
        #expect(share <= interval.high && interval.high <= 1)
      }
    }
  }

  @Test("is none without trials, or for counts that cannot be")
  func none() {
    #expect(WilsonInterval(0, of: 0) == nil)
    #expect(WilsonInterval(2, of: 1) == nil && WilsonInterval(-1, of: 1) == nil)
  }
}
