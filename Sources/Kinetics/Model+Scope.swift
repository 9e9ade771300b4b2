public import Quantities

extension Model {
  /// A concentration that can be observed.
  public struct Output: Hashable, Sendable {
    /// Its name, such as `plasma`.
    public var name: String
    /// The compartment observed.
    public var compartment: String

    /// Makes an output.
    public init(name: String, compartment: String) {
      self.name = name
      self.compartment = compartment
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

    /// Makes an applicability statement.
    public init(ranges: [Range] = [], population: String = "", longest: Quantity? = nil) {
      self.ranges = ranges
      self.population = population
      self.longest = longest
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
}
