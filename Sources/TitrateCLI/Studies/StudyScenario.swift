internal import Titrate

/// One model with one protocol at one set of values for its settings.
struct StudyScenario {
  /// From 1, in the order of the study: models, then protocols, then values.
  let number: Int
  /// Where the study names the model.
  let place: SourceLocation
  let model: ChosenModel
  let effectSite: String?
  /// What the protocol is called: an id, a path or a phrase.
  let dosingName: String
  /// The text of its file; nothing for a phrase.
  let dosingText: LoadedText?
  let settings: [(name: String, value: String)]
  let dosing: DosingProtocol
  /// What the first patient is given of the model's drug, and by which of its routes.
  let deliveries: [Delivery]
  let routes: [Int]
  /// The sessions of its course; nothing where there is one, and parameters do not differ by session.
  let occasions: Occasions?
  /// The model with the first patient's typical numbers.
  let typical: BoundModel
  let source: ScenarioSource
  /// What is simulated of the variability, in words, and the blocks of it that move parameters.
  let variability: String
  let effects: [RandomEffects]
  /// What is measured; nothing when the study simulates no residual error.
  let observations: SimulatedObservations?
  /// The sets of limits by which its subjects are judged; none when nothing is wanted of limits.
  let limitSets: [LimitSet]

  /// What names of its files start with.
  var prefix: String { "s\(number)" }

  /// `ketamine/kamp-2020 · depression-40-min · rate = 0.5 mg/kg/h`.
  var title: String {
    ([model.model.id, dosingName] + settings.map { "\($0.name) = \($0.value)" })
      .joined(separator: " · ")
  }
}

extension LoadedStudy {
  /// The names of all settings that any protocol has.
  var settingNames: [String] {
    var names: [String] = []
    for name in scenarios.flatMap({ $0.settings.map(\.name) }) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// The scenarios as a table.
  var scenarioTable: [UInt8] {
    let names = settingNames
    return ScenarioTable.text(
      settings: names,
      rows: scenarios.map { scenario in
        (
          scenario.number, scenario.model.model.id, scenario.dosingName, scenario.variability,
          names.map { name in scenario.settings.first { $0.name == name }?.value ?? "" }
        )
      })
  }
}
