internal import Glibc

/// Turns the signal that a closed pipe raises into the error number `EPIPE`, for one call and in
/// one thread; the process's own handling of signals is left as it is.
enum BrokenPipeGuard {
  /// Runs a call that gives an error number or zero.
  static func run(_ call: () -> Int32) -> Int32 {
    var pipe = sigset_t()
    var pending = sigset_t()
    var old = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    sigpending(&pending)
    let wasPending = sigismember(&pending, SIGPIPE) == 1
    pthread_sigmask(SIG_BLOCK, &pipe, &old)
    let code = call()
    if code == EPIPE, !wasPending {
      // Take our own signal away before it can be delivered.
      var now = timespec(tv_sec: 0, tv_nsec: 0)
      while sigtimedwait(&pipe, nil, &now) == -1, errno == EINTR {}
    }
    pthread_sigmask(SIG_SETMASK, &old, nil)
    return code
  }
}
