internal import Diagnostics
internal import Limits

extension CheckReport {
  /// The report as workflow commands of GitHub Actions, then the count as plain text.
  ///
  /// A hard finding is an error and a soft one a warning; one that is accepted, has no say or is
  /// expected is a notice. GitHub shows the first ten of each kind and step, so errors are written first.
  func writeAnnotations(
    _ emit: (String) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    let annotations = files.flatMap { entry in
      entry.file.diagnostics.map(Annotation.init)
        + entry.cases.flatMap { kept in
          findings(of: kept).map { Annotation($0) }
            + [mismatch(kept)].compactMap { $0 }
            .map(Annotation.init)
        }
    }
    for level in Annotation.Level.allCases {
      for annotation in annotations where annotation.level == level {
        try emit(annotation.line(root: root))
      }
    }
    let load = load
    try emit("titrate check: \(load.cases) case\(load.cases == 1 ? "" : "s"): \(load.words)\n")
  }

  private struct Annotation {
    enum Level: String, CaseIterable {
      case error, warning, notice

      init(_ severity: Diagnostic.Severity) {
        switch severity {
        case .error: self = .error
        case .warning: self = .warning
        case .note: self = .notice
        }
      }
    }

    let level: Level
    let location: SourceLocation?
    let title: String
    let message: String

    init(_ diagnostic: Diagnostic) {
      level = Level(diagnostic.severity)
      location = diagnostic.location
      title = "\(diagnostic.code) \(diagnostic.code.title)"
      let expected = diagnostic.expected.map { "\nexpected: \($0)" } ?? ""
      message = "\(diagnostic.message)\(expected)\nhelp: \(diagnostic.remedy)"
    }

    init(_ finding: Finding) {
      level = Level(finding.level)
      location = finding.location
      title = "\(finding.severity.rawValue) limit \(finding.set.id)/\(finding.subject.id)"
      message =
        "\(finding.kept.protocolID) · \(finding.kept.patientText): \(finding.message)\n"
        + "source: \(finding.subject.sourceText)"
    }

    func line(root: String?) -> String {
      var properties: [String] = []
      if let location, let path = ReportedPath(location.file, root: root).path {
        properties.append("file=\(Self.property(path))")
        properties.append("line=\(location.line)")
        properties.append("col=\(location.column)")
        // The end column belongs to the place.
        properties.append("endColumn=\(location.column + location.length - 1)")
      }
      properties.append("title=\(Self.property(title))")
      return "::\(level.rawValue) \(properties.joined(separator: ","))::\(Self.data(message))\n"
    }

    /// Escapes as the runner reads them back; other control characters become visible.
    private static func data(_ text: String) -> String {
      text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
        .printable
    }

    private static func property(_ text: String) -> String {
      data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
  }
}
