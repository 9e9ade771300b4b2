/// The characteristic equation of a star, in a form whose roots can be found to the last bit.
///
/// With x a decay rate, k the rate from the center to a leaf, l the leaf's own exit and p its
/// total loss rate,
///
///     f(x) = exit - x + Σ k (l - x) / (p - x)
///
/// falls strictly from +∞ to -∞ between any two neighbouring poles p, so every gap (0, p1),
/// (p1, p2) ... (pn, ∞) holds exactly one root. The unknown is the *distance* to the nearest
/// pole, so that p - x never cancels (Golub 1973, doi:10.1137/1015032).
struct SecularEquation {
  /// All leaves that lose at one common rate.
  struct Pole {
    /// Loss rate p of the leaves.
    var position: DoubleDouble

    /// Σ k, the rate from the center to these leaves.
    var toLeaf: DoubleDouble

    /// Σ k l, what leaks out of them.
    var leak: DoubleDouble

    /// Σ k (p - l), positive; the residue at the pole.
    var strength: DoubleDouble
  }

  /// Where a root lies: `origin` is the index of a pole, or nil for x = 0.
  struct Place {
    var origin: Int?
    var offset: Double
  }

  /// f and the two halves of -f' at one place.
  struct Evaluation {
    var value: Double
    var slopeLeft: Double
    var slopeRight: Double
  }

  var exit: DoubleDouble
  /// Ascending, no two equal.
  var poles: [Pole]

  /// Position of a place on the axis of rates.
  func position(_ place: Place) -> DoubleDouble {
    base(place.origin) + DoubleDouble(place.offset)
  }

  /// Distance p - x from a place to a pole, with full relative accuracy.
  func distance(from place: Place, to pole: Int) -> DoubleDouble {
    if place.origin == pole { return DoubleDouble(-place.offset) }
    return (poles[pole].position - base(place.origin)) - DoubleDouble(place.offset)
  }

  /// f at a place; poles below `gap` count as lying to the left.
  func evaluate(at place: Place, gap: Int) -> Evaluation {
    let x = position(place)
    var f = exit - x
    var left = 0.0
    var right = 0.0
    for index in poles.indices {
      let pole = poles[index]
      let d = distance(from: place, to: index)
      // Σ k (l - x) in the form that does not cancel: close to the pole by way of p - x.
      let isClose = abs(d.high) < x.high
      let flow = isClose ? pole.toLeaf * d - pole.strength : pole.leak - pole.toLeaf * x
      f = f + flow / d
      let slope = pole.strength.high / d.high / d.high
      if index < gap { left += slope } else { right += slope }
    }
    return Evaluation(value: f.high, slopeLeft: left, slopeRight: right)
  }

  /// The weight 1 / (1 + Σ k (p - l) / (p - x)²) of the root at a place.
  func weight(at place: Place) -> Double {
    let slopes = evaluate(at: place, gap: poles.count)
    return 1 / (1 + slopes.slopeLeft)
  }

  private func base(_ origin: Int?) -> DoubleDouble {
    guard let origin else { return DoubleDouble(0) }
    return poles[origin].position
  }
}
