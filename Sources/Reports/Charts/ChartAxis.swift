internal import Quantities

/// Round places on an axis of values.
struct ValueAxis {
  /// The places, the lowest first.
  let ticks: [Double]
  /// Decimals that tell the ticks apart.
  let decimals: Int

  /// An axis that starts at zero, with about as many steps as wanted, each 1, 2, 2.5 or 5 times a
  /// power of ten.
  init(top: Double, steps: Int) {
    guard top > 0 else {
      (ticks, decimals) = ([0], 0)
      return
    }
    let rough = top / Double(max(1, steps))
    let power = ValueAxis.power(of: rough)
    let unit = ValueAxis.powerOfTen(power)
    let factor = [1, 2, 2.5, 5].first { $0 * unit >= rough } ?? 10
    let step = factor * unit
    // A place is a whole multiple; sums of rounded steps would drift.
    ticks = (0...Int(top / step)).map { Double($0) * step }
    decimals = max(0, -power + (factor == 2.5 ? 1 : 0) - (factor == 10 ? 1 : 0))
  }

  /// A logarithmic axis: powers of ten, with 2 and 5 times them where there are few.
  init(logarithmicFrom bottom: Double, to top: Double) {
    let powers = ValueAxis.power(of: bottom)...ValueAxis.power(of: top)
    let factors: [Double] = powers.count > 4 ? [1] : [1, 2, 5]
    ticks = powers.flatMap { power in factors.map { $0 * ValueAxis.powerOfTen(power) } }
      .filter { $0 >= bottom && $0 <= top }
    decimals = max(0, -powers.lowerBound)
  }

  /// The greatest whole power of ten that is not above a positive value.
  static func power(of value: Double) -> Int {
    var power = 0
    while powerOfTen(power + 1) <= value { power += 1 }
    while powerOfTen(power) > value { power -= 1 }
    return power
  }

  /// The nearest number to a power of ten, by the correctly rounding reader of numbers.
  static func powerOfTen(_ power: Int) -> Double { Double("1e\(power)") ?? 0 }
}

/// Places on an axis of time: minutes for short courses, hours, days for long ones.
struct TimeAxis {
  /// The places.
  let ticks: [Tick]
  private let countsDays: Bool

  /// Chooses the finest step whose labels leave room between one another.
  /// - Parameters:
  ///   - start: The start of the axis.
  ///   - end: The end.
  ///   - columns: How many characters fit along it.
  init(from start: Tick = .zero, until end: Tick, columns: Int) {
    let minute = Tick.perMinute
    let steps: [Int64] = [
      1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 2880, 5760, 10080, 20160,
      40320, 80640, 161_280, 525_960, 1_051_920, 2_629_800, 5_259_600,
    ].map { $0 * minute }
    let window = max(1, end.flicks - start.flicks)
    let step =
      steps.first { step in
        let room = Double(columns) * Double(step) / Double(window)
        let label = step >= 1440 * minute ? 7.0 : end.flicks > 1440 * minute ? 11.0 : 9.0
        return room >= label
      } ?? 525_960 * 100 * minute
    countsDays = step >= 1440 * minute
    let first = (start.flicks + step - 1) / step
    let round =
      first > end.flicks / step ? [] : (first...(end.flicks / step)).map { Tick(flicks: $0 * step) }
    // Where the axis begins between two round places, that is said too.
    let room =
      Double(columns) * Double((round.first ?? end).flicks - start.flicks) / Double(window)
    ticks = room >= Double(start.clock.count + 2) ? [start] + round : round
  }

  /// What stands at a place.
  func label(_ tick: Tick) -> String {
    let day = 1440 * Tick.perMinute
    return countsDays && tick.flicks % day == 0 ? "D\(tick.flicks / day + 1)" : tick.clock
  }
}
