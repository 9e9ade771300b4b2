public import Diagnostics
public import Quantities

/// A published pharmacokinetic model as its file states it: expressions, not yet numbers.
///
/// ``bind(to:effectSite:)`` turns it into numbers for one patient.
public struct Model: Hashable, Sendable {
  /// The name by which it is found, such as `ketamine/kamp-2020`.
  public var id: String
  /// One line that says what it is.
  public var title: String
  /// What a reader should know before using it.
  public var summary: String
  /// The drug whose doses it takes, such as `ketamine`.
  public var drug: String
  /// The substances it describes; the first is the drug itself.
  public var analytes: [Analyte]
  /// Where its numbers come from.
  public var sources: [Citation]
  /// For whom it was made.
  public var applicability: Applicability
  /// Where blood was sampled.
  public var sampling: Sampling
  /// Typical values, as expressions of covariates and of parameters above them.
  public var parameters: [Parameter]
  /// The places where drug is.
  public var compartments: [Compartment]
  /// The ways drug moves.
  public var flows: [Flow]
  /// The ways drug enters.
  public var routes: [Route]
  /// Effect sites that were published for this model; none is ever a default.
  public var effectSites: [EffectSite]
  /// What can be observed; the first is the plasma of the drug itself.
  public var outputs: [Output]
  /// What was published about differences between people, sessions and measurements.
  public var variability: Variability

  /// A substance with its molar mass.
  public struct Analyte: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its form, such as `racemic base`.
    public var form: String
    /// Its molar mass, when known.
    public var molarMass: Quantity?

    /// Makes an analyte.
    public init(name: String, form: String, molarMass: Quantity?) {
      self.name = name
      self.form = form
      self.molarMass = molarMass
    }
  }

  /// Where blood was sampled.
  public enum Sampling: String, Hashable, Sendable, CaseIterable {
    /// Arterial blood.
    case arterial
    /// Venous blood.
    case venous
    /// The source that was seen does not say.
    case notStated = "not stated"
  }

  /// A named typical value with its provenance.
  public struct Parameter: Hashable, Sendable {
    /// Its name, such as `V1` or `CL`.
    public var name: String
    /// Its value.
    public var value: Expression
    /// The expression as it is written in the file.
    public var text: String
    /// The id of the source it comes from.
    public var source: String
    /// How well that was seen.
    public var evidence: Evidence
    /// What else should be known.
    public var note: String?

    /// Makes a parameter.
    public init(
      name: String, value: Expression, text: String, source: String, evidence: Evidence,
      note: String? = nil
    ) {
      self.name = name
      self.value = value
      self.text = text
      self.source = source
      self.evidence = evidence
      self.note = note
    }
  }

  /// A place where drug is.
  public struct Compartment: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its volume of distribution; nothing for a depot or a transit compartment.
    public var volume: Expression?
    /// The analyte in it.
    public var analyte: String
    /// Where it is written.
    public var location: SourceLocation

    /// Makes a compartment.
    public init(name: String, volume: Expression?, analyte: String, location: SourceLocation) {
      self.name = name
      self.volume = volume
      self.analyte = analyte
      self.location = location
    }
  }

  /// A way in.
  public struct Route: Hashable, Sendable {
    /// Its name, such as `iv` or `oral`.
    public var name: String
    /// The compartment that receives the dose.
    public var into: String
    /// The share of a dose that arrives; all of it when absent.
    public var bioavailability: Expression?
    /// How long after the dose it arrives; at once when absent.
    public var lag: Expression?
    /// Where it is written.
    public var location: SourceLocation

    /// Makes a route.
    public init(
      name: String, into: String, bioavailability: Expression? = nil, lag: Expression? = nil,
      location: SourceLocation
    ) {
      self.name = name
      self.into = into
      self.bioavailability = bioavailability
      self.lag = lag
      self.location = location
    }
  }

  /// A published effect site: a rate constant that belongs to this model and to one endpoint.
  public struct EffectSite: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The compartment that drives it.
    public var drivenBy: String
    /// The equilibration rate constant, 1/time.
    public var ke0: Expression
    /// The expression as it is written in the file.
    public var text: String
    /// What was measured.
    public var endpoint: String
    /// The id of the source.
    public var source: String
    /// How well that was seen.
    public var evidence: Evidence
    /// What else should be known, such as how wide its confidence interval is.
    public var note: String?

    /// Makes an effect site.
    public init(
      name: String, drivenBy: String, ke0: Expression, text: String, endpoint: String,
      source: String, evidence: Evidence, note: String? = nil
    ) {
      self.name = name
      self.drivenBy = drivenBy
      self.ke0 = ke0
      self.text = text
      self.endpoint = endpoint
      self.source = source
      self.evidence = evidence
      self.note = note
    }
  }

  /// Makes a model.
  public init(
    id: String, title: String, summary: String = "", drug: String, analytes: [Analyte],
    sources: [Citation], applicability: Applicability, sampling: Sampling, parameters: [Parameter],
    compartments: [Compartment], flows: [Flow], routes: [Route], effectSites: [EffectSite] = [],
    outputs: [Output], variability: Variability
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.drug = drug
    self.analytes = analytes
    self.sources = sources
    self.applicability = applicability
    self.sampling = sampling
    self.parameters = parameters
    self.compartments = compartments
    self.flows = flows
    self.routes = routes
    self.effectSites = effectSites
    self.outputs = outputs
    self.variability = variability
  }
}
