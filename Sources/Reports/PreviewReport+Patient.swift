internal import Diagnostics
internal import Dosing
internal import Kinetics
internal import Patients
internal import Quantities

extension PreviewReport {
  /// The patient as given, and every size that doses or models are scaled by.
  func addPatient(to page: inout Page) {
    page.heading("Patient")
    if let weight = patient.weight {
      let kilograms = "\(NumberFormat.plain(weight.canonical)) kg"
      let isInKilograms = weight.unit.symbol == "kg"
      page.item("weight", isInKilograms ? "\(weight) actual" : "\(weight) actual (\(kilograms))")
    } else {
      page.item("weight", "not given")
    }
    for size in sizesUsed { page.item(size.name, PatientSize(size).text(for: patient)) }
    var others: [String] = []
    if let age = patient.age { others.append("age \(age)") }
    if let height = patient.height { others.append("height \(height)") }
    if let sex = patient.sex { others.append(sex.rawValue) }
    if !others.isEmpty { page.item("also known", others.joined(separator: " · ")) }
    for (drug, strength) in strengths {
      page.item("in the bag", "\(drug) \(strength)")
    }
    for warning in patient.plausibility() {
      page.item(
        "warning", "\(warning.code.id): \(warning.message). Help: \(warning.remedy)", .caution)
    }
  }

  /// The sizes beside the actual weight that doses are per, or that a model's formulas use.
  private var sizesUsed: [Covariate] {
    var used: Set<Covariate> = []
    for line in schedule.lines {
      for quantity in [line.entered, line.boundedBy] {
        if let scalar = quantity?.scalar { used.insert(PatientSize.covariate(of: scalar)) }
      }
    }
    for drug in drugs {
      used.formUnion(
        drug.model.model.covariates(effectSite: drug.model.effectSite).map(\.covariate))
    }
    let shownElsewhere: Set<Covariate> = [.weight, .age, .height, .female]
    return Covariate.allCases.filter { used.contains($0) && !shownElsewhere.contains($0) }
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
