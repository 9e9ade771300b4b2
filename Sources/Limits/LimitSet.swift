public import Dosing
public import Quantities

/// What a drug library of a pump holds for one drug in one care area: rules, and who is excluded.
///
/// A set says nothing about what it has no rule for; a rule that cannot be applied is reported as
/// not checked, never taken as passed.
public struct LimitSet: Hashable, Sendable {
  /// The name by which it is found, such as `ketamine/acute-pain`.
  public var id: String
  /// One line that says what it is.
  public var title: String
  /// What a reader should know before using it.
  public var summary: String
  /// The drug whose doses it judges.
  public var drug: String
  /// The form that all its amounts mean, such as `racemic base`.
  public var form: String
  /// Where in a hospital or clinic it belongs, such as `acute pain`.
  public var careArea: CareArea
  /// For whom the whole set is meant.
  public var selector: Selector
  /// A dose given over at most this long counts as a bolus; nothing when no rule concerns boluses.
  public var bolusWithin: Quantity?
  /// The pump whose steps the deliverable schedule is rounded to, when one is stated.
  public var pump: Pump?
  /// Where the numbers come from.
  public var sources: [Citation]
  /// The rules, in the order of the file.
  public var rules: [LimitRule]
  /// Conditions in which the drug is not to be given, in the order of the file.
  public var contraindications: [Contraindication]
  /// What a reader may look for here and does not find, and why.
  public var leftOut: [String]

  /// Makes a set.
  public init(
    id: String, title: String, summary: String = "", drug: String, form: String,
    careArea: CareArea, selector: Selector = Selector(), bolusWithin: Quantity? = nil,
    pump: Pump? = nil, sources: [Citation] = [], rules: [LimitRule],
    contraindications: [Contraindication] = [], leftOut: [String] = []
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.drug = drug
    self.form = form
    self.careArea = careArea
    self.selector = selector
    self.bolusWithin = bolusWithin
    self.pump = pump
    self.sources = sources
    self.rules = rules
    self.contraindications = contraindications
    self.leftOut = leftOut
  }
}
