internal import Diagnostics
internal import Dosing
internal import Kinetics
internal import Quantities

extension PreviewReport {
  /// Which model a drug's curve comes from, and whether it was made for such a patient.
  func addModel(_ drug: SimulatedDrug, to page: inout ReportContent) {
    let model = drug.model.model
    page.heading(drugs.count > 1 ? "Model for \(drug.name)" : "Model")
    page.item(model.id, model.title)
    page.item("sampling", model.sampling.words)
    drug.addCard(to: &page)
    drug.addSaturation(to: &page)
    if let site = model.effectSites.first(where: { $0.name == drug.model.effectSite }) {
      page.item("effect site", "\(site.name): \(site.endpoint)")
      page.item("", "ke0 = \(site.text); \(model.citation(site.source)); \(site.evidence.words)")
    } else {
      let names = model.effectSites.map(\.name).joined(separator: ", ")
      page.item(
        "effect site", names.isEmpty ? "none published" : "none chosen; published: \(names)")
    }
    addApplicability(drug, to: &page)
  }

  private func addApplicability(_ drug: SimulatedDrug, to page: inout ReportContent) {
    let applicability = drug.model.model.applicability
    let ranges = applicability.text
    if drug.model.warnings.isEmpty {
      page.item(
        "applies", ranges.isEmpty ? "the model states no range" : applicability.comparedText)
    }
    for warning in drug.model.warnings {
      let expected = warning.expected.map { "; expected \($0)" } ?? ""
      page.item(
        warning.severity.rawValue,
        "\(warning.code): \(warning.message)\(expected). Help: \(warning.remedy)", .caution)
    }
    if let longest = applicability.longest {
      let isPast = Tick(longest).map { schedule.end > $0 } ?? false
      let course = isPast ? "; this course ends at \(schedule.end.clock)" : ""
      page.item(
        isPast ? "warning" : "holds until",
        "\(longest) after the start: nothing later was studied, and every later value or time is "
          + "an extrapolation\(course)", .caution)
    }
  }
}

extension Model.Applicability {
  /// The ranges in one line.
  var text: String {
    let text = ranges.map { "\($0.covariate) \($0.lower) to \($0.upper)" }.joined(separator: ", ")
    return evidence == .assumption && !text.isEmpty
      ? text + " (a choice of the file's author)" : text
  }
}

extension Model {
  /// A source in one line, with its identifier.
  func citation(_ id: String) -> String {
    guard let source = sources.first(where: { $0.id == id }) else { return id }
    return source.doi.map { "\(source.text), doi:\($0)" } ?? source.text
  }
}

extension Evidence {
  /// How well a number was seen, in words that stand alone.
  var words: String {
    switch self {
    case .abstract: "seen in the abstract or label"
    case .twoSources: "two transcriptions agree"
    case .oneSource: "one transcription"
    case .weakSource: "a page without a named author"
    case .calculated: "calculated from published numbers"
    case .assumption: "an assumption of the file's author"
    }
  }
}
