internal import NumericalMethods
internal import Quantities

/// The events of eight subjects of a ``LaggedCourse``, each one's in its own order.
///
/// All memory is allocated when it is made; lanes do not depend on each other.
final class LaneEvents {
  typealias Lanes = SIMD8<Double>
  typealias Mask = SIMDMask<SIMD8<Int64>>
  /// Moments of eight subjects, flicks.
  typealias Moments = SIMD8<Int64>

  private let course: LaggedCourse
  /// Lane by lane: the moments of its events in ascending order, then `.max`; and which they are.
  private let moments: UnsafeMutablePointer<Int64>
  private let order: UnsafeMutablePointer<Int64>
  /// The number of events and one more, so that a lane never runs out of moments.
  private let width: Int
  private var next = Moments(repeating: 0)
  /// The moment of each lane's next event, and its index.
  private var heads = Moments(repeating: .max)
  private var headEvents = Moments(repeating: 0)
  /// By input, the lanes in which it runs.
  private let runs: UnsafeMutablePointer<Mask>
  /// The inputs that run in any lane, ascending.
  private(set) var running: [Int] = []

  init(_ course: LaggedCourse, inputs: Int) {
    self.course = course
    width = course.events.count + 1
    moments = .allocate(capacity: 8 * width)
    moments.initialize(repeating: .max, count: 8 * width)
    order = .allocate(capacity: 8 * width)
    order.initialize(repeating: 0, count: 8 * width)
    runs = .allocate(capacity: max(inputs, 1))
    runs.initialize(repeating: Mask(repeating: false), count: max(inputs, 1))
    running.reserveCapacity(inputs)
  }

  deinit {
    moments.deallocate()
    order.deallocate()
    runs.deallocate()
  }

  /// Puts the events of each lane in order; those after the horizon are left aside.
  ///
  /// Lags move the events of a route together, so an event seldom passes many.
  func sort(_ values: UnsafeMutableBufferPointer<Lanes>) {
    for input in running { runs[input] = Mask(repeating: false) }
    running.removeAll(keepingCapacity: true)
    for lane in 0..<8 {
      let (own, events) = (moments + lane * width, order + lane * width)
      var count = 0
      for (index, event) in course.events.enumerated() {
        let moment = event.moment(values, lane)
        guard moment <= course.horizon else { continue }
        var place = count
        while place > 0, own[place - 1] > moment.flicks {
          own[place] = own[place - 1]
          events[place] = events[place - 1]
          place -= 1
        }
        own[place] = moment.flicks
        events[place] = Int64(index)
        count += 1
      }
      own[count] = .max
      show(lane, 0)
    }
  }

  private func show(_ lane: Int, _ place: Int64) {
    next[lane] = place
    heads[lane] = moments[lane * width + Int(place)]
    headEvents[lane] = order[lane * width + Int(place)]
  }

  /// The moment of each lane's next event in a window, and the lanes that have one; the window's end
  /// in the others.
  func next(in window: LaggedCourse.Window) -> (moments: Moments, exist: Mask) {
    let end = window.end.flicks
    let exist = window.isLast ? heads .<= end : heads .< end
    return (heads.replacing(with: end, where: .!exist), exist)
  }

  /// Takes all events of some lanes at a moment.
  /// - Parameter jump: Called for each input that jumps, with the lanes in which it does.
  func take(_ lanes: Mask, at moments: Moments, jump: (_ input: Int, _ lanes: Mask) -> Void) {
    var due = lanes .& (heads .== moments)
    while any(due) {
      var open = due
      for lane in 0..<8 where open[lane] {
        let same = open .& (headEvents .== headEvents[lane])
        open = open .& .!same
        let event = course.events[Int(headEvents[lane])]
        switch event.change {
        case .jump: jump(event.input, same)
        case .starts: start(event.input, same)
        case .ends: stop(event.input, same)
        }
      }
      for lane in 0..<8 where due[lane] { show(lane, next[lane] + 1) }
      due = due .& (heads .== moments)
    }
  }

  /// The lanes in which an input runs.
  func isRunning(_ input: Int) -> Mask { runs[input] }

  private func start(_ input: Int, _ lanes: Mask) {
    runs[input] = runs[input] .| lanes
    let place = running.firstIndex { $0 >= input } ?? running.endIndex
    if place == running.endIndex || running[place] != input { running.insert(input, at: place) }
  }

  private func stop(_ input: Int, _ lanes: Mask) {
    runs[input] = runs[input] .& .!lanes
    if !any(runs[input]) { running.removeAll { $0 == input } }
  }
}

extension LaggedCourse.Event {
  /// When it happens in a lane.
  ///
  /// What cannot be a lag counts as none here: its lane fails elsewhere.
  fileprivate func moment(
    _ values: UnsafeMutableBufferPointer<SIMD8<Double>>, _ lane: Int
  ) -> Tick {
    guard let lag else { return planned }
    return planned + (Tick(minutes: values[lag][lane]) ?? .zero)
  }
}
