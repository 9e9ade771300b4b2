public import Diagnostics

/// What a place in a file or on the command line asks for: the dimensions it accepts and the sign.
public struct QuantityKind: Hashable, Sendable {
  /// What is asked for, with its article, such as `a duration`.
  public let name: String
  /// The dimensions accepted.
  public let dimensions: [Dimension]
  /// Examples for messages.
  public let examples: String
  /// Whether zero is accepted; negative values never are.
  public let allowsZero: Bool

  /// Declares a kind.
  public init(
    _ name: String, _ dimensions: [Dimension], examples: String, allowsZero: Bool = false
  ) {
    self.name = name
    self.dimensions = dimensions
    self.examples = examples
    self.allowsZero = allowsZero
  }

  /// A duration longer than nothing.
  public static let duration = QuantityKind(
    "a duration", [.time], examples: "`40 min`, `48 h`, `4 d`")
  /// A time since the start; zero is the start.
  public static let time = QuantityKind(
    "a time since the start", [.time], examples: "`0 min`, `30 min`, `2 d`", allowsZero: true)
  /// A single amount of drug, absolute, per weight, or as a volume of a known concentration.
  public static let dose = QuantityKind(
    "a dose", [.drug, .drug / .body, .volume, .volume / .body],
    examples: "`35 mg`, `0.5 mg/kg`, `7 mL`")
  /// Drug per time, absolute, per weight, or as a pump's flow; zero stops.
  public static let rate = QuantityKind(
    "a rate",
    [.drug / .time, .drug / .body / .time, .volume / .time, .volume / .body / .time],
    examples: "`20 mg/h`, `0.2 mg/kg/h`, `10 mcg/kg/min`, `7 mL/h`", allowsZero: true)
  /// The strength of what is in the bag or syringe.
  public static let strength = QuantityKind(
    "a concentration of drug", [.concentration], examples: "`1 mg/mL`, `10 mg/mL`")
  /// A concentration in plasma, by mass or by substance.
  public static let plasmaConcentration = QuantityKind(
    "a concentration", [.concentration, .substance / .volume],
    examples: "`185 ng/mL`, `0.78 umol/L`")
  /// A patient's weight.
  public static let weight = QuantityKind("a weight", [.body], examples: "`82 kg`, `181 lb`")
  /// A patient's height.
  public static let height = QuantityKind("a height", [.length], examples: "`178 cm`, `70 in`")
  /// A patient's age; a newborn's is zero.
  public static let age = QuantityKind(
    "an age", [.time], examples: "`45 y`, `8 mo`", allowsZero: true)
  /// A share of something.
  public static let fraction = QuantityKind(
    "a percentage", [.none], examples: "`80 %`", allowsZero: true)
  /// The mass of a mole.
  public static let molarMass = QuantityKind(
    "a molar mass", [.molarMass], examples: "`237.73 g/mol`")
}

extension Quantity {
  /// Reads a quantity and makes sure that it is of the kind the place asks for.
  /// - Throws: The diagnostics of ``init(parsing:at:)``, `T3004` for another dimension, `T3007`
  ///   for a negative value, or for zero where the kind does not allow it.
  public init(
    parsing text: String, as kind: QuantityKind, at location: SourceLocation
  ) throws(Diagnostic) {
    do {
      try self.init(reading: text, at: location, wanted: kind.dimensions)
    } catch {
      throw kind.slip(in: text, at: location) ?? error
    }
    try check(kind, written: text, at: location)
  }

  /// Makes sure that the quantity is of a kind.
  func check(
    _ kind: QuantityKind, written text: String, at location: SourceLocation
  ) throws(Diagnostic) {
    let isOrdinary =
      kind.dimensions.contains(dimension) && number > .zero
      && (unit.symbol != "mo" || kind != .duration && kind != .time)
    if isOrdinary { return }
    let lead = text.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count
    let shown = text.trimmed
    let place = location.advanced(by: lead, length: shown.unicodeScalars.count)
    guard kind.dimensions.contains(dimension) else {
      throw Diagnostic(
        .wrongDimension, at: place,
        "`\(shown)` is \(dimension.phrase), where \(kind.name) is needed",
        expected: "\(kind.name) such as \(kind.examples)", remedy: remedy(for: kind))
    }
    if kind == .duration || kind == .time, unit.symbol == "mo" {
      throw Diagnostic(
        .ambiguousUnit, at: place,
        "`\(shown)` has no fixed length: a month is 28 to 31 days, 30.4375 on average",
        expected: "days or weeks", remedy: "write `30 d` or `4 wk`, whichever is meant")
    }
    guard number > .zero || (kind.allowsZero && number == .zero) else {
      throw Diagnostic(
        .valueOutOfRange, at: place, "`\(shown)` is not a possible value for \(kind.name)",
        expected: kind.allowsZero ? "zero or more" : "more than zero",
        remedy: kind.allowsZero ? "write zero or a positive value" : "write a positive value")
    }
  }

  /// The likeliest slip behind a wrong dimension.
  private func remedy(for kind: QuantityKind) -> String {
    let symbols = unit.symbol.split(separator: "/").map(String.init)
    if let time = symbols.dropFirst().first(where: { Unit.named($0)?.dimension == .time }),
      kind.dimensions.contains(where: { $0 / .time == dimension })
    {
      return "this is a rate per `\(time)`: write \(kind.name) as an amount in all, "
        + "such as \(kind.examples.prefix { $0 != "," }), or use a rate's own step"
    }
    if dimension != .none, kind.dimensions.contains(dimension / .time) {
      return "write it per time, for example `\(unit.symbol)/h`"
    }
    if unit.symbol == "m", kind.dimensions == [.time] {
      return kind == .age
        ? "`m` is metre; write `mo` for months" : "`m` is metre; write `min` for minutes"
    }
    if kind == .weight, dimension == .drug {
      return "write the patient's weight in `kg` or `lb`; `g` and `mg` are masses of drug"
    }
    if dimension == .body, kind.dimensions.contains(.drug) {
      return "`kg` is the patient's weight; write the drug in `mg` or `mcg`"
    }
    return "write \(kind.name), for example \(kind.examples.prefix { $0 != "," })"
  }
}
