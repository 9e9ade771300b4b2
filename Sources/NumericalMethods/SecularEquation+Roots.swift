extension SecularEquation {
  /// The root in gap `gap`: below pole `gap` and above pole `gap - 1`.
  ///
  /// Steps solve a model of f with the right poles at both ends of the gap (the "middle way" of
  /// Li 1994, LAPACK Working Note 89) and converge quadratically; a bracket guards every step and
  /// is halved, on a logarithmic scale while it spans decades, when a step leaves it or when
  /// convergence is slow. The loop therefore ends for every input.
  func root(in gap: Int) -> Place {
    var (place, lower, upper) = start(in: gap)
    var iteration = 0
    while true {
      iteration += 1
      let here = evaluate(at: place, gap: gap)
      if here.value == 0 { return place }
      if here.value > 0 { lower = place.offset } else { upper = place.offset }
      let step = self.step(from: place, gap: gap, here)
      var next = place.offset + step
      if next == place.offset { return place }
      let slow = iteration > 16 && iteration % 2 == 0
      if slow || !(lower < next && next < upper) {
        if abs(step) <= 4 * place.offset.ulp { return place }
        next = Self.middle(lower, upper)
        if !(lower < next && next < upper) { return place }
      }
      place.offset = next
    }
  }

  /// First guess and bracket, measured from the nearer end of the gap.
  private func start(in gap: Int) -> (Place, lower: Double, upper: Double) {
    if gap == poles.count { return startBeyondLastPole() }
    let leftOrigin = gap == 0 ? nil : gap - 1
    let atLeft = Place(origin: leftOrigin, offset: 0)
    let half = distance(from: atLeft, to: gap).high / 2
    let middle = Place(origin: leftOrigin, offset: half)
    if evaluate(at: middle, gap: gap).value <= 0 { return (middle, 0, half * 1.000_001) }
    // The rounded half differs by an ulp between the two ends, hence the slightly wider bracket.
    return (Place(origin: gap, offset: -half), -half * 1.000_001, 0)
  }

  /// With a = Σ k + exit - pn, the last root's distance t obeys t² - a t - Σ strength <= 0.
  private func startBeyondLastPole() -> (Place, lower: Double, upper: Double) {
    var excess = exit - poles[poles.count - 1].position
    var strength = 0.0
    for pole in poles {
      excess = excess + pole.toLeaf
      strength += pole.strength.high
    }
    let a = excess.high
    let spread = (a * a + 4 * strength).squareRoot()
    let bound = a > 0 ? (a + spread) / 2 : 2 * strength / (spread - a)
    return (Place(origin: poles.count - 1, offset: bound), 0, 2 * bound)
  }

  /// Root, relative to `place`, of the model that matches f and f' on either side.
  private func step(from place: Place, gap: Int, _ here: Evaluation) -> Double {
    let f = here.value
    if gap == 0 {
      // f ≈ c - η - u / (r - η)
      let r = distance(from: place, to: 0).high
      let u = here.slopeRight * r * r
      return Self.fallingRoot(-1, -((f + u / r) + r), f * r)
    }
    let l = -distance(from: place, to: gap - 1).high
    let s = here.slopeLeft * l * l
    if gap == poles.count {
      // f ≈ c - η + s / (l + η)
      return Self.fallingRoot(1, (f - s / l) - l, f * l)
    }
    // f ≈ c + s / (l + η) - u / (r - η); the slope of -x is booked on the right.
    let r = distance(from: place, to: gap).high
    let u = (1 + here.slopeRight) * r * r
    let c = f - s / l + u / r
    return Self.fallingRoot(c, c * (r - l) - s - u, f * l * r)
  }

  /// The root of -c η² + a η + q at which that polynomial falls through zero, without cancellation.
  private static func fallingRoot(_ c: Double, _ a: Double, _ q: Double) -> Double {
    let discriminant = max(a * a + 4 * c * q, 0)
    let spread = discriminant.squareRoot()
    return a > 0 ? (a + spread) / (2 * c) : 2 * q / (spread - a)
  }

  /// A point between two bounds of one sign: the geometric mean while they differ by decades.
  private static func middle(_ lower: Double, _ upper: Double) -> Double {
    let small = max(min(abs(lower), abs(upper)), .leastNormalMagnitude)
    let large = max(abs(lower), abs(upper))
    guard small < large / 4 else { return lower + (upper - lower) / 2 }
    let mean = small.squareRoot() * large.squareRoot()
    return lower < 0 ? -mean : mean
  }
}
