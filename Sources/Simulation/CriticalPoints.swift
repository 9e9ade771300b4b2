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
struct CriticalPoints {
  /// The functionals of the slope, each with the decay rate whose removal led to the next.
  private var levels: [(functional: [Double], derivative: [Double], removes: DecayRate)] = []
  private var duration: Double
  /// The states that can influence the component.
  private let upstream: [Int]
  private let slope: (Double) throws(SimulationFailure) -> [Double]

  /// Prepares the search.
  /// - Parameters:
  ///   - component: The index of the state observed.
  ///   - system: The system in force.
  ///   - rates: The decay rates the component can show, fastest first.
  ///   - duration: How long the piece is, min.
  ///   - slope: The rate of change of the state at an offset from the start of the piece.
  init(
    component: Int, system: LinearSystem, rates: [DecayRate], duration: Double,
    slope: @escaping (Double) throws(SimulationFailure) -> [Double]
  ) {
    self.duration = duration
    upstream = system.statesUpstream(of: component).sorted()
    self.slope = slope
    var functional = system.states.indices.map { $0 == component ? 1.0 : 0.0 }
    for rate in rates {
      let derivative = system.transposedRateOfChange(functional)
      levels.append((functional, derivative, rate))
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
  mutating func offsets() throws(SimulationFailure) -> [Double] {
    try endBeforeUnderflow()
    guard duration > 0 else { return [] }
    var zeros: [Double] = []
    // The last real mode alone keeps its sign; a last oscillating pair does not.
    for (index, level) in levels.enumerated().reversed() {
      if level.removes.frequency > 0 {
        zeros = try oscillatingZeros(level, between: zeros)
      } else if index < levels.count - 1 {
        zeros = try zerosOf(between: zeros) { (offset) throws(SimulationFailure) in
          dot(level.functional, try slope(offset))
        }
      }
    }
    return zeros
  }

  /// Ends the search where the slope is too small to have a sign that can be trusted; it only
  /// shrinks from there on. Without this a turn long before would be lost: at the far end the
  /// slope would be zero, and a zero brackets nothing.
  private mutating func endBeforeUnderflow() throws(SimulationFailure) {
    guard try isTiny(slope(duration)) else { return }
    guard try !isTiny(slope(0)) else {
      duration = 0
      return
    }
    var (low, high) = (duration / 2, duration)
    while try isTiny(slope(low)) { (low, high) = (low / 2, low) }
    for _ in 0..<8 {
      let middle = low + (high - low) / 2
      if try isTiny(slope(middle)) { high = middle } else { low = middle }
    }
    duration = low
  }

  private func isTiny(_ slope: [Double]) -> Bool {
    upstream.allSatisfy { abs(slope[$0]) < 1e-270 }
  }

  /// The zeros of a function that is monotone, up to a positive factor, between given points.
  private func zerosOf(
    between points: [Double], _ f: (Double) throws(SimulationFailure) -> Double
  ) throws(SimulationFailure) -> [Double] {
    var zeros: [Double] = []
    var left = 0.0
    var atLeft = try f(left)
    for right in points + [duration] where right > left {
      let atRight = try f(right)
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
    _ level: (functional: [Double], derivative: [Double], removes: DecayRate),
    between points: [Double]
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
        return (derivative + a * g) * Double.cosine(phase) + b * g * Double.sine(phase)
      }
      let within = right - left <= halfPeriod * 1.01
      let turns =
        within ? try zero(of: wronskian, from: left, to: right).map { [$0] } ?? [] : []
      var from = left
      for to in turns + [right] {
        if let zero = try zero(
          of: { (offset) throws(SimulationFailure) in
            dot(level.functional, try slope(offset))
          }, from: from, to: to)
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
    of f: (Double) throws(SimulationFailure) -> Double, from left: Double, to right: Double
  ) throws(SimulationFailure) -> Double? {
    let (a, b) = (try f(left), try f(right))
    // A zero that falls on a cut belongs to the stretch it ends.
    if b == 0, a != 0, right < duration { return right }
    guard a != 0, b != 0, (a < 0) != (b < 0) else { return nil }
    return try RootFinder.root(in: left, right, fLower: a, fUpper: b, f)
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices where a[i] != 0 { sum += a[i] * b[i] }
  return sum
}
