public import Dosing
public import Kinetics
public import Limits
internal import Patients
internal import Simulation
internal import Synchronization

/// Judges every subject of a scenario by sets of limits and counts what becomes of each bound.
///
/// A subject is judged as `titrate check` judges a case: his own schedule without rounding, and the
/// whole course of his own exact curve, whatever moments are observed. Only counts are kept.
public final class LimitSink: BlockSink {
  private let source: ScenarioSource
  private let dosing: DosingProtocol
  private let typical: BoundModel
  private let sets: [LimitSet]
  private let people: JudgedSubjects
  private let replicates: Int
  private let needsCurve: Bool
  private let sum: Mutex<LimitTally>

  /// Prepares the judging.
  /// - Parameters:
  ///   - source: The scenario.
  ///   - dosing: Its protocol.
  ///   - typical: Its model with any patient's numbers.
  ///   - sets: The sets of limits for the model's drug.
  ///   - people: Who the subjects are.
  ///   - replicates: How often each is drawn.
  public init(
    _ source: ScenarioSource, _ dosing: DosingProtocol, _ typical: BoundModel, sets: [LimitSet],
    of people: JudgedSubjects, replicates: Int
  ) {
    self.source = source
    self.dosing = dosing
    self.typical = typical
    self.sets = sets
    self.people = people
    self.replicates = replicates
    needsCurve = sets.contains(where: \.concernsConcentrations)
    sum = Mutex(LimitTally(sets))
  }

  /// Counts of all subjects that were handed in.
  public var tally: LimitTally { sum.withLock { $0 } }

  /// Judges the subjects of a block.
  /// - Throws: ``PopulationFailure``, and what is wrong with a schedule.
  public func part(of block: ResultBlock) throws -> LimitTally {
    var tally = LimitTally(sets)
    for first in stride(from: block.subjects.lowerBound, to: block.subjects.upperBound, by: 8) {
      let count = min(8, block.subjects.upperBound - first)
      let curves =
        needsCurve ? try source.curves(first: first, count: count, of: typical) : []
      let tile = try source.subjects(first: first, count: count).patients
      for lane in 0..<count {
        let (patient, context) = people.subject(
          (first + lane) / replicates, drawn: tile.patient(lane))
        var subject = JudgedCase(
          patient: patient, context: context, schedule: try dosing.schedule(for: patient))
        if needsCurve { (subject.curve, subject.model) = (curves[lane].curve, curves[lane].model) }
        try judge(subject, first + lane, &tally)
      }
    }
    return tally
  }

  /// Adds the counts of a block.
  public func append(_ part: LimitTally) {
    sum.withLock { $0.add(part) }
  }

  private func judge(
    _ subject: JudgedCase, _ number: Int, _ tally: inout LimitTally
  ) throws(PopulationFailure) {
    for (index, set) in sets.enumerated() {
      do throws(SimulationFailure) {
        tally.add(try set.outcomes(of: subject), ofSet: index)
      } catch {
        throw .notJudged(subject: number / replicates, error)
      }
    }
  }
}
