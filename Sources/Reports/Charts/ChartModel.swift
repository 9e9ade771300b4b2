public import Quantities

/// What a chart shows, as plain values: terminal, SVG and JSON are drawn from the same one.
///
/// Every number is the curve's own. Whoever has more to show, a limit, a quantile or a finding,
/// appends it to ``rules``, ``bands`` or ``marks``; no renderer works anything out.
///
/// ```swift
/// var chart = try ChartModel(drug: drug, until: end)
/// chart.rules.append(
///   ChartModel.Rule(.hard, label: "ceiling", value: 400, source: "ward library 3"))
/// let picture = ChartModel.svg([chart])
/// ```
public struct ChartModel: Hashable, Sendable {
  /// What it shows, in a few words.
  public var title: String
  /// The drug whose concentrations are shown.
  public var drug: String
  /// Where the axis of time begins.
  public var start: Tick
  /// Where it ends.
  public var end: Tick
  /// The unit of every value but the rates.
  public var unit: String
  /// The curves, the most important first.
  public var traces: [Trace]
  /// Stretches between two curves.
  public var bands: [Band]
  /// Stretches between two values, over the whole time.
  public var levels: [Level]
  /// Values that matter, over the whole time.
  public var rules: [Rule]
  /// Moments that matter.
  public var marks: [Mark]
  /// What is given.
  public var dosing: Dosing
  /// What has to be said below the picture.
  public var notes: [String] = []

  /// Makes a chart.
  public init(
    title: String, drug: String, start: Tick = .zero, end: Tick, unit: String = "ng/mL",
    traces: [Trace] = [], bands: [Band] = [], levels: [Level] = [], rules: [Rule] = [],
    marks: [Mark] = [], dosing: Dosing = Dosing()
  ) {
    self.title = title
    self.drug = drug
    self.start = start
    self.end = end
    self.unit = unit
    self.traces = traces
    self.bands = bands
    self.levels = levels
    self.rules = rules
    self.marks = marks
    self.dosing = dosing
  }

  /// A point of a curve.
  public struct Point: Hashable, Sendable {
    /// Since the start of the course, min.
    public var minutes: Double
    /// In the chart's unit.
    public var value: Double

    /// Makes a point.
    public init(minutes: Double, value: Double) {
      self.minutes = minutes
      self.value = value
    }
  }

  /// A curve, as points to be joined by straight lines.
  public struct Trace: Hashable, Sendable {
    /// What a curve is, which decides its colour and line.
    public enum Role: String, Hashable, Sendable, CaseIterable {
      /// The drug in plasma.
      case plasma
      /// The drug at an effect site.
      case effect
      /// Another substance.
      case metabolite
      /// The same quantity under another model or another protocol.
      case alternative
    }

    /// Its name, with the sampling site.
    public var label: String
    /// What it is.
    public var role: Role
    /// In time order; two at one moment are the values just before and just after it.
    public var points: [Point]
    /// What stands for it beside its peak, where several curves of one kind are compared.
    public var sign: String?
    /// The highest point as the report's tables have it: of peaks that are equal but for the last
    /// bits, the same one.
    public var peak: Point?

    /// Makes a curve.
    public init(label: String, role: Role, points: [Point], peak: Point? = nil) {
      self.label = label
      self.role = role
      self.points = points
      self.peak = peak
    }

    /// The highest point: the one stated, or the first of the highest.
    public var highest: Point? {
      if let peak { return peak }
      return points.reduce(nil) { best, point in
        point.value > best?.value ?? -.infinity ? point : best
      }
    }
  }

  /// A stretch between two curves: how far models disagree, or how far people differ.
  public struct Band: Hashable, Sendable {
    /// What lies in it.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// The curves of several models of one person.
      case models
      /// The share of a population that lies between two percentiles.
      case population
    }

    /// What it is, such as `between all 4 models`.
    public var label: String
    /// What lies in it.
    public var kind: Kind
    /// The lower edge, in time order.
    public var lower: [Point]
    /// The upper edge, in time order.
    public var upper: [Point]

    /// Makes a band.
    public init(label: String, kind: Kind, lower: [Point], upper: [Point]) {
      self.label = label
      self.kind = kind
      self.lower = lower
      self.upper = upper
    }
  }

  /// A stretch between two values, such as the concentrations at which an effect was seen.
  public struct Level: Hashable, Sendable {
    /// What it marks.
    public var label: String
    /// The lower end.
    public var lower: Double
    /// The upper end.
    public var upper: Double
    /// Where it was published.
    public var source: String
    /// What a reader must know about it, such as that nothing outside of it was described.
    public var note: String

    /// Makes a level.
    public init(label: String, lower: Double, upper: Double, source: String, note: String = "") {
      self.label = label
      self.lower = lower
      self.upper = upper
      self.source = source
      self.note = note
    }
  }

  /// A value that matters, drawn as a line.
  public struct Rule: Hashable, Sendable {
    /// How much it matters.
    public enum Weight: String, Hashable, Sendable, CaseIterable {
      /// A published value to compare with.
      case landmark
      /// A limit that may be exceeded for a reason.
      case soft
      /// A limit that may not be exceeded.
      case hard
    }

    /// How much it matters.
    public var weight: Weight
    /// What it is.
    public var label: String
    /// In the chart's unit; in mg/h among ``Dosing/rules``.
    public var value: Double
    /// Where it comes from.
    public var source: String

    /// Makes a rule.
    public init(_ weight: Weight, label: String, value: Double, source: String = "") {
      self.weight = weight
      self.label = label
      self.value = value
      self.source = source
    }
  }

  /// A moment that matters.
  public struct Mark: Hashable, Sendable {
    /// What happens.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// A session begins.
      case session
      /// A finding, such as a limit that is passed.
      case finding
      /// The moment that a report is about.
      case moment
    }

    /// What happens.
    public var kind: Kind
    /// Since the start of the course, min.
    public var minutes: Double
    /// In a few characters.
    public var label: String

    /// Makes a mark.
    public init(_ kind: Kind, minutes: Double, label: String) {
      self.kind = kind
      self.minutes = minutes
      self.label = label
    }
  }
}
