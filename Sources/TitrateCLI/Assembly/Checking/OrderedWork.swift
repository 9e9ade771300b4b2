internal import Dispatch
internal import Synchronization

/// Does the same to each of many values on all cores; results come in the order of the values, so
/// that nothing depends on how the work was divided.
enum OrderedWork {
  static func map<Value: Sendable, Result: Sendable>(
    _ values: [Value], _ transform: @Sendable (Value) -> Result
  ) -> [Result] {
    // Several stretches for each core even out stretches of unequal work.
    let size = max(1, values.count / 64)
    let stretches = (values.count + size - 1) / size
    let done = Mutex([Int: [Result]]())
    DispatchQueue.concurrentPerform(iterations: stretches) { index in
      let results = values[(index * size)..<min(values.count, (index + 1) * size)].map(transform)
      done.withLock { $0[index] = results }
    }
    return done.withLock { results in (0..<stretches).flatMap { results[$0] ?? [] } }
  }
}
