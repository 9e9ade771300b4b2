internal import Titrate

/// How long a run may take, counted from when its options were read.
struct TimeLimit: Sendable {
  /// The time is over.
  struct Reached: Error {}

  /// As it was written.
  let text: String
  private let end: Double

  /// Reads the value of `--time-limit`.
  /// - Throws: What a duration throws that is none.
  init(_ text: String) throws(DiagnosticError) {
    let place = CommandLineText.place(ofValue: text, for: "--time-limit")
    do throws(Diagnostic) {
      let duration = try Quantity(parsing: text, as: .duration, at: place)
      self.text = "\(duration)"
      end = BatchProgress.now + duration.canonical * 60
    } catch {
      throw DiagnosticError(error)
    }
  }

  /// Whether there is time left.
  func check() throws(Reached) {
    if BatchProgress.now >= end { throw Reached() }
  }
}
