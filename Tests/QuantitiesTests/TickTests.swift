import Diagnostics
import Quantities
import Testing

@Suite("Time is a whole number of ticks and is printed without wrapping")
struct TickTests {
  @Test(
    "elapsed time and durations",
    arguments: [
      ("0 min", "00:00", "0 min"), ("40 min", "00:40", "40 min"), ("90 min", "01:30", "90 min"),
      ("2.5 min", "00:02:30", "2 min 30 s"), ("195 min", "03:15", "3 h 15 min"),
      ("45 s", "00:00:45", "45 s"), ("1439 min", "23:59", "23 h 59 min"),
      ("24 h", "D2 00:00", "24 h"),
      ("27.25 h", "D2 03:15", "27 h 15 min"), ("48 h", "D3 00:00", "48 h"),
      ("72 h", "D4 00:00", "3 d"), ("99 h", "D5 03:00", "4 d 3 h"),
      ("100 d", "D101 00:00", "100 d"),
      ("0.3333333 s", "00:00:00.333", "0.333 s"), ("59.9999 s", "00:01", "1 min"),
      ("0.0001 s", "00:00", "0 min"), ("100 y", "D36526 00:00", "36525 d"),
    ])
  func text(time: String, clock: String, duration: String) throws {
    let tick = try #require(Tick(quantity(time)))
    #expect(tick.clock == clock)
    #expect(tick.duration == duration)
    let negative = Tick.zero - tick
    #expect(negative.clock == (clock == "00:00" ? "" : "-") + clock)
    #expect(negative.duration == (duration == "0 min" ? "" : "-") + duration)
  }

  @Test(
    "a quantity becomes the nearest tick, worked out exactly",
    arguments: [
      ("1 s", 705_600_000), ("1 min", 42_336_000_000), ("0.0001 h", 254_016_000),
      ("1e-50 s", 0), ("0.5000000000000000000000000 s", 352_800_000),
      ("0.000000001 s", 1), ("100 y", Tick.longest.flicks), ("7.0861678004535e-10 s", 0),
      ("7.0861678004536e-10 s", 1),
    ] as [(String, Int64)])
  func nearest(text: String, flicks: Int64) throws {
    #expect(Tick(try quantity(text))?.flicks == flicks)
  }

  @Test(
    "what is no accepted moment is nothing",
    arguments: [
      "-1 min", "100.0001 y", "1e99 d", "9223372036854775807 y", "9223372036854775807e-18 y",
      "5 mg",
    ])
  func refused(text: String) throws {
    let tick = Tick(try quantity(text))
    // 9.2 years is a moment; its eighteen decimals once overflowed.
    #expect((tick == nil) == !text.contains("e-18"))
  }

  @Test(
    "numbers of minutes that are no moment are nothing",
    arguments: [
      Double.nan, .infinity, -.infinity, -1, 1e300, 52_596_001,
    ])
  func minutes(value: Double) { #expect(Tick(minutes: value) == nil) }

  @Test("arithmetic stops at the ends instead of overflowing")
  func saturation() {
    let (low, high) = (Tick(flicks: .min), Tick(flicks: .max))
    #expect(high + high == high && low + low == low && low - high == low && high - low == high)
    #expect(.max * Tick.longest == high && .min * Tick.longest == low && .min * low == high)
    #expect(-3 * Tick(flicks: 5) == Tick(flicks: -15) && Tick.zero - low == high)
    #expect([low, high].map(\.clock) == ["-D151293 12:06:27.833", "D151293 12:06:27.833"])
    #expect(low.minutes < 0 && high.minutes > Tick.longest.minutes)
  }

  @Test("minutes are correctly rounded beyond 2^53 ticks")
  func longMinutes() {
    // 9007199254740993 / 42336000000 by exact rational arithmetic elsewhere.
    #expect(Tick(flicks: 9_007_199_254_740_993).minutes == 212_755.08443738174)
    #expect(Tick.longest.minutes == 52_596_000)
  }
}
