public import Diagnostics
public import Patients
public import Quantities

extension Model {
  /// A concentration that can be observed.
  public struct Output: Hashable, Sendable {
    /// Its name, such as `plasma`.
    public var name: String
    /// The compartment observed.
    public var compartment: String
    /// Where it is written, when it is.
    public var location: SourceLocation?

    /// Makes an output.
    public init(name: String, compartment: String, location: SourceLocation? = nil) {
      self.name = name
      self.compartment = compartment
      self.location = location
    }
  }

  /// For whom a model was made; outside, results are shown with a warning.
  public struct Applicability: Hashable, Sendable {
    /// Ranges of covariates, in the order in which the file states them.
    public var ranges: [Range]
    /// Who was studied, in words.
    public var population: String
    /// The longest time after the start for which it was meant, when the source limits it.
    public var longest: Quantity?
    /// How well the ranges were seen; `assumption` when they are this project's choice.
    public var evidence: Evidence?

    /// Makes an applicability statement.
    public init(
      ranges: [Range] = [], population: String = "", longest: Quantity? = nil,
      evidence: Evidence? = nil
    ) {
      self.ranges = ranges
      self.population = population
      self.longest = longest
      self.evidence = evidence
    }

    /// A range of one covariate, both ends included.
    public struct Range: Hashable, Sendable {
      /// The covariate: `weight`, `age` or `height`.
      public var covariate: String
      /// The lowest value.
      public var lower: Quantity
      /// The highest value.
      public var upper: Quantity

      /// Makes a range.
      public init(covariate: String, lower: Quantity, upper: Quantity) {
        self.covariate = covariate
        self.lower = lower
        self.upper = upper
      }
    }
  }

  /// The properties of a patient that the model needs, each with the place of its first use.
  ///
  /// The patient's part in effect sites that are not chosen is left out.
  /// - Parameter effectSite: The effect site chosen, if any.
  /// - Returns: Each property once, in the order of the formulas.
  public func covariates(
    effectSite: String? = nil
  ) -> [(covariate: Covariate, location: SourceLocation)] {
    var expressions = parameters.map(\.value) + compartments.compactMap(\.volume)
    for flow in flows { expressions += flow.kinetics.expressions + [flow.yield].compactMap { $0 } }
    for route in routes { expressions += [route.bioavailability, route.lag].compactMap { $0 } }
    expressions += effectSites.filter { $0.name == effectSite }.map(\.ke0)
    var found: [(covariate: Covariate, location: SourceLocation)] = []
    for use in expressions.flatMap(\.covariates)
    where !found.contains(where: { $0.covariate == use.covariate }) {
      found.append(use)
    }
    return found
  }
}
