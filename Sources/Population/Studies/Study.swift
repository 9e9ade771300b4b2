public import Diagnostics
public import Kinetics
public import Quantities

/// A batch of simulations as its file states it: who, what, when, and what is wanted of it.
public struct Study: Hashable, Sendable {
  /// The name by which it is found.
  public var id: String
  /// One line that says what it is.
  public var title: String
  /// What a reader should know.
  public var summary: String
  /// What every random number follows from.
  public var seed: UInt64
  /// How often each subject is drawn.
  public var replicates: Int
  /// Who takes part.
  public var patients: Participants
  /// The models, in the order of the file.
  public var models: [ModelChoice]
  /// The protocols, in the order of the file.
  public var protocols: [ProtocolChoice]
  /// How subjects of one size differ.
  public var variability: VariabilityChoice
  /// Whether measurements are simulated beside the subjects' own curves.
  public var residualError: ResidualErrorChoice
  /// The moments observed, ascending.
  public var times: [Tick]
  /// What is wanted.
  public var outputs: Outputs
  /// By which limits subjects are judged.
  public var limits: LimitChoice

  /// A text that names something, with its place.
  public struct Mention: Hashable, Sendable {
    /// The text.
    public var text: String
    /// Where it is written.
    public var location: SourceLocation

    /// Makes a mention.
    public init(_ text: String, at location: SourceLocation) {
      self.text = text
      self.location = location
    }
  }

  /// Who takes part.
  public enum Participants: Hashable, Sendable {
    /// The patients of a table; its path is relative to the study's folder.
    case file(Mention)
    /// So many patients of some distributions.
    case drawn(PatientDistributions, count: Int)
  }

  /// A model that is run, by id or as a file.
  public struct ModelChoice: Hashable, Sendable {
    /// The id or the path, relative to the study's folder.
    public var name: Mention
    /// An effect site to observe.
    public var effectSite: Mention?
    /// Variability between subjects that is assumed instead of what was published.
    public var assumed: RandomEffects?
    /// Variability between the sessions of a subject that is assumed instead of what was published.
    public var assumedSessions: RandomEffects?
    /// Residual errors that are assumed instead of what was published; empty for none.
    public var assumedErrors: [ResidualError]

    /// Makes a choice.
    public init(
      name: Mention, effectSite: Mention? = nil, assumed: RandomEffects? = nil,
      assumedSessions: RandomEffects? = nil, assumedErrors: [ResidualError] = []
    ) {
      self.name = name
      self.effectSite = effectSite
      self.assumed = assumed
      self.assumedSessions = assumedSessions
      self.assumedErrors = assumedErrors
    }
  }

  /// A protocol that is run, by id, as a file or as a phrase, once for every combination of the
  /// values of its settings.
  public struct ProtocolChoice: Hashable, Sendable {
    /// The id, the path relative to the study's folder, or nothing for a phrase.
    public var name: Mention
    /// The settings with the values they take, in the order of the file.
    public var settings: [Setting]

    /// Makes a choice.
    public init(name: Mention, settings: [Setting] = []) {
      self.name = name
      self.settings = settings
    }
  }

  /// A setting with the values that it takes.
  public struct Setting: Hashable, Sendable {
    /// Its name.
    public var name: Mention
    /// One value, or several that are varied.
    public var values: [Mention]

    /// Makes a setting.
    public init(name: Mention, values: [Mention]) {
      self.name = name
      self.values = values
    }
  }

  /// How subjects of one size differ.
  public enum VariabilityChoice: String, Hashable, Sendable, CaseIterable {
    /// As published for each model, or as assumed in the study; so are the sessions of a subject.
    case asPublished = "as published"
    /// As published, and the typical values too vary from replicate to replicate as uncertain as
    /// they are.
    case withUncertainty = "as published, with uncertainty"
    /// Not at all: everybody is typical.
    case none
  }

  /// Whether measurements are simulated.
  public enum ResidualErrorChoice: String, Hashable, Sendable, CaseIterable {
    /// With the residual error published for each model, or assumed in the study.
    case asPublished = "as published"
    /// Not at all.
    case none
  }

  /// Makes a study.
  public init(
    id: String, title: String, summary: String, seed: UInt64, replicates: Int,
    patients: Participants, models: [ModelChoice], protocols: [ProtocolChoice],
    variability: VariabilityChoice, residualError: ResidualErrorChoice = .none, times: [Tick],
    outputs: Outputs, limits: LimitChoice = LimitChoice()
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.seed = seed
    self.replicates = replicates
    self.patients = patients
    self.models = models
    self.protocols = protocols
    self.variability = variability
    self.residualError = residualError
    self.times = times
    self.outputs = outputs
    self.limits = limits
  }
}
