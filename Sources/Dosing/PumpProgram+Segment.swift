internal import Diagnostics
internal import Quantities

extension PumpProgram {
  /// The step that gives a command.
  struct Command: Sendable {
    /// The index of the step in its plan.
    let step: Int
    /// Where the step is written.
    let location: SourceLocation
  }

  /// A stretch at one setting.
  struct Segment: Sendable {
    let id: Int
    var start: Tick
    /// The end; nothing while the next command is awaited.
    var end: Tick?
    /// When it would have ended by itself.
    var plannedEnd: Tick?
    /// The rate; nothing when the pump stands still.
    let setting: ProtocolStep.BoundedQuantity?
    let command: Command
    /// Whether it begins what its step orders: not a later level, nor the rest behind a pause.
    var isFirst: Bool
    /// The segment that ended it early.
    var cutBy: Int?
    /// The segment before a pause that this one continues.
    var continues: Int?

    /// Whether drug is given.
    var runs: Bool { setting.map { $0.quantity.number > .zero } ?? false }

    /// Whether it covers a moment, or ends just then.
    func reaches(_ time: Tick) -> Bool { start <= time && (end.map { $0 >= time } ?? true) }
  }

  /// A paused setting that had no time left when the pause began: what follows must say how long
  /// it goes on.
  struct Resumption {
    let setting: ProtocolStep.BoundedQuantity
    let at: Tick
    let location: SourceLocation
    let continues: Int
  }
}
