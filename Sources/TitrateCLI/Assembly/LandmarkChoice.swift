internal import Titrate

/// The landmarks that the library holds for the drugs of a preview.
enum LandmarkChoice {
  /// The landmarks of each drug that has some; a range gives one for each end.
  static func landmarks(
    for drugs: [String], in library: Library
  ) throws(DiagnosticError) -> [Landmark] {
    var result: [Landmark] = []
    for drug in drugs {
      guard let path = library.file(of: drug, on: .landmarks) else { continue }
      let text: LoadedText
      do {
        text = try LoadedText(reading: path)
      } catch {
        throw DiagnosticError(error)
      }
      let set = try LandmarkDocument.read(text: text.text, file: text.path)
      for mark in set.landmarks { result += landmarks(mark, of: set) }
    }
    return result.sorted { $0.concentration < $1.concentration }
  }

  private static func landmarks(
    _ mark: NamedConcentration, of set: LandmarkSet
  ) -> [Landmark] {
    let source = set.sources.first { $0.id == mark.source }?.text ?? mark.source
    let range = mark.upper.map {
      Landmark.Range(name: mark.name, lower: mark.lower.canonical, upper: $0.canonical)
    }
    func landmark(_ name: String, _ concentration: Quantity) -> [Landmark] {
      // A molar concentration would need the molar mass, which landmarks do not state.
      guard concentration.dimension == .concentration else { return [] }
      return [
        Landmark(
          name: name, analyte: set.drug, concentration: concentration.canonical, source: source,
          evidence: mark.evidence, sampling: mark.sampling, note: mark.note,
          population: mark.population,
          range: range)
      ]
    }
    guard let upper = mark.upper else { return landmark(mark.name, mark.lower) }
    return landmark("\(mark.name), lower end", mark.lower)
      + landmark("\(mark.name), upper end", upper)
  }
}
