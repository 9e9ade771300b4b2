internal import Diagnostics
internal import Population
internal import Quantities

extension StudyFileReader {
  mutating func outputs(_ root: inout MappingReader) -> Study.Outputs? {
    let example = "{ quantiles: [5, 50, 95], metrics: [cmax, auc] }"
    guard let node = required("outputs", example, in: &root),
      var block = block(node, "the block `outputs`")
    else { return nil }
    let curves = block.optional("curves").map { readFormats($0) } ?? []
    let percentiles = block.optional("quantiles").map { readPercentiles($0) } ?? []
    let metrics = block.optional("metrics").map { readMetrics($0) } ?? ([], [])
    var subjects: Set<Study.SubjectColumns> = []
    if let list = block.optional("subjects") {
      for item in items(list, "groups of columns") {
        let column = findings.attempt { () throws(Diagnostic) in
          try item.choice(Study.SubjectColumns.self, what: "a group of columns")
        }
        if let column { subjects.insert(column) }
      }
    }
    let limits = block.optional("limits").map { node in
      findings.attempt { () throws(Diagnostic) in
        try node.choice(LimitCounting.self, what: "what is wanted of limits")
      }
    }
    block.finish(&findings)
    return Study.Outputs(
      curves: curves.contains(.csv), dataSet: curves.contains(.nonmem), percentiles: percentiles,
      metrics: metrics.0, metricLocations: metrics.1, subjects: subjects, limits: limits != nil)
  }

  /// One format of curves, or a list of them.
  private mutating func readFormats(_ node: YAMLNode) -> [CurveFormat] {
    var nodes = [node]
    if case .sequence = node.content { nodes = items(node, "formats of curves") }
    var formats: [CurveFormat] = []
    for node in nodes {
      let format = findings.attempt { () throws(Diagnostic) in
        try node.choice(CurveFormat.self, what: "a format of curves")
      }
      guard let format else { continue }
      if formats.contains(format) { reportRepeat("this format", at: node.location) }
      formats.append(format)
    }
    return formats
  }

  private mutating func reportRepeat(_ what: String, at location: SourceLocation) {
    findings.add(
      Diagnostic(
        .duplicateKey, at: location, "\(what) is already in the list", expected: "each once",
        remedy: "remove one"))
  }

  private mutating func readPercentiles(_ node: YAMLNode) -> [DecimalNumber] {
    var result: [DecimalNumber] = []
    for item in items(node, "percentiles") {
      let percentile = findings.attempt { () throws(Diagnostic) in
        let number = try item.pureNumber()
        guard .zero < number, number < DecimalNumber(100),
          result.last.map({ $0 < number }) ?? true
        else {
          throw Diagnostic(
            .badPercentile, at: item.location, "`\(number)` is not the next percentile",
            expected: "numbers above 0 and below 100 that rise",
            remedy: "write, for example, `[5, 50, 95]`")
        }
        return number
      }
      if let percentile { result.append(percentile) }
    }
    return result
  }

  private mutating func readMetrics(
    _ node: YAMLNode
  ) -> ([Study.MetricChoice], [SourceLocation]) {
    var result: [Study.MetricChoice] = []
    var places: [SourceLocation] = []
    for item in items(node, "metrics") {
      guard let metric = metric(item) else { continue }
      if result.contains(metric) { reportRepeat("this metric", at: item.location) }
      result.append(metric)
      places.append(item.location)
    }
    return (result, places)
  }

  private mutating func metric(_ item: YAMLNode) -> Study.MetricChoice? {
    if case .mapping = item.content {
      guard var block = block(item, "a metric") else { return nil }
      let threshold = required("time above", "100 ng/mL", in: &block)
      block.finish(&findings)
      return threshold.flatMap { node in
        findings.attempt { () throws(Diagnostic) in
          .timeAbove(
            try Quantity(
              parsing: node.text(expecting: "a concentration"), as: .plasmaConcentration,
              at: node.location))
        }
      }
    }
    let word = findings.attempt { () throws(Diagnostic) in
      try item.choice(MetricWord.self, what: "a metric")
    }
    switch word {
    case .maximum: return .maximum
    case .maximumTime: return .maximumTime
    case .area: return .area
    case .areaToInfinity: return .areaToInfinity
    case .terminalHalfLife: return .terminalHalfLife
    case .meanResidenceTime: return .meanResidenceTime
    case .clearance: return .clearance
    case .steadyStateVolume: return .steadyStateVolume
    case nil: return nil
    }
  }
}

/// The formats in which curves are written.
private enum CurveFormat: String, CaseIterable {
  case csv
  case nonmem
}

/// What can be wanted of limits.
private enum LimitCounting: String, CaseIterable {
  case shares
}

/// The metrics that are one word.
private enum MetricWord: String, CaseIterable {
  case maximum = "cmax"
  case maximumTime = "tmax"
  case area = "auc"
  case areaToInfinity = "auc to infinity"
  case terminalHalfLife = "half-life"
  case meanResidenceTime = "mean residence time"
  case clearance
  case steadyStateVolume = "volume at steady state"
}
