internal import Quantities

/// Round places on an axis of values that starts at zero.
struct ValueAxis {
  /// The places, zero first.
  let ticks: [Double]
  /// Decimals that tell the ticks apart.
  let decimals: Int

  /// Chooses about as many steps as wanted, each 1, 2, 2.5 or 5 times a power of ten.
  init(top: Double, steps: Int) {
    guard top > 0 else {
      (ticks, decimals) = ([0], 0)
      return
    }
    let rough = top / Double(max(1, steps))
    var power = 0
    while ValueAxis.powerOfTen(power + 1) <= rough { power += 1 }
    while ValueAxis.powerOfTen(power) > rough { power -= 1 }
    let unit = ValueAxis.powerOfTen(power)
    let factor = [1, 2, 2.5, 5].first { $0 * unit >= rough } ?? 10
    let step = factor * unit
    // A place is a whole multiple; sums of rounded steps would drift.
    ticks = (0...Int(top / step)).map { Double($0) * step }
    decimals = max(0, -power + (factor == 2.5 ? 1 : 0) - (factor == 10 ? 1 : 0))
  }

  /// The nearest number to a power of ten, by the correctly rounding reader of numbers.
  private static func powerOfTen(_ power: Int) -> Double { Double("1e\(power)") ?? 0 }
}

/// Places on an axis of time: minutes for short courses, hours, days for long ones.
struct TimeAxis {
  /// The places.
  let ticks: [Tick]
  private let countsDays: Bool

  /// Chooses the finest step whose labels leave room between one another.
  init(until end: Tick, columns: Int) {
    let minute = Tick.perMinute
    let steps: [Int64] = [
      1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 2880, 5760, 10080, 20160,
      40320, 80640, 161_280, 525_960, 1_051_920, 2_629_800, 5_259_600,
    ].map { $0 * minute }
    let step =
      steps.first { step in
        let room = Double(columns) * Double(step) / Double(max(1, end.flicks))
        let label = step >= 1440 * minute ? 7.0 : end.flicks > 1440 * minute ? 11.0 : 9.0
        return room >= label
      } ?? 525_960 * 100 * minute
    countsDays = step >= 1440 * minute
    ticks = (0...(end.flicks / step)).map { Tick(flicks: $0 * step) }
  }

  /// What stands at a place.
  func label(_ tick: Tick) -> String {
    countsDays ? "D\(tick.flicks / (1440 * Tick.perMinute) + 1)" : tick.clock
  }
}
