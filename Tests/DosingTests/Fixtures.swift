import Diagnostics
import Dosing
import Patients
import Quantities
import Testing

/// A place for steps that are written in a test.
func place(_ line: Int = 1) -> Diagnostics.SourceLocation {
  .init(file: "test", line: line, column: 1)
}

/// A quantity as a person writes it.
func q(_ text: String) throws -> Quantity { try Quantity(parsing: text, at: place()) }

/// A patient of whom only the weight is known.
func patient(_ weight: String) throws -> Patient { Patient(weight: try q(weight)) }

/// A bounded quantity.
func bounded(
  _ text: String, atMost: String? = nil, atLeast: String? = nil
) throws -> ProtocolStep.BoundedQuantity {
  ProtocolStep.BoundedQuantity(
    try q(text), atMost: try atMost.map { try q($0) }, atLeast: try atLeast.map { try q($0) })
}

/// Steps in short words; every step gets its own line.
enum Make {
  static func bolus(_ dose: String, atMost: String? = nil, atLeast: String? = nil) throws
    -> ProtocolStep.Action
  { .bolus(try bounded(dose, atMost: atMost, atLeast: atLeast), route: nil) }

  static func infusion(_ dose: String, over: String, atMost: String? = nil) throws
    -> ProtocolStep.Action
  { .infusion(.init(dose: try bounded(dose, atMost: atMost), over: try q(over))) }

  static func rate(_ rate: String, for duration: String? = nil, atMost: String? = nil) throws
    -> ProtocolStep.Action
  {
    .setRate(.init(try bounded(rate, atMost: atMost), for: try duration.map { try q($0) }))
  }

  static func ramp(
    _ direction: ProtocolStep.Ramp.Direction, _ from: String?, to: String, by: String,
    every: String, for total: String? = nil, atMost: String? = nil
  ) throws -> ProtocolStep.Action {
    .ramp(
      .init(
        direction, from: try from.map { try q($0) }, to: try q(to), by: try q(by),
        every: try q(every), total: try total.map { try q($0) },
        atMost: try atMost.map { try q($0) }))
  }

  static func hold(_ duration: String) throws -> ProtocolStep.Action { .hold(try q(duration)) }
  static func pause(_ duration: String) throws -> ProtocolStep.Action { .pause(try q(duration)) }
  static func wait(_ duration: String) throws -> ProtocolStep.Action { .wait(try q(duration)) }

  /// A protocol of one drug whose steps follow one another.
  static func plan(
    _ actions: [ProtocolStep.Action], concentration: String? = nil, course: Course? = nil
  ) throws -> DosingProtocol {
    try plan(
      steps: actions.enumerated().map { .init($1, location: place($0 + 1)) },
      concentration: concentration, course: course)
  }

  /// A protocol of one drug.
  static func plan(
    steps: [ProtocolStep], concentration: String? = nil, course: Course? = nil
  ) throws -> DosingProtocol {
    DosingProtocol(
      id: "test", title: "Test",
      drugs: [
        DrugPlan(drug: "ketamine", concentration: try concentration.map { try q($0) }, steps: steps)
      ], course: course)
  }

  /// A step at a stated time, on a line of its own.
  static func at(
    _ time: String, _ action: ProtocolStep.Action, line: Int = 1,
    repeated: ProtocolStep.Repetition? = nil
  ) throws -> ProtocolStep {
    .init(at: try q(time), action, repeated: repeated, location: place(line))
  }
}

/// A stretch of a schedule in hours and mg/h, for reading at a glance.
struct Stretch: Equatable, CustomStringConvertible {
  var from: Double
  var to: Double
  var rate: Double

  var description: String { "\(from)-\(to) h: \(rate) mg/h" }
}

extension Schedule {
  /// The pump's stretches.
  var settings: [Stretch] {
    deliveries.compactMap {
      guard case .setRate(let rate) = $0.manner else { return nil }
      return Stretch(
        from: $0.start.minutes / 60, to: $0.end.minutes / 60,
        rate: (rate * 60 * 1e9).rounded() / 1e9)
    }
  }

  /// What is given in all, mg.
  var total: Double { lines.map(\.amount).reduce(0, +) }
}

/// The codes of everything that is wrong with a protocol, for an 80 kg patient.
func codes(_ dosing: DosingProtocol) throws -> [String] {
  do {
    _ = try dosing.schedule(for: try patient("80 kg"))
    return []
  } catch let error as DiagnosticError {
    #expect(error.diagnostics.allSatisfy { !$0.remedy.isEmpty })
    return error.diagnostics.map(\.code.id)
  }
}
