/// A reference to where something was published and how well that was seen.
public struct Citation: Hashable, Sendable {
  /// The short name used inside the file.
  public var id: String
  /// The reference itself.
  public var text: String
  /// The digital object identifier, when there is one.
  public var doi: String?
  /// How well the content was seen.
  public var evidence: Evidence?

  /// Makes a reference.
  public init(id: String, text: String, doi: String? = nil, evidence: Evidence? = nil) {
    self.id = id
    self.text = text
    self.doi = doi
    self.evidence = evidence
  }
}
