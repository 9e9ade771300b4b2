internal import ArgumentParser
internal import Titrate

/// The form of a check's report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case junit
  case sarif
  case github

  var format: CheckReport.Format {
    switch self {
    case .text: .text
    case .json: .json
    case .junit: .junit
    case .sarif: .sarif
    case .github: .github
    }
  }
}

/// The severity from which on findings fail a check.
enum FailingSeverity: String, ExpressibleByArgument, CaseIterable {
  case soft
  case hard

  var severity: LimitSeverity { self == .soft ? .soft : .hard }
}
