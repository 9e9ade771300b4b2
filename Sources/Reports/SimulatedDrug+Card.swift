internal import Kinetics

extension SimulatedDrug {
  /// Whom the model was made from, and what its file asks a reader to know before using it: both in
  /// the file's own words, because a use that they exclude is seen by no comparison of numbers.
  func addCard(to page: inout ReportContent) {
    let model = model.model
    let population = model.applicability.population
    if !population.isEmpty { page.item("made from", population) }
    if !model.summary.isEmpty { page.item("its card says", model.summary, .caution) }
  }
}

extension Model.Applicability {
  /// What was compared with the patient, and that nothing else was.
  var comparedText: String {
    let names = ranges.map(\.covariate)
    let compared = names.dropLast().joined(separator: ", ")
    let all = [compared, names.last ?? ""].filter { !$0.isEmpty }.joined(separator: " and ")
    return "by \(all), and nothing else was compared: \(text)"
  }
}
