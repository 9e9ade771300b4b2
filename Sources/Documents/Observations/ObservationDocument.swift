public import Diagnostics
internal import Quantities
public import Simulation
internal import Patients

/// Reads files of published observations, `titrate: observations/1`.
public enum ObservationDocument {
  /// Reads a file.
  /// - Throws: Every fault of the file at once.
  public static func read(text: String, file: String) throws(DiagnosticError) -> [Observation] {
    var findings = Findings()
    var observations: [Observation] = []
    let studies = findings.attempt { () throws(Diagnostic) in
      var reader = try DocumentHeader.open(
        text, file, what: "an observations file", is: "observations/1")
      let list = try reader.required("studies", example: "[...]").items(expecting: "studies")
      return (reader, list)
    }
    studies?.0.finish(&findings)
    for study in studies?.1 ?? [] {
      observations += StudyReader(study, &findings)?.observations ?? []
    }
    try findings.throwIfErrors()
    return observations
  }
}

/// Reads one study: what its observations share, and the observations.
private struct StudyReader {
  var observations: [Observation] = []

  init?(_ node: YAMLNode, _ findings: inout Findings) {
    guard
      let shared = findings.attempt({ () throws(Diagnostic) in
        try Shared(MappingReader(node, what: "a study"))
      })
    else { return nil }
    shared.reader.finish(&findings)
    for item in shared.items {
      var row: MappingReader?
      let observation = findings.attempt { () throws(Diagnostic) in
        var reader = try MappingReader(item, what: "an observation")
        defer { row = reader }
        return try shared.observation(&reader, at: item.location)
      }
      // Keys are only known to be superfluous when the whole row could be read.
      if let observation {
        row?.finish(&findings)
        observations.append(observation)
      }
    }
  }

  /// What the observations of a study share.
  struct Shared {
    var reader: MappingReader
    let study: String
    let population: String
    let drug: String
    let sampling: String
    let evidence: Evidence
    let weight: Quantity?
    let age: Quantity?
    let note: String?
    let notPredicted: String?
    let items: [YAMLNode]

    init(_ source: MappingReader) throws(Diagnostic) {
      var reader = source
      study = try reader.requiredText("study", example: "Koppel 1990")
      population = try reader.requiredText("population", example: "9 ICU patients")
      drug = try reader.requiredText("drug", example: "ketamine")
      sampling = try reader.requiredText("sampling", example: "venous")
      let word = try reader.required("evidence", example: "abstract")
      evidence = try word.choice(Evidence.self, what: "evidence")
      weight = try reader.optionalQuantity("weight", as: .weight)
      age = try reader.optionalQuantity("age", as: .age)
      note = try reader.optionalText("note")
      notPredicted = try reader.optionalText("not predicted")
      items = try reader.required("observed", example: "[...]").items(expecting: "observations")
      self.reader = reader
    }

    func observation(
      _ row: inout MappingReader, at location: SourceLocation
    ) throws(Diagnostic) -> Observation {
      let regimen = try row.optionalText("regimen")
      let output = try row.optionalText("output") ?? "plasma"
      let time = try row.optionalQuantity("at", as: .time)
      let word = try row.required("measure", example: "peak")
      let measure: Observation.Measure =
        switch try word.choice(MeasureWord.self, what: "a measure") {
        case .concentration:
          .concentration(
            at: try time.orMissing("at", example: "40 min", in: row.what, at: location))
        case .peak: .peak
        case .timeOfPeak: .timeOfPeak
        case .clearance: .clearance
        case .steadyStateVolume: .steadyStateVolume
        case .terminalVolume: .terminalVolume
        case .halfLife: .halfLife
        }
      let value = try row.required("value", example: "185 ng/mL")
      let deviation = row.optional("sd")
      return Observation(
        study: study, population: population, drug: drug, regimen: regimen,
        patient: Patient(weight: weight, age: age), output: output, measure: measure,
        value: try Quantity(
          parsing: value.text(expecting: "a value with its unit"), at: value.location),
        deviation: try deviation.map { (node) throws(Diagnostic) in
          try Quantity(parsing: node.text(expecting: "a value with its unit"), at: node.location)
        },
        sampling: sampling, evidence: evidence, note: try row.optionalText("note") ?? note,
        notPredicted: notPredicted, location: location)
    }
  }

  enum MeasureWord: String, CaseIterable {
    case concentration
    case peak
    case timeOfPeak = "time of peak"
    case clearance
    case steadyStateVolume = "volume at steady state"
    case terminalVolume = "terminal volume"
    case halfLife = "half-life"
  }
}

extension Optional where Wrapped == Quantity {
  fileprivate func orMissing(
    _ key: String, example: String, in what: String, at location: SourceLocation
  ) throws(Diagnostic) -> Quantity {
    if let self { return self }
    throw Diagnostic(
      .missingKey, at: location, "\(what) of a concentration has no `\(key)`",
      expected: "`\(key): \(example)`", remedy: "add `\(key): \(example)`")
  }
}
