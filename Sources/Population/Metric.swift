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
  /// The half-life of the last phase, min: ln 2 over the slowest rate at which the concentration
  /// decays after these doses.
  case terminalHalfLife
  /// For how long drug stays on its way from where it was given through the output, min: AUMC/AUC less
  /// the mean time of giving.
  case meanResidenceTime
  /// What reached the body over the area to infinity, L/min.
  case clearance
  /// Clearance times mean residence time, L.
  case steadyStateVolume
}

extension Metric {
  /// Whether it needs maxima or crossings, and not only integrals.
  var needsShape: Bool {
    switch self {
    case .maximum, .maximumTime, .timeAbove: true
    default: false
    }
  }

  /// Whether it is an integral of the concentration.
  var isArea: Bool { self == .area || self == .areaToInfinity }

  /// Whether it describes what becomes of drug once it is given, whenever that is.
  var isDisposition: Bool {
    switch self {
    case .terminalHalfLife, .meanResidenceTime, .clearance, .steadyStateVolume: true
    default: false
    }
  }
}
