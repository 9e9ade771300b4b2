internal import Diagnostics
internal import Patients
internal import Population
internal import Quantities

extension StudyFileReader {
  /// Reads the one distribution that a block states.
  mutating func shape(
    _ measure: Patient.Measure, _ block: inout MappingReader
  ) -> PatientDistributions.Shape? {
    let stated = ["fixed", "uniform", "normal", "log-normal", "categorical"].compactMap { key in
      block.optional(key).map { (key, $0) }
    }
    let bounds = block.optional("within")
    guard let (key, node) = stated.first else {
      findings.add(
        Diagnostic(
          .missingKey, at: block.location, "\(block.what) is not stated",
          expected: "`fixed`, `uniform`, `normal`, `log-normal` or `categorical`",
          remedy: "write, for example, `{ uniform: 18..65 y }`"))
      return nil
    }
    if stated.count > 1 {
      findings.add(
        Diagnostic(
          .contradictoryKeys, at: stated[1].1.location,
          "`\(key)` and `\(stated[1].0)` exclude "
            + "each other", expected: "one distribution", remedy: "keep one of the two"))
    }
    let isCut = key == "normal" || key == "log-normal"
    if let bounds, !isCut {
      findings.add(
        Diagnostic(
          .contradictoryKeys, at: bounds.location, "`\(key)` has no tails to cut",
          expected: "`within` beside `normal` or `log-normal`", remedy: "leave `within` out"))
    }
    guard isCut else { return plainShape(measure, key, node) }
    return cutShape(measure, key, node, bounds, at: block.location)
  }

  private mutating func plainShape(
    _ measure: Patient.Measure, _ key: String, _ node: YAMLNode
  ) -> PatientDistributions.Shape? {
    if key == "categorical" { return categorical(measure, node) }
    return findings.attempt { () throws(Diagnostic) in
      if key == "uniform" {
        let range = try Self.range(measure, node)
        if let fault = Self.emptyRange(measure, .uniform(range), range, at: node.location) {
          throw fault
        }
        return .uniform(range)
      }
      let text = try node.text(expecting: measure.kind.name)
      return .fixed(try measure.read(text, at: node.location))
    }
  }

  private mutating func categorical(
    _ measure: Patient.Measure, _ node: YAMLNode
  ) -> PatientDistributions.Shape? {
    findings.attempt { () throws(Diagnostic) in
      let entries = try node.entries(expecting: "values with their shares")
        .limited(to: Self.mostEntries, at: node.location)
      var values: [PatientDistributions.Share] = []
      var shares: [Quantity] = []
      for entry in entries {
        let value = try measure.read(entry.key, at: entry.keyLocation)
        shares.append(try entry.value.share())
        values.append(.init(value, shares[shares.count - 1].canonical))
      }
      try Self.checkSum(shares, at: node.location)
      return .categorical(values)
    }
  }

  private mutating func cutShape(
    _ measure: Patient.Measure, _ key: String, _ node: YAMLNode, _ bounds: YAMLNode?,
    at location: SourceLocation
  ) -> PatientDistributions.Shape? {
    guard let bounds else {
      findings.add(
        Diagnostic(
          .missingKey, at: location, "the tails of the \(measure.name) have no bounds",
          expected: "`within`, such as `within: 45..120 kg`",
          remedy: "state between which values a patient's \(measure.name) lies"))
      return nil
    }
    let range = findings.attempt { () throws(Diagnostic) in try Self.range(measure, bounds) }
    guard var block = block(node, "the \(key) distribution") else { return nil }
    let (first, second) = key == "normal" ? ("mean", "sd") : ("median", "cv")
    let centre = required(first, measure.kind.firstExample, in: &block)
    let spread = required(second, key == "normal" ? "8 cm" : "20 %", in: &block)
    block.finish(&findings)
    guard let centre, let spread, let range else { return nil }
    let shape: PatientDistributions.Shape? = findings.attempt { () throws(Diagnostic) in
      let middle = try measure.read(
        centre.text(expecting: measure.kind.name), at: centre.location)
      if key == "log-normal" {
        return .logNormal(median: middle, variation: try spread.positiveShare(), within: range)
      }
      let deviation = try Quantity(
        parsing: spread.text(expecting: "a standard deviation"), as: measure.kind,
        at: spread.location)
      guard deviation.number > .zero else {
        throw YAMLNode.notPositive(deviation.description, at: spread.location)
      }
      return .normal(mean: middle, deviation: deviation, within: range)
    }
    guard let shape else { return nil }
    if let fault = Self.emptyRange(measure, shape, range, at: bounds.location) {
      findings.add(fault)
      return nil
    }
    if shape.isBeyondBounds {
      findings.add(
        Diagnostic(
          .emptyBounds, at: bounds.location,
          "hardly any \(measure.name) of this distribution lies within `\(range.lower)` to "
            + "`\(range.upper)`",
          expected: "bounds no further than two standard deviations from the middle",
          remedy: "correct the bounds or the distribution"))
    }
    return shape
  }

  /// What is wrong with a range in which no value lies as it is rounded.
  private static func emptyRange(
    _ measure: Patient.Measure, _ shape: PatientDistributions.Shape, _ range: QuantityRange,
    at location: SourceLocation
  ) -> Diagnostic? {
    guard shape.isNarrowerThanRounding(of: measure) else { return nil }
    let step =
      switch measure {
      case .weight, .dosingWeight: "0.01 kg"
      case .height: "0.1 cm"
      case .age: "0.01 y"
      }
    return Diagnostic(
      .emptyBounds, at: location,
      "no \(measure.name) in whole steps of \(step) lies within `\(range.lower)` to `\(range.upper)`",
      expected: "a range that holds such a value; what is drawn is rounded to \(step)",
      remedy: "widen the range, or write `{ fixed: \(range.lower) }` for everybody")
  }

  private static func range(
    _ measure: Patient.Measure, _ node: YAMLNode
  ) throws(Diagnostic) -> QuantityRange {
    let (text, location) = try node.line(expecting: "a range such as `45..120 kg`")
    let range = try QuantityRange(parsing: text, as: measure.kind, at: location)
    for end in [range.lower, range.upper] {
      if let fault = measure.impossibility(of: end, at: location) { throw fault }
    }
    return range
  }
}

extension PatientDistributions.Shape {
  /// Whether the bounds leave out the middle by more than two standard deviations, so that draws
  /// would be thrown away almost always.
  fileprivate var isBeyondBounds: Bool {
    switch self {
    case .normal(let mean, let deviation, let range):
      let (low, high) = (range.lower.canonical, range.upper.canonical)
      let reach = 2 * deviation.canonical
      return mean.canonical + reach < low || mean.canonical - reach > high
    case .logNormal(let median, let variation, let range):
      let reach = (1 + variation.canonical) * (1 + variation.canonical)
      return median.canonical * reach < range.lower.canonical
        || median.canonical / reach > range.upper.canonical
    case .fixed, .uniform, .categorical: return false
    }
  }
}

extension QuantityKind {
  /// The first example, without its quotes.
  fileprivate var firstExample: String {
    String(examples.dropFirst().prefix { $0 != "`" })
  }
}
