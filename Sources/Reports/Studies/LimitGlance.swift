internal import Limits
internal import NumericalMethods
internal import Population

/// What limits say of the subjects of a study, in a few lines for whoever waits at a terminal.
public struct LimitGlance: Sendable {
  private let scenarios: [(title: String, judged: JudgedScenario)]

  /// Makes one of scenarios with their titles.
  public init(_ scenarios: [(title: String, judged: JudgedScenario)]) {
    self.scenarios = scenarios
  }

  /// Bounds that somebody breaks with the share of subjects, and how many others were kept or not
  /// judged in anybody.
  public var text: String {
    guard !scenarios.isEmpty else { return "" }
    var lines = ["limits: subjects beyond a bound, of those judged (Wilson interval of 95 %)"]
    for (title, judged) in scenarios {
      lines.append("  s\(judged.number) \(title)")
      let bounds = judged.bounds
      let broken = bounds.filter { $0.count.broken > 0 }
      lines += broken.map { set, bound, count in
        "    \(bound.severity.rawValue) \(set.id)/\(JudgedSubject(bound.subject, in: set).id): "
          + Self.share(count)
      }
      let kept = bounds.count { $0.count.broken == 0 && $0.count.judged > 0 }
      let idle = bounds.count { $0.count.judged == 0 }
      lines.append("    \(kept) bounds kept by all judged, \(idle) not judged in anybody")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `3.2 % (2.3 to 4.5 %), 32 of 1000`.
  private static func share(_ count: LimitTally.Count) -> String {
    func percent(_ share: Double) -> String { NumberFormat.plain(100 * share, digits: 3) }
    let interval = WilsonInterval(count.broken, of: count.judged)
    let share = percent(Double(count.broken) / Double(count.judged))
    return "\(share) % (\(percent(interval?.low ?? 0)) to \(percent(interval?.high ?? 1)) %), "
      + "\(count.broken) of \(count.judged)"
  }
}
