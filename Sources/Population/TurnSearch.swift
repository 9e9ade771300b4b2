internal import NumericalMethods

/// Finds where one output's concentration turns inside pieces, in eight subjects at once.
///
/// What is guaranteed, by the argument of `CriticalPoints` in Simulation:
/// - The slope of the output, `g = c·v(t)` with the slopes `v` of all nodes, is carried by entries of
///   the network's exponential, which are nonnegative; equal and nearly equal rates need no care.
///   Applying `(d/dt + λ)` for the last node's rate λ leaves a functional of the slopes of the nodes
///   before it, and by Rolle's theorem `g` changes its sign at most once between two zeros of that.
///   So rung by rung, from a node that only decays up to the output, every turn is bracketed: no
///   grid is involved, and none is missed.
/// - A position of which nothing is left is passed over: a leaf's, where parameters have changed.
/// - A rung whose terms all have one sign has no zeros, and the rungs below it are not needed: the
///   plasma that falls after an infusion, or rises during the first, decides for metabolites and
///   effect sites.
/// - Where a sign might be due to rounding (a functional below 1e-13 of its terms, a slope that
///   underflows, rates that span more than 10^6) the lane is `unsure`, and its metrics come from the
///   scalar curve. Outputs fed by infusions and doses only are sums of exponentials whose factors are
///   known to a few ulp: of them only an underflow makes a lane unsure.
/// - Slopes are searched until the slowest mode has decayed by e^600: what turns later is nothing.
/// - Two turns so close that the curve changes by its last bits only between them may go unseen.
///
/// All memory is allocated when it is made; lanes do not depend on each other.
final class TurnSearch {
  typealias Lanes = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>
  typealias Vectors = UnsafeMutablePointer<Lanes>

  let course: OutputCourse
  /// The number of positions.
  let size: Int
  /// By position: decay rate, amount and slope at the start of the piece, slope at its end and what
  /// that is made of.
  let rates: Vectors
  let start: Vectors
  let slopes: Vectors
  let endSlopes: Vectors
  let endSizes: Vectors
  /// The slowest rate above zero that the first so many positions show.
  let slowest: Vectors
  /// Row by number of positions: the functional, and the same without cancellation.
  let functionals: Vectors
  let magnitudes: Vectors
  /// By position, at the moment last looked at: decay, slope, what the slope is made of.
  let decays: Vectors
  let carried: Vectors
  let terms: Vectors
  /// The zeros of the rung below and of this one.
  var points: Vectors
  var newPoints: Vectors
  /// The ends of stretches with at most one turn each, the slopes there, and the turns with their
  /// concentrations as far as they are known.
  let knots: Vectors
  let knotSlopes: Vectors
  let turnTimes: Vectors
  let turnValues: Vectors
  private let memory: Vectors
  /// Whether all factors of a functional have one sign.
  var isPositive: [Mask]
  var isNegative: [Mask]
  /// The lanes in which the rung of so many positions may have zeros that matter.
  var open: [Mask]
  var turnIsKnown: [Mask]
  /// How many zeros the last rung has.
  var counts = SIMD8<Int64>(repeating: 0)
  /// Where the rates span too much.
  var isStiff = Mask(repeating: false)
  /// The lanes in which a sign may have been decided by rounding, in any piece since this was
  /// reset.
  var unsure = Mask(repeating: false)
  /// The lanes whose slope has one sign in the whole piece: rising, falling or level.
  var rises = Mask(repeating: false)
  var isMonotone = Mask(repeating: false)
  var duration = Lanes(repeating: 0)
  /// The shortest time in which anything can bend, min.
  var scale = Lanes(repeating: 1)
  var feeds = false
  var matrix: Vectors
  var perVolume = Lanes(repeating: 1)

  init(_ course: OutputCourse) {
    self.course = course
    let n = course.nodes.count
    size = n
    memory = .allocate(capacity: 2 * n * (n + 1) + 16 * (n + 2))
    memory.initialize(repeating: Lanes(repeating: 0), count: 2 * n * (n + 1) + 16 * (n + 2))
    var next = memory
    func take(_ count: Int) -> Vectors {
      defer { next += count }
      return next
    }
    matrix = memory
    functionals = take(n * (n + 1))
    magnitudes = take(n * (n + 1))
    (rates, start, slopes) = (take(n), take(n), take(n))
    (endSlopes, endSizes, slowest) = (take(n), take(n), take(n + 1))
    (decays, carried, terms) = (take(n), take(n), take(n))
    (points, newPoints) = (take(n + 2), take(n + 2))
    (knots, knotSlopes) = (take(n + 2), take(n + 2))
    (turnTimes, turnValues) = (take(n + 2), take(n + 2))
    isPositive = Array(repeating: Mask(repeating: false), count: n + 1)
    isNegative = isPositive
    open = isPositive
    turnIsKnown = Array(repeating: Mask(repeating: false), count: n + 2)
  }

  deinit { memory.deallocate() }

  /// How many turns there may be at most: the index of the last stretch.
  var last: Int { Int(counts.max()) }

  /// The lanes that have a stretch.
  func has(_ stretch: Int) -> Mask { counts .>= Int64(stretch) }

  /// The row of a functional of the first `count` positions.
  func functional(_ count: Int) -> Vectors { functionals + count * size }
  func magnitude(_ count: Int) -> Vectors { magnitudes + count * size }

  /// Forms the functionals of a tile's subjects.
  func prepare(_ engine: TileEngine) {
    var fastest = Lanes(repeating: 0)
    slowest[0] = Lanes(repeating: .infinity)
    for (position, node) in course.nodes.enumerated() {
      let rate = engine.rates[node]
      rates[position] = rate
      let isShown = Mask(repeating: !course.isSpent[position])
      let isSlower = isShown .& (rate .> 0) .& (rate .< slowest[position])
      slowest[position + 1] = slowest[position].replacing(with: rate, where: isSlower)
      fastest.replace(with: rate, where: rate .> fastest)
      functional(size)[position] = Lanes(repeating: course.isSeen[position] ? 1 : 0)
      magnitude(size)[position] = functional(size)[position]
    }
    scale = 0.1 / fastest
    isStiff = Mask(repeating: !course.isPlain) .& (fastest .> 1e6 * slowest[size])
    for count in stride(from: size, to: 0, by: -1) {
      let (row, sizes) = (functional(count), magnitude(count))
      let isSpent = course.isSpent[count - 1]
      if isSpent {
        // What rounding has left of it.
        row[count - 1] = Lanes(repeating: 0)
        sizes[count - 1] = Lanes(repeating: 0)
      }
      var (positive, negative) = (Mask(repeating: true), Mask(repeating: true))
      for position in 0..<count {
        positive = positive .& (row[position] .>= 0)
        negative = negative .& (row[position] .<= 0)
      }
      (isPositive[count], isNegative[count]) = (positive, negative)
      guard count > 1 else { break }
      let (next, nextSizes) = (functional(count - 1), magnitude(count - 1))
      if isSpent {
        for position in 0..<count - 1 {
          next[position] = row[position]
          nextSizes[position] = sizes[position]
        }
        continue
      }
      let removed = rates[count - 1]
      for position in 0..<count - 1 {
        next[position] = row[position] * (removed - rates[position])
        nextSizes[position] = sizes[position] * (removed + rates[position])
      }
      for coupling in course.couplings where coupling.to < count {
        let strength = engine.couplings[coupling.index]
        next[coupling.from] += row[coupling.to] * strength
        nextSizes[coupling.from] += sizes[coupling.to] * strength
      }
    }
  }

  /// Takes up a piece.
  /// - Parameters:
  ///   - duration: min.
  ///   - feeds: Whether anything flows in.
  ///   - matrix: That of the step over all of it.
  func begin(
    _ engine: TileEngine, output: Int, duration: Lanes, feeds: Bool, matrix: Vectors
  ) {
    self.duration = duration
    self.matrix = matrix
    self.feeds = feeds
    perVolume = engine.perVolume[output]
    for position in 0..<size {
      start[position] = engine.state[course.nodes[position]]
      slopes[position] = -rates[position] * start[position]
    }
    for coupling in course.couplings {
      slopes[coupling.to] += engine.couplings[coupling.index] * start[coupling.from]
    }
    if feeds {
      for coupling in course.sourceCouplings {
        slopes[coupling.to] += engine.couplings[coupling.index] * engine.inflow[coupling.from]
      }
    }
    counts = SIMD8(repeating: 0)
    let (up, down) = signs(size)
    isMonotone = up .| down
    rises = up .& .!down
  }

  /// The lanes in which a rung has one sign, or is zero, all along.
  ///
  /// With factors of one sign it does not matter how drug is passed on; among nodes that only decay
  /// each term keeps its sign by itself.
  func signs(_ count: Int) -> (up: Mask, down: Mask) {
    var (up, down) = (Mask(repeating: true), Mask(repeating: true))
    if count <= course.plainCount {
      let row = functional(count)
      for position in 0..<count {
        let term = row[position] * slopes[position]
        up = up .& (term .>= 0)
        down = down .& (term .<= 0)
      }
      return (up, down)
    }
    for position in 0..<count {
      up = up .& (slopes[position] .>= 0)
      down = down .& (slopes[position] .<= 0)
    }
    let (positive, negative) = (isPositive[count], isNegative[count])
    return (positive .& up .| negative .& down, positive .& down .| negative .& up)
  }
}
