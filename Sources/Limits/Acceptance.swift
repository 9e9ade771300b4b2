public import Diagnostics

/// A finding that somebody has accepted, with a reason and until a date.
///
/// Only soft bounds can be accepted. Whether an acceptance has expired is decided against a date
/// that is handed in, never against a clock.
public struct Acceptance: Hashable, Sendable {
  /// The rule, or the condition, that it concerns.
  public var rule: String
  /// The set of limits that the rule belongs to; every set when absent.
  public var limitSet: String?
  /// The protocol that it concerns; every protocol when absent.
  public var protocolID: String?
  /// The patient that it concerns, by the name in the panel; every patient when absent.
  public var patient: String?
  /// Why it is accepted.
  public var reason: String
  /// Who accepted it.
  public var by: String
  /// The last day on which it holds.
  public var until: CalendarDay
  /// Where it is written.
  public var location: SourceLocation?

  /// Makes an acceptance.
  public init(
    rule: String, limitSet: String? = nil, protocolID: String? = nil, patient: String? = nil,
    reason: String, by: String, until: CalendarDay, location: SourceLocation? = nil
  ) {
    self.rule = rule
    self.limitSet = limitSet
    self.protocolID = protocolID
    self.patient = patient
    self.reason = reason
    self.by = by
    self.until = until
    self.location = location
  }
}

/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// Makes a day, if there is such a one.
  public init?(year: Int, month: Int, day: Int) {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard 1...9999 ~= year, 1...12 ~= month, 1...lengths[month - 1] ~= day else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Reads `2027-03-31`; nothing for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2],
      parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Whether the first is earlier.
  public static func < (a: CalendarDay, b: CalendarDay) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  /// The day as `2027-03-31`.
  public var description: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
