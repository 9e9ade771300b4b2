import Limits
import Testing

@Suite("Days of the calendar")
struct CalendarDayTests {
  @Test(
    "a day is read as it is printed",
    arguments: ["2024-02-29", "2026-11-27", "0001-01-01", "9999-12-31"])
  func roundTrip(text: String) throws {
    #expect(try #require(CalendarDay(text)).description == text)
  }

  @Test(
    "a day that does not exist, or is written otherwise, is none",
    arguments: [
      "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026/01/01",
      "0000-01-01", "2026-04-31", "2026-01-0x", "",
    ])
  func refused(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test("days are in order")
  func order() throws {
    let days = try ["2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01"].map {
      try #require(CalendarDay($0))
    }
    #expect(days.sorted() == days)
  }
}
