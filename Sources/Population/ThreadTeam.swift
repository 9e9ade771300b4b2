internal import Glibc

/// Threads that run one piece of work each and end together.
enum ThreadTeam {
  private final class Task: Sendable {
    let index: Int
    let body: @Sendable (Int) -> Void

    init(_ index: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.index = index
      self.body = body
    }
  }

  /// Runs a piece of work on each of several threads, the first on the calling one, to the end.
  ///
  /// If the system gives no more threads, those there are do the work.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for index in 1..<max(count, 1) {
      var thread = pthread_t()
      let task = Unmanaged.passRetained(Task(index, body))
      let status = pthread_create(
        &thread, nil,
        { argument in
          guard let argument else { return nil }
          let task = Unmanaged<Task>.fromOpaque(argument).takeRetainedValue()
          task.body(task.index)
          return nil
        }, task.toOpaque())
      guard status == 0 else {
        task.release()
        break
      }
      threads.append(thread)
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}
