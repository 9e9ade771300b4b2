internal import Diagnostics

extension Unit {
  /// Reads one name with its power: `cm^2`, `cm²`, `min^-1`, `h⁻¹`.
  /// - Parameter wanted: What may be meant as a whole; only units that occur in it are proposed.
  static func power(
    _ written: String, at place: SourceLocation, wanted: [Dimension]? = nil
  ) throws(Diagnostic) -> Unit {
    let (name, power) = try splitPower(written, at: place)
    let base = try simple(name, at: place, wanted: wanted)
    guard power != 1 else { return base }
    var result = power < 0 ? Unit.one : base
    for _ in 0..<(power < 0 ? -power : power - 1) {
      guard let next = result.combined(with: base, dividing: power < 0) else {
        throw Diagnostic(
          .unknownUnit, at: place, "the unit `\(written)` is beyond the range of units",
          remedy: "write a simpler unit")
      }
      result = next
    }
    return Unit("\(base.symbol)^\(power)", result.dimension, result.numerator, result.denominator)
  }

  private static func splitPower(
    _ written: String, at place: SourceLocation
  ) throws(Diagnostic) -> (name: String, power: Int) {
    let isPlain = written.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "^") }
    if isPlain { return (written, 1) }
    let powers = [
      ("^2", 2), ("^3", 3), ("^-1", -1), ("^-2", -2), ("^-3", -3), ("\u{207B}\u{B9}", -1),
      ("\u{B2}", 2), ("\u{B3}", 3),
    ]
    for (suffix, power) in powers where written.hasSuffix(suffix) {
      return (String(written.dropLast(suffix.count)), power)
    }
    guard !written.contains("^") else {
      throw Diagnostic(
        .unknownUnit, at: place, "the power in `\(written.shortened())` is not one that units have",
        expected: "`^2`, `^3` or `^-1`", remedy: "write, for example, `cm^2` or `min^-1`")
    }
    return (written, 1)
  }

  private static func simple(
    _ name: String, at place: SourceLocation, wanted: [Dimension]?
  ) throws(Diagnostic) -> Unit {
    if let unit = named(name) { return unit }
    let shown = name.shortened()
    if let refusal = refusal(of: name) {
      throw Diagnostic(
        .ambiguousUnit, at: place, "the unit `\(shown)` is not accepted: \(refusal.why)",
        remedy: refusal.remedy)
    }
    let candidates = entries.filter { entry in
      wanted.map { $0.contains { $0.involves(entry.unit.dimension) } } ?? true
    }
    let near = alternatives(to: name, among: candidates.flatMap(\.spellings))
    throw Diagnostic(
      .unknownUnit, at: place, "unknown unit `\(shown)`",
      expected: "one of \(candidates.map { $0.spellings[0] }.joined(separator: ", "))",
      remedy: near.isEmpty
        ? "write one of the units listed"
        : near.count == 1
          ? "did you mean `\(near[0])`?"
          : "write `\(near.joined(separator: "` or `"))`, whichever is meant")
  }

  /// The symbols of the units that may be meant by a name that is none.
  ///
  /// Units that begin like the name come before all others. Of one dimension none is preferred:
  /// between `mg` and `mcg` lies a factor of a thousand. Of several dimensions the place decides,
  /// and the one whose spelling the name begins with is proposed.
  private static func alternatives(to name: String, among spellings: [String]) -> [String] {
    let near = nearest(to: name, among: spellings)
    let alike = near.filter { $0.first?.lowercased() == name.first?.lowercased() }
    let proposed = alike.isEmpty ? near : alike
    let whole = proposed.filter { name.lowercased().hasPrefix($0.lowercased()) }
    if let begun = whole.first.flatMap(named),
      proposed.compactMap(named).allSatisfy({ $0 == begun || $0.dimension != begun.dimension })
    {
      return [begun.symbol]
    }
    return proposed.compactMap { named($0)?.symbol }.reduce(into: []) { symbols, symbol in
      if !symbols.contains(symbol) { symbols.append(symbol) }
    }
  }
}
