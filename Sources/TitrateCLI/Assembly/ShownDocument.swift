internal import Titrate

/// One document of the library, or of the user, as `show` prints it.
struct ShownDocument {
  private let shelf: Library.Shelf
  private let document: LoadedText

  init(_ name: String, on shelf: Library.Shelf, of library: Library) throws(Diagnostic) {
    self.shelf = shelf
    let place = CommandLineText.current.place(of: name)
    let isFile =
      name == LoadedText.standardInput || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    document =
      try isFile
      ? LoadedText(reading: name) : library.text(of: name, on: shelf, mentioned: place)
  }

  /// The text, and what there is to warn about.
  func text(
    for patient: Patient, effectSite: String?, style: TextStyle
  ) throws(DiagnosticError) -> (text: String, warnings: [Diagnostic]) {
    switch shelf {
    case .models:
      let model = try ModelDocument.read(text: document.text, file: document.path)
      let card = try model.card(for: patient, effectSite: effectSite, style: style)
      return (card.text, model.variability.implausibleSpreads + card.warnings)
    case .protocols:
      let summary = try ProtocolDocument.summary(text: document.text, file: document.path)
      return (settings(of: summary, style) + document.text, [])
    case .limits:
      let set = try LimitDocument.read(text: document.text, file: document.path)
      return (LimitCard(set).text(style), [])
    case .landmarks:
      let set = try LandmarkDocument.read(text: document.text, file: document.path)
      return (table(of: set).text(style), [])
    case .studies:
      _ = try StudyDocument.read(text: document.text, file: document.path)
      return (document.text, [])
    }
  }

  /// The values that a protocol needs, above its own text.
  private func settings(of summary: ProtocolSummary, _ style: TextStyle) -> String {
    guard !summary.settings.isEmpty else { return "" }
    let table = ListTable(
      headings: ["--set", "VALUE", "MEANING"],
      rows: summary.settings.map { [$0.name, $0.allowedText, $0.meaning] })
    return table.text(style) + "\n"
  }

  private func table(of set: LandmarkSet) -> ListTable {
    ListTable(
      headings: ["CONCENTRATION", "NAME", "EVIDENCE", "SOURCE AND WHAT IT SAYS"],
      rows: set.landmarks.map { mark in
        let range = mark.upper.map { " to \($0)" } ?? mark.spread.map { " ± \($0)" } ?? ""
        let source = set.sources.first { $0.id == mark.source }?.text ?? mark.source
        return [
          mark.lower.description + range, mark.name, mark.evidence.rawValue,
          "\(source). \(mark.note)",
        ]
      })
  }
}
