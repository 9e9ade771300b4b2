/// From the units in which the library computes to those in which reports show.
enum Scale {
  /// From mg/L to ng/mL.
  static let nanogramsPerMilliliter = 1000.0
  /// From mg·min/L to ng·h/mL.
  static let nanogramHoursPerMilliliter = 1000.0 / 60
  /// From something per min to the same per h.
  static let perHour = 60.0
}
