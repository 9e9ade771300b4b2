public import Dosing
internal import Kinetics
public import Limits
public import Patients
public import Quantities
internal import Simulation

/// The screen that a provider reads before a protocol is used: one patient, one or more drugs.
///
/// Every concentration, time and area is the curve's own, rounded by ``NumberFormat``; nothing is
/// cut off and nothing is assumed without being said in the last section.
///
/// ```swift
/// let report = PreviewReport(
///   protocolID: "depression-40-min", protocolTitle: "Ketamine for depression, 40 min",
///   patient: patient, schedule: schedule, drugs: [drug])
/// print(try report.text(TextStyle(width: 100)), terminator: "")
/// ```
public struct PreviewReport: Sendable {
  /// The name by which the protocol is found.
  public var protocolID: String
  /// One line that says what it is.
  public var protocolTitle: String
  /// What a reader should know before using it.
  public var protocolSummary: String
  /// Who receives it.
  public var patient: Patient
  /// What is given, all drugs together.
  public var schedule: Schedule
  /// The drugs that have a model, in the protocol's order.
  public var drugs: [SimulatedDrug]
  /// Concentrations to compare with.
  public var landmarks: [Landmark]
  /// Whether sessions that repeat an earlier one are written out all the same.
  public var allSteps: Bool
  /// Whether landmarks are drawn in charts of characters; those of pictures always have them.
  public var drawsLandmarks: Bool
  /// The end of the chart; chosen from the curves when absent.
  public var until: Tick?
  /// What else was assumed before this report was made, one sentence each.
  public var remarks: [String]
  /// What sets of limits say of the schedule; nothing when none was asked.
  public var judgements: [Judgement]?
  /// What is declared of the patient for limits.
  public var context = ClinicalContext()
  /// What the library holds to judge the drugs by that no set was asked about.
  public var unasked: [UnaskedLimits] = []
  /// The drugs that have no curve although a model was chosen.
  public var missingCurves: [MissingCurve] = []
  /// The same drugs under other models, for the band in which the models disagree.
  public var alternatives: [SimulatedDrug] = []
  /// Whether the model cards and the way to make the report again belong to it.
  public var isFull = false
  /// How to make the report again; part of a full report.
  public var provenance = ReportProvenance()

  /// Gathers what a preview shows.
  public init(
    protocolID: String, protocolTitle: String, protocolSummary: String = "", patient: Patient,
    schedule: Schedule, drugs: [SimulatedDrug], landmarks: [Landmark] = [], allSteps: Bool = false,
    drawsLandmarks: Bool = false, until: Tick? = nil, remarks: [String] = [],
    judgements: [Judgement]? = nil
  ) {
    self.protocolID = protocolID
    self.protocolTitle = protocolTitle
    self.protocolSummary = protocolSummary
    self.patient = patient
    self.schedule = schedule
    self.drugs = drugs
    self.landmarks = landmarks
    self.allSteps = allSteps
    self.drawsLandmarks = drawsLandmarks
    self.until = until
    self.remarks = remarks
    self.judgements = judgements
  }

  /// The report as text, no line wider than the style allows.
  /// - Throws: ``ReportFailure/simulation(_:)`` when a curve has no value.
  public func text(_ style: TextStyle = TextStyle()) throws(ReportFailure) -> String {
    Page.text(try content(), style)
  }

  /// What the report says, for whichever way it is shown.
  /// - Throws: ``ReportFailure/simulation(_:)`` when a curve has no value.
  public func content() throws(ReportFailure) -> ReportContent {
    var content = ReportContent()
    do {
      addTitle(to: &content)
      addPatient(to: &content)
      for drug in drugs { addModel(drug, to: &content) }
      for missing in missingCurves {
        content.heading("No curve for \(missing.drug)")
        content.paragraph(missing.words, .caution)
      }
      try addSchedule(to: &content)
      addFindings(to: &content)
      for drug in drugs {
        try addPeaks(drug, to: &content)
        try addOtherModels(drug, to: &content)
      }
      for missing in missingCurves {
        content.heading("Totals: \(missing.drug)")
        addTotals(missing.drug, to: &content)
      }
      for drug in drugs { try addLandmarks(drug, to: &content) }
      try addCharts(to: &content)
      addRemarks(to: &content)
    } catch {
      throw .simulation(error)
    }
    if isFull {
      try drugs.addModelCards(to: &content)
      provenance.add(to: &content)
    }
    return content
  }

  private func addTitle(to page: inout ReportContent) {
    page.paragraph("\(protocolID) · \(protocolTitle)", indent: 0, .heading)
    page.paragraph(
      "Decision support for education and research; not a prescription.", indent: 0, .quiet)
    if !protocolSummary.isEmpty { page.paragraph(protocolSummary, indent: 0) }
  }

  /// The landmarks of the substances that a drug's model describes.
  func landmarks(for drug: SimulatedDrug) -> [Landmark] {
    landmarks.filter { landmark in
      drug.curve.outputs.contains { $0.analyte == landmark.analyte }
    }
  }
}

extension [SimulatedDrug] {
  /// The whole card of every model, each once.
  func addModelCards(to content: inout ReportContent) throws(ReportFailure) {
    for (index, drug) in enumerated()
    where !prefix(index).contains(where: { $0.model.model == drug.model.model }) {
      content.heading("Model card: \(drug.model.model.id)")
      content.add(parts: try ModelCard(drug.model).content())
    }
  }
}
