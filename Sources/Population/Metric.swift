/// One number per subject and output, taken from the exact curve and never from the grid.
public enum Metric: Hashable, Sendable {
  /// The highest concentration from zero to the horizon, mg/L.
  case maximum
  /// When it first occurs, min.
  case maximumTime
  /// The area under the concentration from zero to the horizon, mg·min/L.
  case area
  /// The area from zero to infinity, mg·min/L; infinite when drug never leaves.
  case areaToInfinity
  /// For how long the concentration is above a threshold (mg/L) up to the horizon, min.
  case timeAbove(Double)
}

extension Metric {
  /// Whether it needs maxima or crossings, and not only integrals.
  var needsShape: Bool {
    switch self {
    case .maximum, .maximumTime, .timeAbove: true
    case .area, .areaToInfinity: false
    }
  }
}
