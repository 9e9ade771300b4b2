internal import Quantities

extension Tick {
  /// The length of time as a ward says it: ``Tick/duration``, but one hour is `1 h`.
  var words: String {
    self == Tick(flicks: 60 * Tick.perMinute) ? "1 h" : duration
  }
}
