internal import Quantities

extension DrugCourse {
  /// What rules about boluses and loading doses measure.
  func bolusReadings(_ measure: Measure, separatesLoading: Bool) -> [Reading] {
    var readings: [Reading] = []
    for items in bySession {
      let boluses = items.filter(\.isBolus)
      guard let first = boluses.first else { continue }
      let isLoading = boluses.count < items.count
      switch measure {
      case .loadingDose where isLoading: readings.append(reading(first, first.amount))
      case .loadingDuration where isLoading: readings.append(reading(first, first.minutes))
      case .loadingDose, .loadingDuration: break
      case .bolusInterval:
        for (bolus, next) in zip(boluses, boluses.dropFirst()) {
          readings.append(
            Reading(
              Rational(minutes: next.start - bolus.start), at: next.start.minutes, line: next.line,
              session: next.session))
        }
      default:
        // The time from a loading dose to the next bolus is a lockout all the same.
        let counted = separatesLoading && isLoading ? boluses.dropFirst() : boluses[...]
        if measure == .bolusCount {
          guard let last = counted.last else { continue }
          readings.append(reading(last, Rational(Int64(counted.count))))
          continue
        }
        for bolus in counted {
          switch measure {
          case .bolusDose: readings.append(reading(bolus, bolus.amount))
          case .bolusDuration: readings.append(reading(bolus, bolus.minutes))
          default: readings.append(bolusRate(bolus))
          }
        }
      }
    }
    return readings
  }

  private func bolusRate(_ bolus: Item) -> Reading {
    if let rate = bolus.rate { return reading(bolus, rate) }
    return Reading(
      approximate: .infinity, at: bolus.start.minutes, until: bolus.end.minutes, line: bolus.line,
      session: bolus.session)
  }

  private func reading(_ item: Item, _ value: Rational) -> Reading {
    Reading(
      value, at: item.start.minutes, until: item.end.minutes, line: item.line,
      session: item.session)
  }
}

extension DrugCourse.Item {
  /// How long it takes, min.
  var minutes: Rational { Rational(minutes: end - start) }
}
