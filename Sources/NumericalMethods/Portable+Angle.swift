extension Portable {
  /// cos(x) and sin(x), x in radians and at most π/2 in size, each within 3e-16.
  ///
  /// By their series, whose remainders are below 1e-21.
  public static func cosineAndSine(_ x: Double) -> (cosine: Double, sine: Double) {
    let z = -x * x
    var (cosine, sine) = (1.0, 1.0)
    for k in stride(from: 24.0, to: 0, by: -2) {
      cosine = 1 + cosine * z / (k * (k - 1))
      sine = 1 + sine * z / (k * (k + 1))
    }
    return (cosine, sine * x)
  }
}
