internal import Titrate

/// What was drawn for a subject that cannot be computed, and where its spread is stated.
struct ImpossibleDraw {
  private let impossible: Model.Impossibility
  /// In words, the parameters that were drawn and what is typical of this subject.
  private let drawn: String
  /// The spread to blame; nothing when no parameter involved varies.
  private let effect: RandomEffects.Effect?
  private let scenario: StudyScenario
  /// The file of the study.
  private let study: String

  /// Looks for what is impossible in a row of a batch.
  /// - Parameter row: Its number, which counts every subject once for each replicate.
  init?(row: Int, of scenario: StudyScenario, in study: LoadedStudy) {
    let model = scenario.model.model
    let replicates = study.study.replicates
    guard let sets = try? scenario.source.individuals(first: row, count: 1).parameters,
      let patient = try? study.patients.patient(
        row: row, seed: study.seed, replicates: replicates)
    else { return nil }
    for (place, set) in sets.enumerated() {
      let values = set.map { $0[0] }
      guard
        let found = model.impossibility(
          for: patient, effectSite: scenario.effectSite, with: values)
      else { continue }
      let involved = model.origins(of: found.parameters).parameters
      let varied = scenario.effects.flatMap(\.effects).filter { involved.contains($0.parameter) }
      let numbers = Dictionary(zip(model.parameters.map(\.name), values)) { $1 }
      /// Whether no parameter may be what this one is, wherever it is used.
      func isOdd(_ effect: RandomEffects.Effect) -> Bool {
        let number = numbers[effect.parameter] ?? .nan
        return !(number > 0) || !number.isFinite || (found.isShare && number > 1)
      }
      let odd = varied.contains(where: isOdd) ? varied.filter(isOdd) : varied
      let typical = (try? model.bind(to: patient, effectSite: scenario.effectSite))?.parameters
      var names: [String] = []
      for effect in odd where !names.contains(effect.parameter) { names.append(effect.parameter) }
      drawn = names.map { name in
        let usual =
          typical?.first { $0.name == name }
          .map { ", where \(model.written($0.value, parameter: name)) is typical" } ?? ""
        let number = model.written(numbers[name] ?? .nan, parameter: name)
        let index = model.parameters.firstIndex { $0.name == name } ?? 0
        let differs = Set(sets.map { $0[index][0] }).count > 1
        let session =
          scenario.source.sessions.map { differs ? " in session \($0[place])" : "" } ?? ""
        return "`\(name)` is drawn as \(number)\(session)\(usual); "
      }.joined()
      impossible = found
      effect = odd.first { !$0.keepsBounds(ofShare: found.isShare) } ?? odd.first
      self.scenario = scenario
      self.study = study.text.path
      return
    }
    return nil
  }

  /// The finding about a subject.
  /// - Parameters:
  ///   - subject: Its number.
  ///   - counted: All that cannot be computed in the scenario, in words, where there are several.
  func diagnostic(
    _ code: DiagnosticCode, of subject: Int, among counted: String? = nil
  ) -> Diagnostic {
    let title = scenario.title
    let who =
      counted.map { "\($0) cannot be computed in `\(title)`; the first is \(subject)" }
      ?? "subject \(subject) cannot be computed in `\(title)`"
    let fault = impossible.fault
    return Diagnostic(
      code, at: effect?.location ?? fault.location,
      "\(who): \(drawn)\(fault.message); nothing was written",
      expected: "\(fault.expected ?? "a possible value"), for every subject",
      remedy: effect.map(remedy) ?? fault.remedy)
  }

  private func remedy(_ effect: RandomEffects.Effect) -> String {
    if effect.keepsBounds(ofShare: impossible.isShare) {
      return "check the spread of `\(effect.parameter)`, \(effect.text), against its source, and "
        + "the formulas that use it"
    }
    let (distribution, reason) =
      impossible.isShare
      ? ("logit", "which keeps a share between 0 and 100 %; its `sd` is that of the logit")
      : ("log-normal", "which keeps it above zero")
    if effect.location.file == study {
      return "write `distribution: \(distribution)` for `\(effect.parameter)` instead of "
        + "`\(effect.distribution.rawValue)`, \(reason)"
    }
    let published = scenario.model.model.variability
    let spread = "the model states this spread as \(effect.distribution.rawValue); "
    if published.uncertainty?.effects.contains(effect) == true {
      return spread + "write `variability: as published` to leave the uncertainty out"
    }
    let key = published.betweenSessions?.effects.contains(effect) == true ? "sessions" : "subjects"
    return spread + "state one in the study with `assumed between \(key)` and "
      + "`distribution: \(distribution)`, \(reason)"
  }
}

extension RandomEffects.Effect {
  /// Whether no draw leaves what a share, or any other parameter, may be.
  fileprivate func keepsBounds(ofShare isShare: Bool) -> Bool {
    distribution == .logit || (distribution == .logNormal && !isShare)
  }
}
