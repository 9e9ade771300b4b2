/// Takes results block by block.
///
/// A block is first handed to ``part(of:)`` by the thread that computed it, while other threads hand
/// in others; what that gives is passed to ``append(_:)`` in the order of the subjects, one at a
/// time. Expensive work that needs no order (formatting rows, counting) belongs into the first.
public protocol BlockSink: AnyObject, Sendable {
  /// What is made of a block.
  associatedtype Part

  /// Works on a block; called concurrently and in any order.
  /// - Throws: Anything; the run then stops with ``PopulationFailure/stopped(_:)``.
  func part(of block: ResultBlock) throws -> Part

  /// Takes the parts in the order of the subjects.
  func append(_ part: Part) throws
}
