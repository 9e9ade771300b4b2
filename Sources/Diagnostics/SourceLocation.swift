/// A place in a text a person wrote: a file, a phrase on the command line, or an option's value.
public struct SourceLocation: Hashable, Sendable {
  /// The file's path as the user wrote it, or a name in angle brackets such as `<phrase>`.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The column in Unicode scalars, counted from 1.
  public var column: Int
  /// How many columns the place spans; at least 1.
  public var length: Int
  /// The whole line of text, kept so that a diagnostic can show it without reading the file again.
  public var lineText: String?

  /// Makes a location; a line, column or length below 1 counts as 1.
  public init(file: String, line: Int, column: Int, length: Int = 1, lineText: String? = nil) {
    self.file = file
    self.line = max(1, line)
    self.column = max(1, column)
    self.length = max(1, length)
    self.lineText = lineText
  }

  /// The part of this place that starts `offset` columns further right.
  public func advanced(by offset: Int, length: Int = 1) -> SourceLocation {
    SourceLocation(
      file: file, line: line, column: column + offset, length: length, lineText: lineText)
  }
}
