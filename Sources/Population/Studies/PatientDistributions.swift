public import Diagnostics
public import Patients
public import Quantities

/// How the patients of a study are distributed.
///
/// Every bound is explicit: a draw in which any measure lies outside its bounds is thrown away as a
/// whole and made again, so the patients follow the joint distribution within the bounds. Drawn
/// values are rounded as scales and rulers do, to 0.01 kg, 0.1 cm and 0.01 y, so that a table of
/// the patients drawn gives the same patients when it is read.
public struct PatientDistributions: Hashable, Sendable {
  /// The distribution of one measure.
  public enum Shape: Hashable, Sendable {
    /// Everybody the same.
    case fixed(Quantity)
    /// Every value between two as likely as the others.
    case uniform(QuantityRange)
    /// Normal with a mean and a standard deviation, cut at bounds.
    case normal(mean: Quantity, deviation: Quantity, within: QuantityRange)
    /// Log-normal with a median and a coefficient of variation (√(exp(ω²) - 1)), cut at bounds.
    case logNormal(median: Quantity, variation: Quantity, within: QuantityRange)
    /// One of some values, each with its share.
    case categorical([Share])
  }

  /// A value with the share of patients that have it.
  public struct Share: Hashable, Sendable {
    /// The value.
    public var value: Quantity
    /// From 0 to 1.
    public var share: Double

    /// Makes a share.
    public init(_ value: Quantity, _ share: Double) {
      self.value = value
      self.share = share
    }
  }

  /// One measure with its distribution, which may differ between the sexes.
  public struct Margin: Hashable, Sendable {
    /// The measure.
    public var measure: Patient.Measure
    /// The distribution for female patients, or for all when nothing is known about sex.
    public var female: Shape
    /// The distribution for male patients.
    public var male: Shape

    /// Makes a margin.
    public init(_ measure: Patient.Measure, female: Shape, male: Shape) {
      self.measure = measure
      self.female = female
      self.male = male
    }
  }

  /// Two measures that go together, by the correlation of the normal deviates behind them.
  public struct Correlation: Hashable, Sendable {
    /// One measure.
    public var first: Patient.Measure
    /// The other.
    public var second: Patient.Measure
    /// From -1 to 1.
    public var value: Double

    /// Makes a correlation.
    public init(_ first: Patient.Measure, _ second: Patient.Measure, _ value: Double) {
      self.first = first
      self.second = second
      self.value = value
    }
  }

  /// The share of female patients; nothing when sex is not stated.
  public var femaleShare: Double?
  /// The measures, in a fixed order.
  public var margins: [Margin]
  /// What goes together; every other pair is independent.
  public var correlations: [Correlation]
  /// Where they are written, when they stand in a text.
  public var location: SourceLocation?

  /// Makes distributions.
  public init(
    femaleShare: Double?, margins: [Margin], correlations: [Correlation] = [],
    location: SourceLocation? = nil
  ) {
    self.femaleShare = femaleShare
    self.margins = margins.sorted { $0.measure.order < $1.measure.order }
    self.correlations = correlations
    self.location = location
  }
}

extension Patient.Measure {
  /// The place of a measure among draws and columns; it never changes, because draws depend on it.
  var order: Int {
    switch self {
    case .weight: 0
    case .height: 1
    case .age: 2
    case .dosingWeight: 3
    }
  }
}
