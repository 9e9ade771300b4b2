extension StarSpectrumLanes {
  /// Rates and weights of a star with one leaf: the roots of a quadratic whose discriminant is a sum of
  /// two positive numbers, and whose product is one too.
  func solveTwo(
    _ good: Mask, _ rates: UnsafeMutablePointer<Lanes>, _ weights: UnsafeMutablePointer<Lanes>
  ) {
    let p = poles[0]
    let center = exit + p.toLeaf
    let trace = center + p.position
    let determinant = exit * p.position + p.leak.high
    let difference = center - p.position
    let fast =
      (trace + (difference * difference + 4 * p.strength.high).squareRoot()) / 2
    let slow = determinant / fast
    let isKnown =
      (trace .< 1e90) .& (trace .> 1e-90) .& ((determinant .== 0) .| (determinant .> 1e-280))
    finishLowest(slow, isKnown, good, rates, weights)
    finishHighest(1, fast, isKnown, good, rates, weights)
  }

  /// Rates and weights of a star with two leaves: one root is searched for, the other two have a known
  /// sum and product.
  ///
  /// The sum of all rates is that of all loss rates, and their product is the determinant: sums and
  /// products of positive numbers, so both are right to a few ulp. Where the distance from the pole is
  /// not known well enough from that, the root is searched for too.
  func solveThree(
    _ good: Mask, _ rates: UnsafeMutablePointer<Lanes>, _ weights: UnsafeMutablePointer<Lanes>
  ) {
    (rates[1], weights[1]) = refined(root(in: 1, wanted: good))
    let (p, q) = (poles[0], poles[1])
    let trace = exit + p.toLeaf + p.position + q.toLeaf + q.position
    let determinant =
      exit * p.position * q.position + p.leak.high * q.position + q.leak.high * p.position
    let sum = trace - rates[1]
    let product = determinant / rates[1]
    let square = sum * sum - 4 * product
    let spread = square.replacing(with: 0, where: square .< 0).squareRoot()
    let fast = (sum + spread) / 2
    let slow = product / fast
    // The two are apart, and nothing has left the range of numbers.
    let isKnown =
      (spread .> sum * 0x1p-6) .& (sum .< 1e90) .& (sum .> 1e-90)
      .& ((determinant .== 0) .| (determinant .> 1e-280))

    finishLowest(slow, isKnown, good, rates, weights)
    finishHighest(2, fast, isKnown, good, rates, weights)
  }

  /// The root between zero and the first pole, measured from the nearer one.
  private func finishLowest(
    _ x: Lanes, _ isKnown: Mask, _ good: Mask, _ rates: UnsafeMutablePointer<Lanes>,
    _ weights: UnsafeMutablePointer<Lanes>
  ) {
    let p = poles[0]
    let isNearZero = x .< p.position / 2
    let guess = merged(
      place(1, (x - p.position) - p.positionLow), place(0, x), where: isNearZero)
    finish(0, guess, x, isKnown .& ((guess.offset .< 0) .| isNearZero), good, rates, weights)
  }

  /// The root beyond the last pole.
  private func finishHighest(
    _ gap: Int, _ x: Lanes, _ isKnown: Mask, _ good: Mask, _ rates: UnsafeMutablePointer<Lanes>,
    _ weights: UnsafeMutablePointer<Lanes>
  ) {
    let p = poles[gap - 1]
    let guess = place(gap, (x - p.position) - p.positionLow)
    finish(gap, guess, x, isKnown .& (guess.offset .> 0), good, rates, weights)
  }

  /// Refines a root from a guess, or searches for it in the lanes whose guess is too rough.
  private func finish(
    _ gap: Int, _ guess: Place, _ x: Lanes, _ isKnown: Mask, _ good: Mask,
    _ rates: UnsafeMutablePointer<Lanes>, _ weights: UnsafeMutablePointer<Lanes>
  ) {
    // A guess within a few ulp of x is then within 2^-30 of the offset, and the refinement squares that.
    let isClose = isKnown .& (magnitude(guess.offset) .>= x * 0x1p-18)
    let rough = good .& .!isClose
    let place = any(rough) ? merged(guess, root(in: gap, wanted: rough), where: rough) : guess
    (rates[gap], weights[gap]) = refined(place)
  }

  func merged(_ a: Place, _ b: Place, where mask: Mask) -> Place {
    Place(
      base: a.base.replacing(with: b.base, where: mask),
      offset: a.offset.replacing(with: b.offset, where: mask))
  }
}
