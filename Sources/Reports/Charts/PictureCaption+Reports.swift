internal import Diagnostics
internal import Dosing
internal import Kinetics
internal import Patients
internal import Quantities

extension PreviewReport {
  /// What the report's pictures say of themselves.
  public var caption: PictureCaption {
    PictureCaption(
      titles: [captionTitle], facts: [patientLine] + doseLines + modelLines, warnings: warnings)
  }

  /// The protocol or phrase in one line.
  var captionTitle: String { "\(protocolID) · \(protocolTitle)" }

  /// The patient in one line.
  var patientLine: String {
    let known = [
      patient.weight.map { "\($0)" }, patient.age.map { "\($0)" }, patient.height.map { "\($0)" },
      patient.sex?.rawValue, patient.dosingWeight.map { "dosing weight \($0)" },
    ].compactMap(\.self)
    return "Patient: \(known.isEmpty ? "nothing known" : known.joined(separator: ", "))"
  }

  /// What is given of each drug in all.
  var doseLines: [String] {
    var names: [String] = []
    for drug in schedule.deliveries.map(\.drug) where !names.contains(drug) { names.append(drug) }
    return names.map { drug in
      let dose = DeliveredDose(schedule.deliveries.filter { $0.drug == drug })
      let total = dose.amount(by: schedule.end)
      let perWeight = patient.weight.map { " = \(NumberFormat.plain(total / $0.canonical)) mg/kg" }
      return "Given: \(drug), \(NumberFormat.plain(total)) mg\(perWeight ?? "") in all by "
        + schedule.end.clock
    }
  }

  /// The models with what they were made from and what their cards say; of others that are drawn
  /// beside them what their cards say.
  var modelLines: [String] {
    func words(_ drug: SimulatedDrug) -> String {
      let summary = drug.model.model.summary
      return summary.isEmpty ? "has no words of caution" : "its card says: \(summary)"
    }
    let own = drugs.flatMap { drug in
      let model = drug.model.model
      let population = model.applicability.population
      return [
        "Model: \(model.id), \(drug.samplingSite)"
          + (population.isEmpty ? "" : "; made from: \(population)"),
        "\(model.id), \(words(drug))",
      ]
    }
    return own + alternatives.map { "Also drawn: \($0.model.model.id), \(words($0))" }
  }

  /// Warnings in their short form.
  var warnings: [String] {
    let warnings =
      patient.plausibility() + schedule.plausibility(weight: patient.weight?.canonical)
      + drugs.flatMap(\.model.warnings)
    let ends = drugs.compactMap { drug -> String? in
      let model = drug.model.model
      guard let longest = model.applicability.longest, let end = Tick(longest), schedule.end > end
      else { return nil }
      return "Warning: \(model.id) holds until \(longest) after the start, and the course is longer"
    }
    return warnings.map { "Warning \($0.code.id): \($0.message)" } + ends
  }
}

extension ExplanationReport {
  /// What the report's pictures say of themselves.
  public var caption: PictureCaption {
    var caption = preview.caption
    caption.titles = ["\(preview.protocolID) at \(moment.clock) · \(preview.protocolTitle)"]
    return caption
  }
}

extension ComparisonReport {
  /// What the report's pictures say of themselves; what both sides share is said once.
  public var caption: PictureCaption {
    var caption = PictureCaption(
      titles: ["A: \(a.captionTitle)", "B: \(b.captionTitle)"], facts: [a.patientLine])
    func add(_ one: [String], _ other: [String], to lines: inout [String]) {
      guard one != other else {
        lines += one
        return
      }
      lines += one.map { "A: \($0)" } + other.map { "B: \($0)" }
    }
    add(a.doseLines, b.doseLines, to: &caption.facts)
    add(a.modelLines, b.modelLines, to: &caption.facts)
    add(a.warnings, b.warnings, to: &caption.warnings)
    return caption
  }
}

extension StudyReport {
  /// What the report's pictures say of themselves; each picture's notes name its scenario.
  public var caption: PictureCaption {
    PictureCaption(titles: ["\(study) · percentiles of \(people)"])
  }
}
