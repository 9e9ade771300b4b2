internal import Titrate

extension StudyScenario {
  /// How curves that have no closed form are solved; nothing where all have one.
  var method: String? {
    let tolerance = NumberFormat.plain(SaturableSolver.defaultTolerance)
    return source.plan.isSaturable ? "collocation, relative tolerance \(tolerance)" : nil
  }

  /// How many subjects did not take the fast path, and why; nothing when all did.
  func pathNote(_ counts: ShardManifest.Counts) -> String? {
    var notes: [String] = []
    if counts.general > 0 {
      notes.append("\(counts.general) subjects took the general path, \(reason)")
    }
    if counts.scalarMetrics > 0 {
      notes.append(
        "maxima and times above of \(counts.scalarMetrics) subjects came from single curves, as exact "
          + "and slower: rounding might hide a turn of theirs")
    }
    return notes.isEmpty ? nil : "\(prefix): " + notes.joined(separator: "; ")
  }

  private var reason: String {
    let plan = source.plan
    if let method { return "solved in steps (\(method)): a flow saturates" }
    let slower = "which is as exact and slower: "
    return slower
      + (plan.isFast
        ? "their rates are outside what the fast one takes"
        : "the model's graph is not made of stars")
  }
}
