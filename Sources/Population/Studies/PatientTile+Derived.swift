internal import Patients
internal import Quantities

extension PatientTile {
  /// A size that is worked out, patient by patient; NaN where its formula is not defined.
  func derived(_ covariate: Covariate, count: Int) -> SIMD8<Double> {
    var result = SIMD8<Double>(repeating: .nan)
    for lane in 0..<count {
      result[lane] = (try? patient(lane).value(covariate)) ?? .nan
    }
    return result
  }

  /// One of the patients; measures are exact where they are whole hundredths of their unit.
  func patient(_ lane: Int) -> Patient {
    func quantity(_ value: Double, _ unit: Unit) -> Quantity? {
      guard value.isFinite, let number = DecimalNumber(value.description) else { return nil }
      return Quantity(number, unit)
    }
    let kilogram = Unit("kg", .body, 1, 1)
    return Patient(
      weight: quantity(weight[lane], kilogram), age: ageOf(lane),
      height: quantity(height[lane], Unit("cm", .length, 1, 1)),
      sex: female[lane].isFinite ? (female[lane] == 1 ? .female : .male) : nil,
      dosingWeight: quantity(dosingWeight[lane], kilogram))
  }

  /// An age in years where it is a whole number of hundredths of them, as all that are drawn are.
  private func ageOf(_ lane: Int) -> Quantity? {
    let minutes = age[lane]
    guard minutes.isFinite else { return nil }
    let hundredths = (minutes / 5259.6).rounded()
    if hundredths * 525_960 / 100 == minutes {
      return Quantity(
        DecimalNumber(significand: Int64(hundredths), exponent: -2),
        Unit("y", .time, 525_960, 1))
    }
    return DecimalNumber(minutes.description).map { Quantity($0, Unit("min", .time, 1, 1)) }
  }
}
