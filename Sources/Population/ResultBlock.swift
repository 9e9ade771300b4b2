/// The results of consecutive subjects, as a sink sees them; valid only during the call.
///
/// Concentrations stand in tiles of eight subjects: for each tile the outputs, for each output the
/// moments, for each moment one vector of eight lanes.
public struct ResultBlock {
  /// The numbers of the subjects.
  public let subjects: Range<Int>
  /// How many outputs were asked for.
  public let outputs: Int
  /// How many moments were asked for.
  public let times: Int
  /// How many metrics were asked for.
  public let metrics: Int
  /// The concentrations, mg/L.
  let concentrations: UnsafePointer<SIMD8<Double>>
  let metricValues: UnsafePointer<SIMD8<Double>>

  /// How many tiles of eight subjects there are; the last may be partly filled.
  public var tiles: Int { (subjects.count + 7) / 8 }

  /// The number of subjects in a tile, 1 to 8.
  public func count(inTile tile: Int) -> Int { min(8, subjects.count - 8 * tile) }

  /// The concentrations of a tile's subjects at all moments, mg/L.
  public func concentrations(tile: Int, output: Int) -> UnsafeBufferPointer<SIMD8<Double>> {
    UnsafeBufferPointer(
      start: concentrations + (tile * outputs + output) * times, count: times)
  }

  /// The concentration of one subject, counted from the first of the block, mg/L.
  public func concentration(subject: Int, output: Int, time: Int) -> Double {
    concentrations[((subject / 8) * outputs + output) * times + time][subject % 8]
  }

  /// A metric of one subject, counted from the first of the block, in the metric's unit.
  public func metric(_ metric: Int, subject: Int, output: Int) -> Double {
    metricValues[((subject / 8) * outputs + output) * metrics + metric][subject % 8]
  }
}
