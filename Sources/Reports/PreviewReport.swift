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
  /// Whether landmarks are drawn in the chart.
  public var drawsLandmarks: Bool
  /// The end of the chart; chosen from the curves when absent.
  public var until: Tick?
  /// What else was assumed before this report was made, one sentence each.
  public var remarks: [String]
  /// What sets of limits say of the schedule; nothing when none was asked.
  public var judgements: [Judgement]?

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
    var page = Page(style)
    do {
      addTitle(to: &page)
      addPatient(to: &page)
      for drug in drugs { addModel(drug, to: &page) }
      try addSchedule(to: &page)
      addFindings(to: &page)
      for drug in drugs { try addPeaks(drug, to: &page) }
      for drug in drugs { try addLandmarks(drug, to: &page) }
      try addCharts(to: &page)
      addRemarks(to: &page)
    } catch {
      throw .simulation(error)
    }
    return page.text
  }

  private func addTitle(to page: inout Page) {
    page.paragraph("\(protocolID) · \(protocolTitle)", indent: 0, .heading)
    page.paragraph(
      "Decision support for education and research; not a prescription.", indent: 0, .quiet)
    if !protocolSummary.isEmpty { page.paragraph(protocolSummary, indent: 0) }
  }

  private func addCharts(to page: inout Page) throws(SimulationFailure) {
    let end = try chartEnd()
    for drug in drugs {
      page.heading("Chart: \(drug.name), from the start to \(end.clock)")
      let chart = Chart(
        drug: drug, until: end, landmarks: drawsLandmarks ? landmarks(for: drug) : [],
        limits: limitLines(for: drug), style: page.style)
      for line in try chart.lines() { page.line(line) }
    }
  }

  /// The landmarks of the substances that a drug's model describes.
  func landmarks(for drug: SimulatedDrug) -> [Landmark] {
    landmarks.filter { landmark in
      drug.curve.outputs.contains { $0.analyte == landmark.analyte }
    }
  }

  /// Where the chart ends: when the plasma has fallen to a tenth of its peak, but at least a
  /// quarter beyond the course, at most three times its length and a day; a round time.
  func chartEnd() throws(SimulationFailure) -> Tick {
    if let until { return until }
    let end = schedule.end
    let hour = 60 * Tick.perMinute
    var wanted = Tick(flicks: end.flicks / 4 * 5)
    let limit = Tick(flicks: end.flicks * 3 + 6 * hour)
    for drug in drugs {
      guard let plasma = drug.curve.outputs.first else { continue }
      let peak = try drug.curve.maximum(of: plasma, to: limit).concentration
      guard peak > 0 else { continue }
      let minutes = try drug.curve.fallsBelow(peak / 10, of: plasma, after: end)
      wanted = max(wanted, minutes.flatMap { Tick(minutes: $0) } ?? limit)
    }
    wanted = min(wanted, limit)
    let steps: [Int64] = [hour / 12, hour / 6, hour / 2, hour, 6 * hour, 24 * hour]
    let step = steps.last { wanted.flicks / $0 >= 6 } ?? hour / 12
    return Tick(flicks: (wanted.flicks + step - 1) / step * step)
  }
}
