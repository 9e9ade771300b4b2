internal import Kinetics
internal import NumericalMethods

/// Finds every moment inside an event-free piece at which one component of the state turns.
///
/// The slope `g = c·v(t)` of the component is a sum of decaying exponentials. Applying
/// `(d/dt + λ)` removes the mode with rate λ, and by Rolle's theorem `exp(λ t) g` has at most one
/// zero between two zeros of `(d/dt + λ) g`. So the modes are removed one after another, fastest
/// first, until one is left that never changes sign, and on the way back every sign change is
/// bracketed between known points: none can be missed, and no grid is involved. An oscillating pair
/// is removed by `(d/dt + a)² + b²` on stretches shorter than half its period, where the same
/// argument holds in two steps (Pólya's property W).
///
/// What this guarantees, and what not:
/// - In exact arithmetic it is complete, also for equal rates (a rate listed once for each of its
///   states removes `t exp(-λ t)` too), for rates of zero (removed by a plain derivative), and for
///   any rate listed needlessly: removing a mode that is not there adds brackets, and more
///   brackets lose nothing.
/// - In doubles the functionals of the higher levels cancel: with rates that span many decades their
///   sign drowns in rounding error. Where the rates span more than 10^6, or a functional is small
///   against its terms, the search uses a ladder of further brackets, a factor of 1.5 apart in
///   time. There it is no longer a proof: two turns between neighbouring rungs could be missed.
///   Random systems with rates over eight decades agree with dense grids.
/// - Two turns so close that the curve changes by no more than its last bits between them may go
///   unseen, and a curve as level as that may show one turn too many: the extreme *value* is right
///   to the last few bits either way.
/// - The *moment* of a turn is known to about the square root of that where the slope is not
///   carried exactly, and to 2^-53 of the slope over the curvature where it is.
/// - Rates of graphs that are no stars come from LAPACK with an absolute error of 2^-53 of the
///   fastest; a mode slower than that is not told from one of rate zero.
/// - A piece is searched until the slopes have shrunk below 1e-270: what turns later than that is
///   nothing. Pieces have a duration above zero, and a piece that starts at rest has no turns.
struct CriticalPoints {
  /// One functional of the slope.
  private struct Level {
    let functional: [Double]
    /// The same without any cancellation: what rounding errors are measured against.
    let magnitude: [Double]
    let derivative: [Double]
    /// The decay rate whose removal leads to the next.
    let removes: DecayRate
  }

  private var levels: [Level] = []
  /// The states that can influence the component.
  private let upstream: [Int]

  /// Prepares searches in all pieces of one system.
  /// - Parameters:
  ///   - component: The index of the state observed.
  ///   - system: The system in force.
  ///   - rates: The decay rates the component can show, fastest first.
  init(component: Int, system: LinearSystem, rates: [DecayRate]) {
    upstream = system.statesUpstream(of: component).sorted()
    var functional = system.states.indices.map { $0 == component ? 1.0 : 0.0 }
    var magnitude = functional
    for rate in rates {
      let derivative = system.transposedRateOfChange(functional)
      levels.append(
        Level(
          functional: functional, magnitude: magnitude, derivative: derivative, removes: rate))
      let size = abs(rate.rate) + rate.frequency
      for _ in 0..<(rate.frequency == 0 ? 1 : 2) {
        let grown = system.transposedGrossFlow(magnitude)
        magnitude = zip(grown, magnitude).map { $0 + size * $1 }
      }
      let shifted = zip(derivative, functional).map { $0 + rate.rate * $1 }
      if rate.frequency == 0 {
        functional = shifted
      } else {
        let twice = zip(system.transposedRateOfChange(shifted), shifted).map {
          $0 + rate.rate * $1
        }
        functional = zip(twice, functional).map { $0 + rate.frequency * rate.frequency * $1 }
      }
    }
  }

  /// The offsets at which the component turns, in order; the ends of the piece are not among them.
  /// - Parameters:
  ///   - duration: How much of the piece is searched, min.
  ///   - slope: The rate of change of the state at an offset from the start of the piece.
  /// - Returns: Offsets from the start of the piece, min.
  /// - Throws: What `slope` throws.
  func offsets(
    within duration: Double, slope: (Double) throws(SimulationFailure) -> [Double]
  ) throws(SimulationFailure) -> [Double] {
    let duration = try endBeforeUnderflow(duration, slope)
    guard duration > 0 else { return [] }
    // Every level looks at the end once more.
    let atEnd = try slope(duration)
    func known(_ offset: Double) throws(SimulationFailure) -> [Double] {
      offset == duration ? atEnd : try slope(offset)
    }
    var isUncertain = isStiff
    if !isUncertain {
      let zeros = try zeros(within: duration, besides: [], known, &isUncertain)
      if !isUncertain { return zeros }
    }
    return try self.zeros(within: duration, besides: ladder(to: duration), known, &isUncertain)
  }

  /// One pass over the levels.
  /// - Parameters:
  ///   - duration: How much of the piece is searched, min.
  ///   - extra: Points that serve as brackets besides those of the level below.
  ///   - slope: The rate of change of the state at an offset.
  ///   - isUncertain: Set when rounding error may have decided a sign.
  /// - Returns: The zeros of the slope.
  /// - Throws: What `slope` throws.
  private func zeros(
    within duration: Double, besides extra: [Double],
    _ slope: (Double) throws(SimulationFailure) -> [Double], _ isUncertain: inout Bool
  ) throws(SimulationFailure) -> [Double] {
    var zeros: [Double] = []
    // The last real mode alone keeps its sign; a last oscillating pair does not.
    for (index, level) in levels.enumerated().reversed() {
      let points = extra.isEmpty ? zeros : (zeros + extra).sorted()
      if level.removes.frequency > 0 {
        zeros = try oscillatingZeros(level, between: points, duration, slope)
      } else if index < levels.count - 1 {
        var isNoise = false
        zeros = try zerosOf(between: points, duration) { (offset) throws(SimulationFailure) in
          dot(level.functional, try slope(offset))
        } bracket: { (offset) throws(SimulationFailure) in
          let v = try slope(offset)
          let value = dot(level.functional, v)
          // The slope itself is as good as it gets; what is formed from it may have cancelled.
          if index > 0, abs(value) <= Self.noise * dot(level.magnitude, v.map { abs($0) }) {
            isNoise = true
          }
          return value
        }
        isUncertain = isUncertain || isNoise
      }
    }
    return zeros
  }

  /// The share of its terms' sizes below which the sign of a functional is not trusted.
  private static let noise = 1e-13

  /// Whether the rates span too much for the signs of the functionals to be trusted at all.
  private var isStiff: Bool {
    let decaying = levels.map(\.removes.rate).filter { $0 > 0 }
    return (decaying.max() ?? 0) > 1e6 * (decaying.min() ?? 0)
  }

  /// Offsets in geometric progression, from well before the fastest mode shows to the end.
  private func ladder(to duration: Double) -> [Double] {
    let fastest = levels.reduce(0) { max($0, $1.removes.rate) }
    guard fastest > 0 else { return [] }
    var rungs: [Double] = []
    var rung = 0.01 / fastest
    while rung < duration {
      rungs.append(rung)
      rung *= 1.5
    }
    return rungs
  }

  /// Where the slope becomes too small to have a sign that can be trusted, or the end.
  ///
  /// It only shrinks from there on. Without this a turn long before would be lost: at the far end
  /// the slope would be zero, and a zero brackets nothing.
  private func endBeforeUnderflow(
    _ duration: Double, _ slope: (Double) throws(SimulationFailure) -> [Double]
  ) throws(SimulationFailure) -> Double {
    guard try isTiny(slope(duration)) else { return duration }
    guard try !isTiny(slope(0)) else { return 0 }
    var (low, high) = (duration / 2, duration)
    while try isTiny(slope(low)) { (low, high) = (low / 2, low) }
    for _ in 0..<8 {
      let middle = low + (high - low) / 2
      if try isTiny(slope(middle)) { high = middle } else { low = middle }
    }
    return low
  }

  private func isTiny(_ slope: [Double]) -> Bool {
    upstream.allSatisfy { abs(slope[$0]) < 1e-270 }
  }

  /// The zeros of a function that is monotone, up to a positive factor, between given points.
  private func zerosOf(
    between points: [Double], _ duration: Double,
    _ f: (Double) throws(SimulationFailure) -> Double,
    bracket: (Double) throws(SimulationFailure) -> Double
  ) throws(SimulationFailure) -> [Double] {
    var zeros: [Double] = []
    var left = 0.0
    var atLeft = try bracket(left)
    for right in points + [duration] where right > left {
      let atRight = try bracket(right)
      if atLeft * atRight < 0 || (atLeft < 0) != (atRight < 0) && atLeft != 0 && atRight != 0 {
        zeros.append(
          try RootFinder.root(in: left, right, fLower: atLeft, fUpper: atRight, f))
      } else if atRight == 0, right < duration {
        zeros.append(right)
      }
      (left, atLeft) = (right, atRight)
    }
    return zeros
  }

  private func oscillatingZeros(
    _ level: Level,
    between points: [Double], _ duration: Double,
    _ slope: (Double) throws(SimulationFailure) -> [Double]
  ) throws(SimulationFailure) -> [Double] {
    let halfPeriod = 3.0 / level.removes.frequency
    var cuts = points
    var cut = halfPeriod
    // After 800 time constants the pair is below any representable number.
    let last = min(duration, 800 / max(level.removes.rate, 1e-300))
    while cut < last {
      cuts.append(cut)
      cut += halfPeriod
    }
    cuts.sort()
    var zeros: [Double] = []
    var left = 0.0
    for right in cuts + [duration] where right > left {
      let middle = left + (min(right, left + halfPeriod) - left) / 2
      let (a, b) = (level.removes.rate, level.removes.frequency)
      // w = g' y - g y' with y = exp(-a s) cos(b s) is monotone up to a positive factor here.
      func wronskian(_ offset: Double) throws(SimulationFailure) -> Double {
        let v = try slope(offset)
        let g = dot(level.functional, v)
        let derivative = dot(level.derivative, v)
        let phase = b * (offset - middle)
        let (cosine, sine) = Portable.cosineAndSine(phase)
        return (derivative + a * g) * cosine + b * g * sine
      }
      let within = right - left <= halfPeriod * 1.01
      let turns =
        within
        ? try zero(of: wronskian, from: left, to: right, end: duration).map { [$0] } ?? [] : []
      var from = left
      for to in turns + [right] {
        if let zero = try zero(
          of: { (offset) throws(SimulationFailure) in
            dot(level.functional, try slope(offset))
          }, from: from, to: to, end: duration)
        {
          zeros.append(zero)
        }
        from = to
      }
      left = right
    }
    return zeros
  }

  private func zero(
    of f: (Double) throws(SimulationFailure) -> Double, from left: Double, to right: Double,
    end: Double
  ) throws(SimulationFailure) -> Double? {
    let (a, b) = (try f(left), try f(right))
    // A zero that falls on a cut belongs to the stretch it ends.
    if b == 0, a != 0, right < end { return right }
    guard a != 0, b != 0, (a < 0) != (b < 0) else { return nil }
    return try RootFinder.root(in: left, right, fLower: a, fUpper: b, f)
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices where a[i] != 0 { sum += a[i] * b[i] }
  return sum
}
