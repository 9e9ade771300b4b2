/// Eight subjects' pieces between events, in one window of a ``LaggedCourse``.
///
/// Piece `k` of a lane lies between its own `k`-th event and the next; lanes with fewer events have
/// pieces of no length at the end. All memory is allocated when it is made.
final class LanePieces {
  typealias Lanes = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>
  typealias Moments = SIMD8<Int64>

  /// The number of nodes in a row: sources (what flows in), then live nodes (what is there).
  let width: Int
  private(set) var count = 0
  /// When each piece starts, flicks.
  private let starts: UnsafeMutablePointer<Moments>
  /// The index of the first moment observed in each piece or after it; `.max` for none, in the first
  /// piece, and where a lane has no such piece.
  private let landings: UnsafeMutablePointer<Moments>
  /// A row for the start of each piece, and one for that first moment.
  private let states: UnsafeMutablePointer<Lanes>
  private let landed: UnsafeMutablePointer<Lanes>
  /// The row of each lane's current piece, its start, and which piece it is.
  let current: UnsafeMutablePointer<Lanes>
  private(set) var currentStarts = Moments(repeating: 0)
  private var places = Moments(repeating: 0)
  /// The index of the moment at which the next lane enters its next piece; `.max` when none does.
  private(set) var nextLanding = Int.max

  init(most: Int, width: Int) {
    self.width = width
    starts = .allocate(capacity: most)
    landings = .allocate(capacity: most)
    starts.initialize(repeating: Moments(repeating: 0), count: most)
    landings.initialize(repeating: Moments(repeating: 0), count: most)
    states = .allocate(capacity: (2 * most + 1) * width)
    states.initialize(repeating: Lanes(repeating: 0), count: (2 * most + 1) * width)
    landed = states + most * width
    current = landed + most * width
  }

  deinit {
    starts.deallocate()
    landings.deallocate()
    states.deallocate()
  }

  func removeAll() { count = 0 }

  var isEmpty: Bool { count == 0 }

  /// Adds a piece; its rows are still to be written.
  func append(start: Moments, landing: Moments) {
    starts[count] = start
    landings[count] = landing
    count += 1
  }

  /// The rows of the piece added last.
  var lastState: UnsafeMutablePointer<Lanes> { states + (count - 1) * width }
  var lastLanded: UnsafeMutablePointer<Lanes> { landed + (count - 1) * width }

  /// Goes back to every lane's first piece.
  func rewind() {
    places = Moments(repeating: 0)
    currentStarts = starts[0]
    for node in 0..<width { current[node] = states[node] }
    findNext()
  }

  /// Takes the lanes whose next pieces begin up to a moment into the last of these.
  /// - Returns: Those lanes.
  func enter(_ moment: Int) -> Mask {
    var entered = Mask(repeating: false)
    guard nextLanding <= moment else { return entered }
    for lane in 0..<8 {
      var place = Int(places[lane])
      while place + 1 < count, landings[place + 1][lane] <= moment { place += 1 }
      guard place != Int(places[lane]) else { continue }
      places[lane] = Int64(place)
      currentStarts[lane] = starts[place][lane]
      copy(states + place * width, to: current, lane)
      entered[lane] = true
    }
    findNext()
    return entered
  }

  /// Writes what some lanes hold at the first moment in their current pieces.
  func land(_ lanes: Mask, _ nodes: Range<Int>, to state: UnsafeMutablePointer<Lanes>) {
    for lane in 0..<8 where lanes[lane] {
      let row = landed + Int(places[lane]) * width
      for node in nodes { state[node][lane] = row[node][lane] }
    }
  }

  private func copy(
    _ row: UnsafeMutablePointer<Lanes>, to target: UnsafeMutablePointer<Lanes>, _ lane: Int
  ) {
    for node in 0..<width { target[node][lane] = row[node][lane] }
  }

  private func findNext() {
    nextLanding = .max
    for lane in 0..<8 {
      let place = Int(places[lane]) + 1
      if place < count { nextLanding = min(nextLanding, Int(landings[place][lane])) }
    }
  }
}
