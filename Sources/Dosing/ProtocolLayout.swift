internal import Diagnostics
internal import Quantities

/// When the steps and sessions of a protocol happen; the same for every patient.
struct ProtocolLayout: Sendable {
  /// The steps of each drug within a session, in the order of the drugs, where they can be laid out.
  let timelines: [PlanTimeline]
  /// When the last delivery of a session ends.
  let sessionEnd: Tick
  /// The sessions.
  let calendar: CourseCalendar
  /// Everything that is wrong; with nothing wrong there is a timeline for each drug.
  let diagnostics: [Diagnostic]
}
