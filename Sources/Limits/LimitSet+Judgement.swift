public import Simulation

extension LimitSet {
  /// Judges a case.
  ///
  /// - Parameters:
  ///   - subject: Who gets what.
  ///   - strongOnly: Leaves rules of weak evidence out of the whole, not out of the verdicts.
  /// - Throws: ``SimulationFailure`` when a curve cannot be asked.
  public func judgement(
    of subject: JudgedCase, strongOnly: Bool = false
  ) throws(SimulationFailure) -> Judgement {
    Judgement(limits: self, verdicts: [])
  }
}
