internal import Titrate

/// The value of `--across`.
enum WeightSpan {
  private static let name = "weight="

  /// Reads `weight=35kg..160kg`.
  /// - Throws: `T8011` for anything that does not start with `weight=`, what is wrong with the
  ///   range, and `T3103` for a weight that no human being has.
  static func read(_ text: String) throws(DiagnosticError) -> QuantityRange {
    let place = CommandLineText.place(ofValue: text, for: "--across")
    guard text.hasPrefix(name) else {
      throw DiagnosticError(
        Diagnostic(
          .badAssignment, at: place, "`\(text.shortened())` does not say what is varied",
          expected: "weight=35kg..160kg",
          remedy: "write `weight=` and two weights with `..` between"))
    }
    do throws(Diagnostic) {
      let range = try QuantityRange(
        parsing: String(text.dropFirst(name.count)), as: .weight,
        at: place.advanced(by: name.count))
      for end in [range.lower, range.upper] {
        if let fault = Patient.Measure.weight.impossibility(of: end, at: place) { throw fault }
      }
      return range
    } catch {
      throw DiagnosticError(error)
    }
  }
}
