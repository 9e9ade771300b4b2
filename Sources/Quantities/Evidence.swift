/// How well a published number was seen before it was put into a file.
public enum Evidence: String, Hashable, Sendable, CaseIterable {
  /// Seen in the primary paper's own abstract, or in the text of a product label.
  case abstract
  /// Two or more independent transcriptions agree; the primary table was not seen.
  case twoSources = "two sources"
  /// Exactly one secondary transcription was seen.
  case oneSource = "one source"
  /// Only a page without a named author or of a clinic's own advertising was seen.
  case weakSource = "weak source"
  /// Worked out by arithmetic from other tagged numbers.
  case calculated
  /// A convention or choice of this project, not a published number.
  case assumption
}
