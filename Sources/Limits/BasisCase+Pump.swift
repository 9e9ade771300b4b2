internal import Dosing
internal import Quantities
internal import Simulation

extension BasisCase {
  private func strength(_ item: DrugCourse.Item) -> Quantity? {
    schedule.lines.indices.contains(item.line) ? schedule.lines[item.line].strength : nil
  }

  private static let noStrength = Unchecked.unknown(
    "the strength in the bag or syringe", "state it with `--concentration 1mg/mL`")

  /// The strength of what each delivery comes from, mg/L.
  func strengths(_ course: DrugCourse) throws(Unchecked) -> [Reading] {
    var readings: [Reading] = []
    for item in course.items {
      guard let strength = strength(item) else { throw Self.noStrength }
      readings.append(
        Reading(
          Rational(strength), at: item.start.minutes, until: item.end.minutes, line: item.line,
          session: item.session))
    }
    return readings
  }

  /// The flow of everything that takes time, L/min.
  func flows(_ course: DrugCourse) throws(Unchecked) -> [Reading] {
    var readings: [Reading] = []
    for item in course.items {
      guard let rate = item.rate else { continue }
      guard let strength = strength(item), strength.number > .zero else { throw Self.noStrength }
      readings.append(
        Reading(
          rate / Rational(strength), at: item.start.minutes, until: item.end.minutes,
          line: item.line, session: item.session, duration: item.minutes))
    }
    return readings
  }

  /// By what share the pump departs from each order; more than any bound where it cannot run it.
  func pumpErrors(_ course: DrugCourse) throws(Unchecked) -> [Reading] {
    if !judgesPump {
      throw .unknown(
        "what the steps of the pump do between weights", "judge single weights with `--weight`")
    }
    guard let differences else {
      throw .unknown("the pump", "state the pump's steps in the file of limits, under `pump`")
    }
    if differences.contains(where: { $0.outcome == .unknownStrength }) { throw Self.noStrength }
    let byLine = Dictionary(differences.map { ($0.line, $0) }) { first, _ in first }
    return course.items.map { item in
      let (at, until) = (item.start.minutes, item.end.minutes)
      guard let difference = byLine[item.line] else {
        return Reading(.zero, at: at, until: until, line: item.line, session: item.session)
      }
      guard let share = difference.share else {
        return Reading(
          approximate: .infinity, at: at, until: until, line: item.line, session: item.session)
      }
      return Reading(
        share < .zero ? -share : share, at: at, until: until, line: item.line,
        session: item.session)
    }
  }
}
