internal import Glibc
internal import Synchronization

/// What the threads of a run share: which block is next, whose turn it is to append, and how it ends.
final class SharedWork: Sendable {
  let subjects: Range<Int>
  let blockSize: Int
  let blocks: Int

  private struct State {
    var next = 0
    var appended = 0
    var summary = RunSummary()
    /// The error of the smallest block, so that it does not depend on which thread was first.
    var failure: (block: Int, error: any Error)?
  }

  private let state = Mutex(State())
  private let turn = TurnSignal()

  init(_ subjects: Range<Int>, blockSize: Int) {
    self.subjects = subjects
    self.blockSize = blockSize
    blocks = (subjects.count + blockSize - 1) / blockSize
  }

  var summary: RunSummary { state.withLock { $0.summary } }
  var failure: (any Error)? { state.withLock { $0.failure?.error } }

  /// Claims the next block; nothing when all are claimed or the run has failed.
  func claim() -> Int? {
    state.withLock { state in
      guard state.failure == nil, state.next < blocks else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  /// The subjects of a block.
  func subjects(_ block: Int) -> Range<Int> {
    let start = subjects.lowerBound + block * blockSize
    return start..<min(start + blockSize, subjects.upperBound)
  }

  /// Waits until all earlier blocks have been appended.
  /// - Returns: Whether the block may be appended: no earlier block has failed.
  func waitForTurn(_ block: Int) -> Bool {
    turn.wait {
      state.withLock { $0.appended == block || $0.failure.map { $0.block < block } == true }
    }
    return state.withLock { $0.failure == nil }
  }

  /// Notes that a block is done.
  func finish(_ summary: RunSummary) {
    state.withLock {
      $0.appended += 1
      $0.summary.add(summary)
    }
    turn.signal()
  }

  /// Notes that a block has failed.
  func fail(_ block: Int, _ error: any Error) {
    state.withLock {
      if block < $0.failure?.block ?? .max { $0.failure = (block, error) }
    }
    turn.signal()
  }
}

/// A condition that several threads wait for.
private final class TurnSignal: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init() {
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func wait(until isReady: () -> Bool) {
    pthread_mutex_lock(mutex)
    while !isReady() { pthread_cond_wait(condition, mutex) }
    pthread_mutex_unlock(mutex)
  }

  func signal() {
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}
