public import Diagnostics

extension Unit {
  /// Reads a unit such as `mg/kg/h`, `mcg/kg/min`, `1/min`, `L/h`, `mL/min/kg`, `ng/mL`,
  /// `cm^2` or `mg/h per 70 kg`.
  ///
  /// A denominator that is a patient's weight may carry a number: `mg/h/70 kg` is one seventieth
  /// of `mg/h/kg`.
  /// - Parameters:
  ///   - text: The unit alone, without the number before it.
  ///   - location: Where the text starts.
  /// - Throws: A diagnostic `T3002`, `T3003` or `T3008`.
  public init(parsing text: String, at location: SourceLocation) throws(Diagnostic) {
    let plain = text.replacing(" per ", with: "/")
    var offset = 0
    var unit: Unit?
    for (index, part) in plain.split(separator: "/", omittingEmptySubsequences: false).enumerated()
    {
      for (place, factor) in part.split(separator: "*", omittingEmptySubsequences: false)
        .enumerated()
      {
        let written = factor.trimmed
        let here = location.advanced(by: offset, length: max(1, written.count))
        let simple = try Unit.factor(written, first: index == 0 && place == 0, at: here)
        guard let left = unit else {
          unit = simple
          continue
        }
        guard let joined = left.combined(with: simple, dividing: index > 0 && place == 0) else {
          throw Diagnostic(
            .unknownUnit, at: here, "the unit `\(text)` is beyond the range of units",
            remedy: "write it with units nearer in size")
        }
        unit = joined
      }
      offset += part.count + 1
    }
    guard let unit else {
      throw Diagnostic(
        .missingUnit, at: location, "a unit is missing", expected: "a unit such as `mg/kg/h`",
        remedy: "write the unit after the number")
    }
    self = unit
  }

  private static func factor(
    _ written: String, first: Bool, at location: SourceLocation
  ) throws(Diagnostic) -> Unit {
    if written == "1", first { return .one }
    let (name, power) = splitPower(written)
    let digits = name.prefix { $0.isASCIIDigit || $0 == "." }
    if !digits.isEmpty, !first, let count = DecimalNumber(digits), count > .zero {
      let base = try simple(String(name.dropFirst(digits.count)).trimmed, at: location)
      guard base.dimension == .body, count.exponent >= 0,
        let scale = Int64(exactly: count.double),
        case let (numerator, overflow) = base.numerator.multipliedReportingOverflow(by: scale),
        !overflow
      else {
        throw Diagnostic(
          .unknownUnit, at: location, "a number inside the unit `\(written)`",
          expected: "a number only before a patient's weight, as in `mg/h/70 kg`",
          remedy: "work the number into the value")
      }
      return Unit("\(count) \(base.symbol)", base.dimension, numerator, base.denominator)
    }
    let base = try simple(name, at: location)
    guard power != 1 else { return base }
    var result = base
    for _ in 1..<power { result = result.combined(with: base, dividing: false) ?? result }
    return Unit(
      "\(base.symbol)^\(power)", result.dimension, result.numerator, result.denominator)
  }

  private static func splitPower(_ written: String) -> (name: String, power: Int) {
    if written.hasSuffix("\u{B2}") { return (String(written.dropLast()), 2) }
    if let caret = written.firstIndex(of: "^"),
      let power = Int(written[written.index(after: caret)...]), (2...3).contains(power)
    {
      return (String(written[..<caret]), power)
    }
    return (written, 1)
  }

  private static func simple(
    _ name: String, at location: SourceLocation
  ) throws(Diagnostic) -> Unit {
    if let unit = named(name) { return unit }
    if name.isEmpty {
      throw Diagnostic(
        .missingUnit, at: location, "a unit is missing", expected: "a unit such as `mg/kg/h`",
        remedy: "write the unit in full")
    }
    if let reason = refused[name] {
      throw Diagnostic(
        .ambiguousUnit, at: location, "the unit `\(name)` is not accepted: \(reason.why)",
        remedy: reason.remedy)
    }
    let known = entries.flatMap(\.spellings)
    let near = suggestion(for: name, among: known)
    throw Diagnostic(
      .unknownUnit, at: location, "unknown unit `\(name)`",
      expected: "one of \(entries.map { $0.spellings[0] }.joined(separator: ", "))",
      remedy: near.map { "did you mean `\($0)`?" } ?? "write one of the units listed")
  }

  /// Spellings that people do write and that have hurt patients or mean several things.
  private static let refused: [String: (why: String, remedy: String)] = [
    "cc": ("it is misread as zeros or as units", "write `mL`"),
    "M": ("it may be minute, month or mole", "write `min`, `mo` or `mol`"),
    "Mg": ("it may be milligram or megagram", "write `mg`"),
    "MG": ("it may be milligram or megagram", "write `mg`"),
    "KG": ("units are case-sensitive", "write `kg`"),
    "Kg": ("units are case-sensitive", "write `kg`"),
    "H": ("units are case-sensitive", "write `h`"),
    "ML": ("it may be millilitre or megalitre", "write `mL`"),
    "gamma": ("it is an old name of mcg or of mcg/kg/min", "write `mcg` or `mcg/kg/min`"),
    "U": ("it is misread as zero", "no drug here is dosed in units; write `mg`"),
    "IU": ("no drug here is dosed in international units", "write `mg`"),
    "mcgs": ("units have no plural", "write `mcg`"),
    "mgs": ("units have no plural", "write `mg`"),
    "lbs.": ("units have no point", "write `lb`"),
    "hrs": ("units have no plural", "write `h`"),
    "mins": ("units have no plural", "write `min`"),
  ]
}

extension StringProtocol {
  /// The text without blanks at its ends.
  package var trimmed: String {
    let front = drop { $0 == " " || $0 == "\t" }
    return String(front.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
