internal import Dosing
internal import Kinetics
internal import Limits
internal import Patients
internal import Quantities

extension PreviewReport {
  /// Everything that was assumed, left out or approximated.
  func addRemarks(to page: inout ReportContent) {
    page.heading("Assumed and approximated")
    for remark in remarks { page.remark(remark) }
    for remark in dosingRemarks { page.remark(remark) }
    for drug in drugs {
      for remark in modelRemarks(drug) { page.remark(remark) }
    }
    page.remark(limitsRemark)
    page.remark(
      "Curves are for the typical patient of the model; real patients differ. Numbers are rounded "
        + "here; `titrate simulate` writes them in full.")
  }

  private var limitsRemark: String {
    guard let judgements, !judgements.isEmpty else {
      return
        "Limits: not checked. No dose, rate or concentration here is compared with a safe or a "
        + "usual maximum; only bounds that the protocol itself states (`at most`, `at least`) are "
        + "applied."
    }
    let sets = judgements.map(\.limits.id).joined(separator: ", ")
    return
      "Limits: those of \(sets) and no others. A dose that keeps them is not thereby a dose to "
      + "give, and what was not checked may lie beyond them."
  }

  private var dosingRemarks: [String] {
    var remarks: [String] = []
    if !drugs.isEmpty, schedule.deliveries.contains(where: \.isBolus) {
      remarks.append(
        "A value marked * is the instant-mixing value at the bolus itself. The first 2 minutes after "
          + "a bolus are not described by any of these models; do not read it as a real peak.")
    }
    let together = SimultaneousBoluses(schedule.lines)
    if schedule.lines.indices.contains(where: { together[$0] != nil }) {
      remarks.append(
        "Boluses at one moment are one jump: the level before stands at the first of their lines, "
          + "the level after at the last.")
    }
    if patient.weight == nil {
      remarks.append("The weight is not given, so nothing is shown per kilogram.")
    } else {
      let scalars = Set(schedule.lines.compactMap { $0.entered?.scalar })
      let others = scalars.subtracting([.actual]).map(\.rawValue).sorted()
      let beside =
        others.isEmpty
        ? "" : ", also where the dose as entered is per \(others.joined(separator: ", ")) weight"
      remarks.append("Columns per kg are per kg of actual weight\(beside).")
    }
    for missing in missingCurves { remarks.append("\(missing.words).") }
    let known = Set(drugs.map(\.name)).union(missingCurves.map(\.drug))
    for drug in Set(schedule.deliveries.map(\.drug)).subtracting(known).sorted() {
      remarks.append(
        "No model was given for \(drug): its doses are listed, its concentrations are not.")
    }
    if drugs.count > 1 {
      remarks.append("Each drug is simulated on its own; interactions are not described.")
    }
    return remarks
  }

  private func modelRemarks(_ drug: SimulatedDrug) -> [String] {
    let model = drug.model.model
    var remarks: [String] = []
    let assumed = model.parameters.filter { $0.evidence == .assumption }
    for parameter in assumed {
      let note = parameter.note.map { ": \($0)" } ?? ""
      remarks.append("\(model.id): \(parameter.name) is an assumption\(note)")
    }
    if model.applicability.evidence == .assumption, !model.applicability.ranges.isEmpty {
      remarks.append(
        "\(model.id): the ranges in which it applies are a choice of the file's author.")
    }
    if landmarks(for: drug).contains(where: { $0.population != nil }) {
      remarks.append(
        "Levels to compare with are not chosen by the patient's age: in whom each was seen stands "
          + "beside it, where its source says so.")
    }
    let elsewhere = landmarks(for: drug).filter { landmark in
      landmark.sampling.map { $0 != .notStated && $0 != model.sampling } ?? false
    }
    for site in Set(elsewhere.compactMap(\.sampling)).sorted(by: { $0.rawValue < $1.rawValue }) {
      let names = elsewhere.filter { $0.sampling == site }.map(\.name).joined(separator: "; ")
      remarks.append(
        "The levels for \(names) were measured in \(site.rawValue) plasma"
          + model.sampling.consequence(ofLevelsIn: site))
    }
    let reduced = drug.model.routes.filter { $0.bioavailability != 1 || $0.lag > .zero }
    let used = Set(drug.deliveries.map { $0.route ?? drug.model.routes.first?.name ?? "" })
    for route in reduced where used.contains(route.name) {
      let share = NumberFormat.plain(route.bioavailability * 100)
      let lag = route.lag > .zero ? ", \(route.lag.words) after it is given" : ""
      remarks.append("Of a dose by the route \(route.name), \(share) % arrives\(lag).")
    }
    let variability = model.variability.summary
    if !variability.isEmpty { remarks.append("\(model.id), variability: \(variability)") }
    return remarks
  }
}

extension Model.Sampling {
  /// What follows for times below levels that were measured at another site than the curve's.
  fileprivate func consequence(ofLevelsIn site: Model.Sampling) -> String {
    let difference =
      "During an infusion venous levels are lower than arterial ones, and afterwards higher"
    guard self != .notStated else {
      return
        "; the sampling site of this model is not stated, so whether its curve may be compared "
        + "with them is unknown. \(difference): times after the end may be too short or too long."
    }
    return ", this curve is \(rawValue). \(difference): times after the end are then too "
      + (self == .arterial ? "short." : "long.")
  }
}
