internal import Diagnostics
internal import Dosing
internal import Kinetics
internal import Limits
internal import Patients
internal import Quantities

extension PreviewReport {
  /// The patient as given, and every size that doses or models are scaled by.
  func addPatient(to page: inout ReportContent) {
    page.heading("Patient")
    if let weight = patient.weight {
      let kilograms = "\(NumberFormat.plain(weight.canonical)) kg"
      let isInKilograms = weight.unit.symbol == "kg"
      page.item("weight", isInKilograms ? "\(weight) actual" : "\(weight) actual (\(kilograms))")
    } else {
      page.item("weight", "not given")
    }
    addBodyMassIndex(to: &page)
    for size in sizesUsed { page.item(size.name, PatientSize(size).text(for: patient)) }
    var others: [String] = []
    if let age = patient.age { others.append("age \(age)") }
    if let height = patient.height { others.append("height \(height)") }
    if let sex = patient.sex { others.append(sex.rawValue) }
    if !others.isEmpty { page.item("also known", others.joined(separator: " · ")) }
    if let declared = context.words { page.item("declared", declared) }
    for (drug, strength) in strengths {
      page.item("in the bag", "\(drug) \(strength)")
    }
    addDoseWeightRemarks(to: &page)
    for warning in patient.plausibility() {
      page.item(
        "warning", "\(warning.code.id): \(warning.message). Help: \(warning.remedy)", .caution)
    }
  }

  /// The body mass index, with what the sets of limits that were asked say of it, in their words.
  private func addBodyMassIndex(to page: inout ReportContent) {
    guard let weight = patient.weight?.canonical, let height = patient.height?.canonical, height > 0
    else { return }
    let meters = height / 100
    let index = NumberFormat.plain(weight / (meters * meters), digits: 3)
    page.item("body mass index", "\(index) kg/m^2 (actual weight / height^2)")
    for limits in (judgements ?? []).map(\.limits) {
      for rule in limits.rules {
        guard let note = rule.note, note.contains("body mass index") else { continue }
        page.item("", "\(limits.id), \(rule.id): \(note)", .quiet)
      }
    }
  }

  /// The sizes beside the actual weight that doses are per, or that a model's formulas use.
  private var sizesUsed: [Covariate] {
    var used = Set(doseScalars.map(PatientSize.covariate(of:)))
    for drug in drugs {
      used.formUnion(
        drug.model.model.covariates(effectSite: drug.model.effectSite).map(\.covariate))
    }
    let shownElsewhere: Set<Covariate> = [.weight, .age, .height, .female]
    return Covariate.allCases.filter { used.contains($0) && !shownElsewhere.contains($0) }
  }

  /// The weights that doses and bounds in force are per.
  private var doseScalars: Set<WeightScalar> {
    Set(schedule.lines.flatMap { [$0.entered?.scalar, $0.boundedBy?.scalar] }.compactMap(\.self))
  }

  /// What a reader must know about the weights of doses: one that raises them, one without effect.
  private func addDoseWeightRemarks(to page: inout ReportContent) {
    let sizes = sizesUsed
    if let stated = patient.dosingWeight, !sizes.contains(.dosingWeight) {
      page.item("dosing weight", "\(stated); no effect: no dose is per dosing weight")
    }
    guard let actual = patient.weight?.canonical else { return }
    // A stated dosing weight above the actual one has a warning of its own (`T3104`).
    let calculated = doseScalars.subtracting([.dosing])
    for scalar in calculated.sorted(by: { $0.rawValue < $1.rawValue }) {
      let size = PatientSize.covariate(of: scalar)
      // A last bit of the conversion between units is no difference.
      guard let value = patient.size(size), value > actual * (1 + 1e-9) else { continue }
      page.item(
        "warning",
        "the \(size.name) (\(NumberFormat.plain(value)) kg) is above the actual weight "
          + "(\(NumberFormat.plain(actual)) kg): doses per kg \(scalar.rawValue) are "
          + "\(NumberFormat.plain(value / actual, digits: 3)) times those per kg actual. "
          + "Help: make sure that this is meant, or write the dose per kg of actual weight",
        .caution)
    }
  }

  /// Each drug with the strengths it is given in; most have one.
  private var strengths: [(String, String)] {
    var seen: [(String, String)] = []
    for line in schedule.lines {
      guard let concentration = line.concentration else { continue }
      // mg/mL as stated on the label.
      let entry = (line.drug, "\(NumberFormat.plain(concentration)) mg/mL")
      if !seen.contains(where: { $0 == entry }) { seen.append(entry) }
    }
    return seen
  }
}
