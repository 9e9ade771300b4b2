public import Diagnostics

extension Quantity {
  /// Reads a quantity such as `0.5 mg/kg`, `82kg`, `3 mg/kg/h ideal` or `30 %`.
  /// - Parameters:
  ///   - text: The number, its unit and, for a per-kilogram unit, which weight.
  ///   - location: Where the text starts; diagnostics point into it.
  /// - Throws: A diagnostic `T3001`...`T3008`; nothing is guessed.
  public init(parsing text: String, at location: SourceLocation) throws(Diagnostic) {
    try self.init(reading: text, at: location, wanted: nil)
  }

  /// Reads a quantity; where it is known what is wanted, only such units are proposed.
  init(
    reading text: String, at location: SourceLocation, wanted: [Dimension]?
  ) throws(Diagnostic) {
    let reader = NumberReader(text, at: location)
    let (number, rest) = try reader.number()
    var units = UnitReader(rest, at: location, wanted: wanted)
    guard !units.rest.isEmpty else {
      throw Diagnostic(
        .missingUnit, at: reader.place, "the number `\(reader.shown)` has no unit",
        expected: "a number with its unit, such as `0.5 mg/kg`, `40 min` or `82 kg`",
        remedy: "write the unit after the number")
    }
    let unit = try units.unit()
    let scalar = try units.scalar(after: unit)
    self.init(number, unit, scalar: scalar)
  }
}

extension UnitReader {
  /// Reads the name of a weight, which may follow a unit per body weight and ends the text.
  func scalar(after unit: Unit) throws(Diagnostic) -> WeightScalar? {
    guard let token = rest.first else { return nil }
    let isPerWeight = unit.dimension.bodyMass < 0
    guard let scalar = WeightScalar(rawValue: token.text) else {
      // Anything after `mg/kg` but a second unit is taken for the name of a weight.
      let known = Unit.named(token.text) != nil
      throw isPerWeight && !known
        ? UnitReader.unknownScalar(token, after: unit) : trailing(token, after: unit)
    }
    guard isPerWeight else {
      throw Diagnostic(
        .unknownScalar, at: token.place,
        "`\(token.text)` names a weight, but the unit `\(unit.symbol)` is not per kilogram",
        remedy: "if the dose is per kilogram, write `\(unit.symbol)/kg \(token.text)`")
    }
    guard let extra = rest.dropFirst().first else { return scalar }
    let more = rest.dropFirst().map(\.text).joined()
    throw Diagnostic(
      .unknownScalar, at: extra.place,
      "unexpected `\(extra.text)` after the weight's name `\(token.text)`",
      expected: "nothing after the weight's name",
      remedy: extra.kind == .slash
        ? "write the weight's name last: `\(unit.symbol)\(more.shortened()) \(token.text)`"
        : "write the unit first and the weight's name last, as in `3 mg/kg/h ideal`")
  }

  private static func unknownScalar(_ token: Token, after unit: Unit) -> Diagnostic {
    let names = WeightScalar.allCases.map(\.rawValue)
    if ["abw", "bw"].contains(token.text.lowercased()) {
      return Diagnostic(
        .unknownScalar, at: token.place,
        "`\(token.text)` after the unit `\(unit.symbol)` means the actual weight to some and "
          + "another to others",
        expected: names.joined(separator: ", "), remedy: "write `actual` or `adjusted`")
    }
    let near = clinicNames[token.text.lowercased()] ?? suggestion(for: token.text, among: names)
    return Diagnostic(
      .unknownScalar, at: token.place,
      "`\(token.text)` after the unit `\(unit.symbol)` is not a weight",
      expected: names.joined(separator: ", "),
      remedy: near.map { "did you mean `\($0)`?" }
        ?? "after `\(unit.symbol)` write only which weight it refers to, `ideal`, `lean`, "
        + "`adjusted` or `dosing`, and in a place of its own what `\(token.text)` says")
  }

  /// What clinics call the weights.
  ///
  /// `ABW` is missing on purpose: it is actual to some and adjusted
  /// to others.
  private static let clinicNames: [String: String] = [
    "tbw": "actual", "total": "actual", "ibw": "ideal", "ffm": "lean", "lbm": "lean",
    "lbw": "lean", "fat-free": "lean", "fatfree": "lean", "adjbw": "adjusted", "ajbw": "adjusted",
  ]
}
