internal import Titrate

extension CaseJudge {
  /// At which weights the verdicts on a protocol change; nothing unless that was asked for.
  func weightRanges(
    of dosing: DosingProtocol, _ person: JudgedPerson, _ sets: [LimitSet]
  ) throws(DiagnosticError) -> [WeightRange] {
    guard let weights else { return [] }
    var result: [WeightRange] = []
    for set in sets {
      do {
        result += try set.ranges(across: weights) { (weight) throws(DiagnosticError) in
          let heavier = person.weighing(weight)
          let schedule = try dosing.schedule(for: heavier.patient)
          return JudgedCase(
            heavier, schedule,
            try models.curve(of: set.drug, in: heavier.patient, following: schedule))
        }.flatMap { WeightRange.all(of: $0, by: set.id) }
      } catch {
        throw DiagnosticError(error.diagnostic)
      }
    }
    return result
  }
}
