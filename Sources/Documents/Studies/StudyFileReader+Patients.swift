internal import Diagnostics
internal import Patients
internal import Population
internal import Quantities

extension StudyFileReader {
  mutating func patients(_ root: inout MappingReader) -> Study.Participants? {
    let example = "{ subjects: 1000, weight: { fixed: 70 kg } }"
    guard let node = required("patients", example, in: &root),
      var block = block(node, "the patients")
    else { return nil }
    if let file = block.optional("file") {
      let table = mention(file, "the path of a table of patients")
      block.finish(&findings)
      return table.map { .file($0) }
    }
    let subjects = required("subjects", "1000", in: &block).flatMap {
      count($0, "subjects", most: Self.mostSubjects)
    }
    let share = block.optional("sex").map { femaleShare($0) }
    var margins: [PatientDistributions.Margin] = []
    var unread: Set<String> = []
    for measure in Patient.Measure.allCases {
      guard let entry = block.entry(measure.name) else { continue }
      if let margin = margin(measure, entry, knowsSex: share != nil) {
        margins.append(margin)
      } else {
        unread.insert(measure.name)
      }
    }
    let pairs = block.optional("correlation").map { correlations($0, margins, unread) } ?? []
    block.finish(&findings)
    guard let subjects else { return nil }
    return .drawn(
      PatientDistributions(
        femaleShare: share ?? nil, margins: margins, correlations: pairs, location: node.location),
      count: subjects)
  }

  private mutating func femaleShare(_ node: YAMLNode) -> Double? {
    if case .mapping = node.content {
      guard var block = block(node, "the shares of the sexes") else { return nil }
      let female = required("female", "50 %", in: &block)
      let male = required("male", "50 %", in: &block)
      block.finish(&findings)
      guard let female, let male else { return nil }
      return findings.attempt { () throws(Diagnostic) in
        let shares = try [female.share(), male.share()]
        try Self.checkSum(shares, at: node.location)
        return shares[0].canonical
      }
    }
    return findings.attempt { () throws(Diagnostic) in
      let text = try node.text(expecting: "`female`, `male` or the shares of both")
      return try Patient.Sex(parsing: text, at: node.location) == .female ? 1 : 0
    }
  }

  static func checkSum(
    _ shares: [Quantity], at location: SourceLocation
  ) throws(Diagnostic) {
    var sum: DecimalNumber? = .zero
    for share in shares {
      let number = share.unit.symbol == "%" ? share.number : share.number.multiplied(by: .init(100))
      sum = number.flatMap { sum?.adding($0) }
    }
    guard sum == DecimalNumber(100) else {
      throw Diagnostic(
        .badShares, at: location,
        "the shares add up to \(sum.map { "\($0) %" } ?? "something that cannot be computed")",
        expected: "100 %", remedy: "correct one of them")
    }
  }

  private mutating func margin(
    _ measure: Patient.Measure, _ entry: YAMLEntry, knowsSex: Bool
  ) -> PatientDistributions.Margin? {
    guard var block = block(entry.value, "the distribution of the \(measure.name)") else {
      return nil
    }
    let female = block.optional("female")
    let male = block.optional("male")
    guard female != nil || male != nil else {
      let shape = shape(measure, &block)
      block.finish(&findings)
      return shape.map { PatientDistributions.Margin(measure, female: $0, male: $0) }
    }
    block.finish(&findings)
    if !knowsSex {
      findings.add(
        Diagnostic(
          .missingKey, at: entry.keyLocation,
          "the \(measure.name) differs between the sexes, and nothing says who is what",
          expected: "`sex: { female: 50 %, male: 50 % }`", remedy: "add `sex` to the patients"))
    }
    let shapes = [("female", female), ("male", male)].map { key, node in
      sexedShape(measure, key, node, entry)
    }
    guard let first = shapes[0], let second = shapes[1] else { return nil }
    return PatientDistributions.Margin(measure, female: first, male: second)
  }

  private mutating func sexedShape(
    _ measure: Patient.Measure, _ key: String, _ node: YAMLNode?, _ entry: YAMLEntry
  ) -> PatientDistributions.Shape? {
    guard let node else {
      findings.add(
        Diagnostic(
          .missingKey, at: entry.keyLocation,
          "the \(measure.name) of \(key) patients is not stated",
          expected: "a distribution for each sex", remedy: "add `\(key)`"))
      return nil
    }
    guard var block = block(node, "the \(measure.name) of \(key) patients") else { return nil }
    let shape = shape(measure, &block)
    block.finish(&findings)
    return shape
  }

  private mutating func correlations(
    _ node: YAMLNode, _ margins: [PatientDistributions.Margin], _ unread: Set<String>
  ) -> [PatientDistributions.Correlation] {
    let entries = findings.attempt { () throws(Diagnostic) in
      try node.entries(expecting: "pairs such as `weight ~ height: 0.5`")
    }
    var result: [PatientDistributions.Correlation] = []
    for entry in entries ?? [] {
      // What could not be read has been reported.
      if let (first, second) = try? entry.pair(), !unread.isDisjoint(with: [first, second]) {
        continue
      }
      let correlation = findings.attempt { () throws(Diagnostic) in
        try Self.correlation(entry, margins)
      }
      if let correlation { result.append(correlation) }
    }
    if findings.diagnostics.isEmpty || !result.isEmpty {
      let distributions = PatientDistributions(
        femaleShare: nil, margins: margins, correlations: result)
      if (try? PatientSampler(distributions)) == nil {
        findings.add(
          Diagnostic(
            .badShares, at: node.location, "the correlations belong to no distribution",
            expected: "a positive definite matrix", remedy: "check them against their source"))
      }
    }
    return result
  }

  private static func correlation(
    _ entry: YAMLEntry, _ margins: [PatientDistributions.Margin]
  ) throws(Diagnostic) -> PatientDistributions.Correlation {
    let (first, second) = try entry.pair()
    let value = try entry.value.correlation()
    var measures: [Patient.Measure] = []
    for name in [first, second] {
      let margin = margins.first { $0.measure.name == name }
      guard let margin, margin.female.hasDeviate, margin.male.hasDeviate else {
        throw Diagnostic(
          .notCorrelated, at: entry.keyLocation,
          margin == nil
            ? "`\(name)` has no distribution" : "`\(name)` is neither normal nor log-normal",
          expected: "two measures with normal or log-normal distributions",
          remedy: "state such a distribution, or leave the pair out")
      }
      measures.append(margin.measure)
    }
    guard measures[0] != measures[1] else {
      throw Diagnostic(
        .badPair, at: entry.keyLocation, "`\(entry.key)` names one measure twice",
        expected: "two measures", remedy: "correct one of the names")
    }
    return PatientDistributions.Correlation(measures[0], measures[1], value.double)
  }
}

extension PatientDistributions.Shape {
  /// Whether a normal deviate stands behind the measure.
  var hasDeviate: Bool {
    switch self {
    case .normal, .logNormal: true
    case .fixed, .uniform, .categorical: false
    }
  }
}
