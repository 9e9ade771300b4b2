internal import Titrate

extension StudyScenario {
  /// How many subjects did not take the fast path, and why; nothing when all did.
  func pathNote(_ counts: ShardManifest.Counts) -> String? {
    var notes: [String] = []
    if counts.general > 0 {
      notes.append(
        "\(counts.general) subjects took the general path, which is as exact and slower: \(reason)")
    }
    if counts.scalarMetrics > 0 {
      notes.append(
        "maxima and times above of \(counts.scalarMetrics) subjects came from single curves, as exact "
          + "and slower: rounding might hide a turn of theirs")
    }
    return notes.isEmpty ? nil : "\(prefix): " + notes.joined(separator: "; ")
  }

  private var reason: String {
    if source.plan.inputs.contains(where: \.hasOwnLag) { return "lags differ between subjects" }
    return source.plan.isFast
      ? "their rates are outside what the fast one takes" : "the model's graph is not made of stars"
  }
}
