public import Diagnostics
public import Patients
public import Quantities

/// A model with the numbers of one patient: what ``Model/bind(to:effectSite:)`` gives.
public struct BoundModel: Hashable, Sendable {
  /// The model.
  public var model: Model
  /// The patient.
  public var patient: Patient
  /// The value of every parameter, in the file's order.
  public var parameters: [Value]
  /// The states and links.
  public var system: CompartmentSystem
  /// The ways in; the first is the intravenous one.
  public var routes: [Route]
  /// What can be observed, the plasma of the drug first; a chosen effect site comes last.
  public var outputs: [Output]
  /// The name of the effect site chosen, if any.
  public var effectSite: String?
  /// Ranges of applicability that this patient is outside of, as warnings.
  public var warnings: [Diagnostic]

  /// A parameter's value.
  public struct Value: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value in the canonical unit of its dimension (mg, umol, kg, L, min, cm).
    public var value: Double
    /// What it measures.
    public var dimension: Dimension

    /// Makes a value.
    public init(name: String, value: Double, dimension: Dimension) {
      self.name = name
      self.value = value
      self.dimension = dimension
    }
  }

  /// A way in, with numbers.
  public struct Route: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The index of the state that receives the dose.
    public var state: Int
    /// The share of a dose that arrives.
    public var bioavailability: Double
    /// How long after the dose it arrives.
    public var lag: Tick

    /// Makes a route.
    public init(name: String, state: Int, bioavailability: Double = 1, lag: Tick = .zero) {
      self.name = name
      self.state = state
      self.bioavailability = bioavailability
      self.lag = lag
    }
  }

  /// A concentration that can be observed.
  public struct Output: Hashable, Sendable {
    /// Its name, such as `plasma` or `effect`.
    public var name: String
    /// The substance.
    public var analyte: String
    /// The index of the state observed.
    public var state: Int
    /// g/mol, equal to mg/mmol; nothing when the model does not state it.
    public var molarMass: Double?

    /// Makes an output.
    public init(name: String, analyte: String, state: Int, molarMass: Double? = nil) {
      self.name = name
      self.analyte = analyte
      self.state = state
      self.molarMass = molarMass
    }
  }

  /// Makes a bound model.
  public init(
    model: Model, patient: Patient, parameters: [Value], system: CompartmentSystem, routes: [Route],
    outputs: [Output], effectSite: String? = nil, warnings: [Diagnostic] = []
  ) {
    self.model = model
    self.patient = patient
    self.parameters = parameters
    self.system = system
    self.routes = routes
    self.outputs = outputs
    self.effectSite = effectSite
    self.warnings = warnings
  }
}
