internal import Glibc
internal import Titrate

/// Ends a run when the process is asked to end, so that nothing partial is left behind.
///
/// While it exists, SIGTERM, SIGINT and SIGHUP wait until somebody asks whether one came; threads
/// that are started meanwhile let them wait too.
struct Interruption: ~Copyable {
  /// A signal came.
  struct Requested: Error {
    let signal: Int32
  }

  private static let signals = [SIGTERM, SIGINT, SIGHUP]
  private var old = sigset_t()

  init() {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in Self.signals { sigaddset(&set, signal) }
    // Whoever reads the progress may leave; the run goes on.
    sigaddset(&set, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &set, &old)
  }

  deinit {
    Self.discard(SIGPIPE)
    var old = old
    pthread_sigmask(SIG_SETMASK, &old, nil)
  }

  /// Whether a signal waits.
  static func check() throws(Requested) {
    var pending = sigset_t()
    sigpending(&pending)
    for signal in signals where sigismember(&pending, signal) == 1 {
      throw Requested(signal: signal)
    }
  }

  /// Takes the signal away, so that the process ends with a status of its own.
  static func take(_ request: Requested) -> ExitStatus {
    discard(request.signal)
    return request.signal == SIGINT ? .interrupted : .terminated
  }

  private static func discard(_ signal: Int32) {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, signal)
    var now = timespec(tv_sec: 0, tv_nsec: 0)
    while sigtimedwait(&set, nil, &now) == -1, errno == EINTR {}
  }
}
