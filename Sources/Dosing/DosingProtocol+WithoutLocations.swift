internal import Diagnostics

extension DosingProtocol {
  /// The same protocol as if it were written nowhere: for comparing what two texts mean.
  public var withoutLocations: DosingProtocol {
    var copy = self
    for drug in copy.drugs.indices {
      for step in copy.drugs[drug].steps.indices {
        copy.drugs[drug].steps[step].location = .nowhere
        copy.drugs[drug].steps[step].doubts = []
      }
    }
    for phase in (copy.course?.phases ?? []).indices {
      copy.course?.phases[phase].location = .nowhere
    }
    return copy
  }
}

extension Schedule {
  /// The same schedule without the places of its steps: for comparing what two texts order.
  public var withoutLocations: Schedule {
    var copy = self
    for line in copy.lines.indices { copy.lines[line].location = nil }
    copy.doubts = []
    return copy
  }
}

extension SourceLocation {
  /// A place that is the same for everything.
  fileprivate static let nowhere = SourceLocation(file: "", line: 1, column: 1)
}
