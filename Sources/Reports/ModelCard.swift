internal import Diagnostics
public import Kinetics
internal import Patients
internal import Quantities
internal import Simulation

/// Everything about a model that a reader needs before trusting it, for `titrate show models ID`.
///
/// With a patient every formula has its value; without one the card says which flags give values.
///
/// ```swift
/// print(try ModelCard(bound).text(TextStyle(width: 100)), terminator: "")
/// ```
public struct ModelCard: Hashable, Sendable {
  /// The model.
  public let model: Model
  /// The model with a patient's numbers, when there is a patient.
  public let bound: BoundModel?

  /// A card without values.
  public init(_ model: Model) {
    self.model = model
    bound = nil
  }

  /// A card with one patient's values.
  public init(_ bound: BoundModel) {
    model = bound.model
    self.bound = bound
  }

  /// The card as text, no line wider than the style allows.
  /// - Throws: ``ReportFailure/simulation(_:)`` when the system's half-lives cannot be worked out.
  public func text(_ style: TextStyle = TextStyle()) throws(ReportFailure) -> String {
    var page = ReportContent()
    page.paragraph("\(model.id) · \(model.title)", indent: 0, .heading)
    page.add(parts: try content())
    return Page.text(page, style)
  }

  /// What the card says, without its title.
  func content() throws(ReportFailure) -> ReportContent {
    var page = ReportContent()
    if !model.summary.isEmpty { page.paragraph(model.summary, indent: 0) }
    addPopulation(to: &page)
    addParameters(to: &page)
    addFlows(to: &page)
    if let bound { try addDerived(bound, to: &page) }
    addEffectSites(to: &page)
    addVariability(to: &page)
    addSources(to: &page)
    return page
  }

  private func addPopulation(to page: inout ReportContent) {
    page.heading("For whom")
    for analyte in model.analytes {
      let mass = analyte.molarMass.map { ", \($0)" } ?? ""
      page.item("substance", "\(analyte.name), \(analyte.form)\(mass)")
    }
    let population = model.applicability.population
    page.item("population", population.isEmpty ? "not stated" : population)
    page.item("sampling", model.sampling.words)
    let ranges = model.applicability.text
    page.item("applies to", ranges.isEmpty ? "no range stated" : ranges)
    if let longest = model.applicability.longest { page.item("for at most", "\(longest)") }
    for warning in bound?.warnings ?? [] {
      page.item(warning.severity.rawValue, "\(warning.code): \(warning.message)", .caution)
    }
  }

  private func addParameters(to page: inout ReportContent) {
    page.heading("Equations")
    for parameter in model.parameters {
      page.paragraph("\(parameter.name) = \(parameter.text)")
      let value = bound?.parameters.first { $0.name == parameter.name }
      let shown = value.map { "= \(ReadableValue.text($0.value, $0.dimension)) · " } ?? ""
      page.paragraph(
        "\(shown)\(parameter.evidence.words) · source \(parameter.source)", indent: 6, .quiet)
      if let note = parameter.note { page.paragraph(note, indent: 6, .quiet) }
    }
    if bound == nil {
      let flags = model.flagsForValues
      page.blank()
      page.paragraph(
        flags.isEmpty
          ? "These values hold for every patient."
          : "Add \(flags.joined(separator: " ")) for one patient's values.")
    }
  }

  private func addEffectSites(to page: inout ReportContent) {
    page.heading("Effect sites")
    if model.effectSites.isEmpty { page.paragraph("none published for this model") }
    for site in model.effectSites {
      page.item(site.name, "ke0 = \(site.text), driven by \(site.drivenBy)")
      page.item("", "endpoint: \(site.endpoint)")
      page.item("", "\(site.evidence.words) · source \(site.source)", .quiet)
      if let note = site.note { page.item("", note, .quiet) }
    }
  }

  private func addSources(to page: inout ReportContent) {
    page.heading("Sources")
    for source in model.sources {
      let doi = source.doi.map { ". https://doi.org/\($0)" } ?? ""
      let evidence = source.evidence.map { " (\($0.words))" } ?? ""
      page.item(source.id, "\(source.text)\(doi)\(evidence)")
    }
  }
}

extension Model.Sampling {
  /// Where blood was sampled, in words.
  var words: String {
    switch self {
    case .arterial: "arterial plasma"
    case .venous: "venous plasma"
    case .notStated: "the source does not say whether blood was arterial or venous"
    }
  }
}

extension Model {
  /// The options that give a patient what the formulas need.
  fileprivate var flagsForValues: [String] {
    var flags: Set<String> = []
    for (covariate, _) in covariates() {
      switch covariate {
      case .weight: flags.insert("--weight 82kg")
      case .age: flags.insert("--age 45y")
      case .height: flags.insert("--height 178cm")
      case .female: flags.insert("--sex f")
      case .dosingWeight: flags.insert("--dosing-weight 70kg")
      case .surfaceArea, .surfaceAreaMosteller:
        flags.formUnion(["--weight 82kg", "--height 178cm"])
      case .fatFreeMassAlSallami:
        flags.formUnion(["--weight 82kg", "--height 178cm", "--sex f", "--age 45y"])
      case .idealWeight, .adjustedWeight, .fatFreeMass, .leanMassJames, .leanMassBoer,
        .leanMassHume:
        flags.formUnion(["--weight 82kg", "--height 178cm", "--sex f"])
      }
    }
    return flags.sorted { ($0.count, $0) > ($1.count, $1) }.reversed()
  }
}
