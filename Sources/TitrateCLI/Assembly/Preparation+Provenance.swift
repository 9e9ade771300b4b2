internal import Titrate

extension Preparation {
  /// How a report on this was made.
  /// - Parameter others: What was read beside the protocol and the models.
  func provenance(with others: [LoadedText] = []) -> ReportProvenance {
    var sources = [
      ReportProvenance.Source(role: "protocol", name: plan.dosing.id, sha256: plan.text.sha256)
    ]
    sources += models.map {
      ReportProvenance.Source(role: "model", name: $0.model.id, sha256: $0.text.sha256)
    }
    sources += others.map {
      ReportProvenance.Source(role: "also read", name: $0.shortName, sha256: $0.sha256)
    }
    return ReportProvenance(
      command: CommandLineText.current.line, version: version,
      methods: drugs.map { "\($0.name) by \($0.curve.method.rawValue)" }, sources: sources)
  }
}

extension LoadedText {
  /// The last two parts of the path, which name a file of the library on any machine.
  var shortName: String { path.split(separator: "/").suffix(2).joined(separator: "/") }
}
