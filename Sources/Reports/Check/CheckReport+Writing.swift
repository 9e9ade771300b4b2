extension CheckReport {
  /// The form in which a report is written.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// For people.
    case text
    /// `titrate/check-1`, for programs.
    case json
    /// XML of JUnit, for servers that show tests.
    case junit
    /// SARIF 2.1.0, for servers that show findings of static analysis.
    case sarif
    /// Workflow commands of GitHub Actions, which mark lines of changed files.
    case github
  }

  /// How a report is written.
  public struct Options: Hashable, Sendable {
    /// The layout of text for people.
    public var style: TextStyle
    /// Whether text for people lists every rule that passes and every step a pump changes.
    public var verbose: Bool
    /// Whether text for people has the diagnostics of files; not when they were shown before.
    public var showsDiagnostics: Bool
    /// Whether text for people has a line for each file; not where the only one is known.
    public var showsFiles: Bool

    /// Makes options.
    public init(
      style: TextStyle = TextStyle(), verbose: Bool = false, showsDiagnostics: Bool = true,
      showsFiles: Bool = true
    ) {
      self.style = style
      self.verbose = verbose
      self.showsDiagnostics = showsDiagnostics
      self.showsFiles = showsFiles
    }
  }

  /// Writes the report; the same report gives the same bytes.
  ///
  /// - Parameters:
  ///   - format: The form.
  ///   - options: How text for people is written; the other forms have no choices.
  ///   - sink: Takes the next bytes.
  /// - Throws: What the sink throws; what it has taken by then is incomplete.
  public func write(
    as format: Format, _ options: Options = Options(),
    to sink: ([UInt8]) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    let capacity = 1 << 16
    var bytes: [UInt8] = []
    bytes.reserveCapacity(capacity + 4096)
    func emit(_ text: String) throws(OutputFailure) {
      bytes.append(contentsOf: text.utf8)
      guard bytes.count >= capacity else { return }
      try sink(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    switch format {
    case .text: try writeText(options, emit)
    case .json: try writeJSON(emit)
    case .junit: try writeJUnit(emit)
    case .sarif: try writeSARIF(emit)
    case .github: try writeAnnotations(emit)
    }
    try sink(bytes)
  }

  /// The whole report as one text.
  public func rendered(as format: Format, _ options: Options = Options()) -> String {
    var bytes: [UInt8] = []
    do {
      try write(as: format, options) { (more) throws(OutputFailure) in bytes += more }
    } catch {
      // An array takes everything.
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
