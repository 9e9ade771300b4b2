extension StarSpectrumLanes {
  /// f and the two halves of -f' at one place.
  private struct Evaluation {
    var value: Lanes
    var slopeLeft: Lanes
    var slopeRight: Lanes
  }

  /// The roots in gap `gap`, between pole `gap` - 1 (or zero) and pole `gap` (or infinity).
  ///
  /// Steps solve a model of f with the right poles at both ends of the gap (the "middle way" of Li
  /// 1994, LAPACK Working Note 89); a bracket guards every step. A lane that has settled stays.
  func root(in gap: Int, wanted: Mask) -> Place {
    var (place, lower, upper, here) = start(in: gap)
    var open = wanted
    var iteration = 0
    while any(open) && iteration < 200 {
      iteration += 1
      if iteration > 1 { here = evaluate(at: place, gap: gap) }
      let isAbove = here.value .> 0
      lower.replace(with: place.offset, where: isAbove .& open)
      upper.replace(with: place.offset, where: .!isAbove .& open)
      let step = self.step(from: place, gap: gap, here)
      var next = place.offset + step
      // Every other late step halves the bracket, so that the loop ends for every input.
      let isLate = iteration > 16 && iteration % 2 == 0
      var inside = (lower .< next) .& (next .< upper)
      // A step this small leaves an error of its square, which the refinement squares again.
      let small = (magnitude(step) .<= magnitude(place.offset) * 0x1p-18) .& inside
      if isLate { inside = small }
      if any(.!inside .& open) {
        next.replace(with: middle(lower, upper), where: .!inside)
        inside = (lower .< next) .& (next .< upper)
      }
      let moving = open .& inside .& (here.value .!= 0)
      place.offset.replace(with: next, where: moving)
      open = moving .& .!small
    }
    return place
  }

  /// The rates and weights of roots, after one step with a residual in twice the precision; after more
  /// in lanes whose place was too rough, which happens next to the pole of a leaf that leaks.
  func refined(_ found: Place) -> (rate: Lanes, weight: Lanes) {
    var place = found
    var correction = self.correction(place)
    for _ in 0..<4 {
      // A step this small leaves an error of its square.
      let size = magnitude(correction)
      let rough =
        (size .> magnitude(place.offset) * 0x1p-27) .& (size .< magnitude(place.offset) / 2)
      guard any(rough) else { break }
      place.offset.replace(with: place.offset + correction, where: rough)
      correction.replace(with: self.correction(place), where: rough)
    }
    let offset = WideLanes.sum(place.offset, correction)
    let x = place.base + offset
    var better = Lanes(repeating: 1)
    let corrected = Place(base: place.base, offset: offset.high)
    for index in poles.indices {
      let inverse = 1 / distance(from: corrected, to: index)
      better += poles[index].strength.high * inverse * inverse
    }
    return (x.high.replacing(with: 0, where: x.high .< 0), 1 / better)
  }

  private func correction(_ place: Place) -> Lanes {
    let (f, slope) = residual(place)
    return (f / (1 + slope)).replacing(with: 0, where: place.offset .== 0)
  }

  /// f at a place in twice the precision, and Σ strength / (p - x)².
  private func residual(_ place: Place) -> (f: Lanes, slope: Lanes) {
    let offset = WideLanes(place.offset)
    let x = place.base + offset
    var f = WideLanes(exit) - x
    var slope = Lanes(repeating: 0)
    for index in poles.indices {
      let pole = poles[index]
      // Of the pole that the place is measured from exactly -offset is left.
      let d = (WideLanes(pole.position, pole.positionLow) - place.base) - offset
      let isClose = magnitude(d.high) .< x.high
      let inverse = 1 / d.high
      let near = d * pole.toLeaf - pole.strength
      let far = pole.leak - x * pole.toLeaf
      f = f + far.replacing(with: near, where: isClose).quotient(d, inverse: inverse)
      slope += pole.strength.high * inverse * inverse
    }
    return (f.high, slope)
  }

  private func evaluate(at place: Place, gap: Int) -> Evaluation {
    let x = place.base.high + place.offset
    var f = exit - x
    var left = Lanes(repeating: 0)
    var right = Lanes(repeating: 0)
    for index in poles.indices {
      let pole = poles[index]
      let d = (pole.position - place.base.high) - place.offset
      let inverse = 1 / d
      // Σ k (l - x) may cancel near the pole of a leaf that leaks; the refinement makes up for it.
      f += (pole.leak.high - pole.toLeaf * x) * inverse
      let slope = pole.strength.high * inverse * inverse
      if index < gap { left += slope } else { right += slope }
    }
    return Evaluation(value: f, slopeLeft: left, slopeRight: right)
  }

  /// Distance p - x from a place to a pole.
  @inline(__always)
  private func distance(from place: Place, to index: Int) -> Lanes {
    ((poles[index].position - place.base.high)
      + (poles[index].positionLow - place.base.low)) - place.offset
  }

  func place(_ origin: Int, _ offset: Lanes) -> Place {
    let base =
      origin == 0
      ? WideLanes(Lanes(repeating: 0))
      : WideLanes(poles[origin - 1].position, poles[origin - 1].positionLow)
    return Place(base: base, offset: offset)
  }

  /// First guess and bracket, measured from the nearer end of the gap.
  private func start(in gap: Int) -> (Place, lower: Lanes, upper: Lanes, Evaluation) {
    let zero = Lanes(repeating: 0)
    if gap == poles.count {
      // With a = Σ k + exit - pn the distance t obeys t² - a t - Σ strength <= 0.
      var a = exit - poles[gap - 1].position
      var strength = zero
      for pole in poles {
        a += pole.toLeaf
        strength += pole.strength.high
      }
      let spread = (a * a + 4 * strength).squareRoot()
      let bound = (2 * strength / (spread - a)).replacing(with: (a + spread) / 2, where: a .> 0)
      let start = place(gap, bound)
      return (start, zero, 2 * bound, evaluate(at: start, gap: gap))
    }
    let half = distance(from: place(gap, zero), to: gap) / 2
    let left = place(gap, half)
    let right = place(gap + 1, -half)
    // The same point from either end.
    let middle = evaluate(at: left, gap: gap)
    let isLeft = middle.value .<= 0
    // The rounded half differs by an ulp between the two ends, hence the slightly wider bracket.
    let start = Place(
      base: right.base.replacing(with: left.base, where: isLeft),
      offset: right.offset.replacing(with: half, where: isLeft))
    let lower = (-half * 1.000_001).replacing(with: zero, where: isLeft)
    let upper = zero.replacing(with: half * 1.000_001, where: isLeft)
    return (start, lower, upper, middle)
  }

  /// Roots, relative to `place`, of the model that matches f and f' on either side.
  private func step(from place: Place, gap: Int, _ here: Evaluation) -> Lanes {
    let f = here.value
    if gap == 0 {
      // f ≈ c - η - u / (r - η)
      let r = distance(from: place, to: 0)
      return fallingRoot(Lanes(repeating: -1), -((f + here.slopeRight * r) + r), f * r)
    }
    let l = -distance(from: place, to: gap - 1)
    if gap == poles.count {
      // f ≈ c - η + s / (l + η)
      return fallingRoot(Lanes(repeating: 1), (f - here.slopeLeft * l) - l, f * l)
    }
    // f ≈ c + s / (l + η) - u / (r - η); the slope of -x is booked on the right.
    let r = distance(from: place, to: gap)
    let s = here.slopeLeft * l
    let u = (1 + here.slopeRight) * r
    let c = f - s + u
    return fallingRoot(c, c * (r - l) - s * l - u * r, f * l * r)
  }

  /// The root of -c η² + a η + q at which that polynomial falls through zero, without cancellation.
  @inline(__always)
  private func fallingRoot(_ c: Lanes, _ a: Lanes, _ q: Lanes) -> Lanes {
    let discriminant = a * a + 4 * c * q
    let spread = discriminant.replacing(with: 0, where: discriminant .< 0).squareRoot()
    let isRising = a .> 0
    let numerator = (2 * q).replacing(with: a + spread, where: isRising)
    return numerator / (spread - a).replacing(with: 2 * c, where: isRising)
  }

  /// A point between two bounds of one sign: the geometric mean while they differ by decades.
  private func middle(_ lower: Lanes, _ upper: Lanes) -> Lanes {
    let (a, b) = (magnitude(lower), magnitude(upper))
    var small = a.replacing(with: b, where: b .< a)
    let large = b.replacing(with: a, where: b .< a)
    small.replace(with: .leastNormalMagnitude, where: small .< .leastNormalMagnitude)
    let mean = small.squareRoot() * large.squareRoot()
    let signed = mean.replacing(with: -mean, where: lower .< 0)
    return (lower + (upper - lower) / 2).replacing(with: signed, where: small .< large / 4)
  }

  @inline(__always)
  func magnitude(_ x: Lanes) -> Lanes { x.replacing(with: -x, where: x .< 0) }
}
