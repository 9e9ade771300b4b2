internal import Glibc
internal import Titrate

/// What the program writes to: a terminal, or a file or pipe.
enum Terminal {
  /// The width of text for a file or a pipe, which have none of their own.
  static let widthOfPipes = 100

  /// The number of columns of standard output.
  static var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return widthOfPipes }
    return Int(size.ws_col)
  }

  /// The number of columns of standard error, on which progress is told.
  static var errorWidth: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return widthOfPipes
    }
    return Int(size.ws_col)
  }

  /// Whether colours are wanted on a stream: on a terminal that knows them, unless `NO_COLOR` is
  /// set to anything (no-color.org).
  static func showsColours(on descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

extension TextStyle {
  /// The style of standard output.
  static var terminal: TextStyle {
    TextStyle(width: Terminal.width, color: Terminal.showsColours(on: STDOUT_FILENO))
  }
}
