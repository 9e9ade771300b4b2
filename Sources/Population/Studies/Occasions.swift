public import Dosing
public import Quantities

/// The sessions of a schedule as one drug sees them: what differs between sessions changes with the
/// first dose of each, and holds until the first dose of the next.
public struct Occasions: Hashable, Sendable {
  /// The numbers of the sessions in which the drug is given, in the order of their first doses.
  public let sessions: [Int]
  /// The first dose of each session but the first.
  public let changes: [Tick]
  /// For each delivery of the drug, in order, the place of its session among ``sessions``.
  let ofDelivery: [Int]

  /// Finds the sessions of a schedule.
  ///
  /// A schedule without sessions is one session.
  public init(_ schedule: Schedule, drug: String) {
    let deliveries = schedule.deliveries.filter { $0.drug == drug }
    let numbers = deliveries.map { delivery in
      schedule.lines.indices.contains(delivery.line) ? schedule.lines[delivery.line].session : 1
    }
    var starts: [(session: Int, first: Tick)] = []
    for (number, delivery) in zip(numbers, deliveries) {
      if let known = starts.firstIndex(where: { $0.session == number }) {
        starts[known].first = min(starts[known].first, delivery.start)
      } else {
        starts.append((number, delivery.start))
      }
    }
    starts.sort { ($0.first, $0.session) < ($1.first, $1.session) }
    let sessions = starts.map(\.session)
    self.sessions = sessions.isEmpty ? [1] : sessions
    changes = starts.dropFirst().map(\.first)
    ofDelivery = numbers.map { sessions.firstIndex(of: $0) ?? 0 }
  }

  /// The number of a delivery's occasion, by the delivery's index: 1 for the first session in which
  /// the drug is given.
  public func number(ofDelivery index: Int) -> Int { ofDelivery[index] + 1 }

  /// The number of the occasion at a moment; one begins with the first dose of its session.
  public func number(at moment: Tick) -> Int { 1 + changes.count { $0 <= moment } }
}
