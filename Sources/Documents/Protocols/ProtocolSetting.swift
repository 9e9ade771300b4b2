public import Diagnostics
public import Quantities

/// A value that a protocol leaves open because its sources do; it has no default.
public struct ProtocolSetting: Hashable, Sendable {
  /// What a value may be.
  public enum Allowed: Hashable, Sendable {
    /// A quantity between two others, both included.
    case range(Quantity, Quantity)
    /// A whole number between two others, both included.
    case count(ClosedRange<Int>)
    /// One of some quantities.
    case choice([Quantity])
  }

  /// Its name; `$name` stands for its value in the file.
  public var name: String
  /// What it means.
  public var meaning: String
  /// What its value may be.
  public var allowed: Allowed
  /// Where it is declared.
  public var location: SourceLocation

  /// Makes a setting.
  public init(name: String, meaning: String, allowed: Allowed, location: SourceLocation) {
    self.name = name
    self.meaning = meaning
    self.allowed = allowed
    self.location = location
  }

  /// A value that is allowed, for messages; it is the lowest and not a recommendation.
  public var example: String {
    switch allowed {
    case .range(let lower, _): lower.description
    case .count(let range): "\(range.lowerBound)"
    case .choice(let choices): choices.first?.description ?? ""
    }
  }

  /// What is allowed, in words.
  public var allowedText: String {
    switch allowed {
    case .range(let lower, let upper):
      "from \(ProtocolSetting.readable(lower)) to \(ProtocolSetting.readable(upper))"
    case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let choices): "one of " + choices.map(\.description).joined(separator: ", ")
    }
  }

  /// A bound as it is written, and a long time also in the words of a clock: `1440 min (24 h)`.
  private static func readable(_ bound: Quantity) -> String {
    guard bound.dimension == .time, bound.unit.symbol == "min", let tick = Tick(bound),
      tick.minutes >= 120
    else { return bound.description }
    return "\(bound) (\(tick.duration))"
  }

  /// Makes sure that a text is an allowed value.
  /// - Throws: `T2024`, `T2027` or what is wrong with the quantity itself.
  func accept(
    _ text: String, at location: SourceLocation, in syntax: SettingSyntax
  ) throws(Diagnostic) {
    let example = syntax.text(name, example)
    do {
      if try fits(text, at: location) { return }
    } catch {
      // What a quantity is in general is no help here; what this setting allows is.
      throw Diagnostic(
        error.code, at: error.location,
        "\(error.message); `\(name)` is \(meaning)", expected: allowedText,
        remedy: "\(error.remedy); for example `\(example)` with the value you mean")
    }
    throw Diagnostic(
      .settingOutOfRange, at: location,
      "`\(text.shortened())` is not allowed for `\(name)`: \(meaning)", expected: allowedText,
      remedy: remedy(for: text, at: location, example))
  }

  /// What to do about a value that is no allowed one: another unit, or another size.
  private func remedy(
    for text: String, at location: SourceLocation, _ example: String
  ) -> String {
    let wanted: Quantity? =
      switch allowed {
      case .range(let lower, _): lower
      case .choice(let choices): choices.first
      case .count: nil
      }
    if let wanted, let value = try? Quantity(parsing: text, at: location),
      !value.isComparable(to: wanted)
    {
      let scalar = wanted.scalar.map { $0 == .actual ? "" : " \($0.rawValue)" } ?? ""
      return "write it in `\(wanted.unit.symbol)\(scalar)`, for example `\(example)`"
    }
    return "write a value that is allowed, for example `\(example)`"
  }

  private func fits(_ text: String, at location: SourceLocation) throws(Diagnostic) -> Bool {
    switch allowed {
    case .count(let range):
      return range.contains(try WholeNumber.read(text, at: location))
    case .range(let lower, let upper):
      let value = try Quantity(parsing: text, at: location)
      return value.isComparable(to: lower) && value.canonical >= lower.canonical
        && value.canonical <= upper.canonical
    case .choice(let choices):
      let value = try Quantity(parsing: text, at: location)
      return choices.contains { value.isComparable(to: $0) && value.canonical == $0.canonical }
    }
  }
}

extension Quantity {
  /// Whether two quantities measure the same thing, per the same weight.
  fileprivate func isComparable(to other: Quantity) -> Bool {
    dimension == other.dimension && scalar == other.scalar
  }
}

/// Whole numbers by the strict grammar: digits only, no leading zeros.
enum WholeNumber {
  /// Reads a whole number of at most nine digits.
  static func read(_ text: String, at location: SourceLocation) throws(Diagnostic) -> Int {
    if text.count > 9, text.allSatisfy(\.isASCIIDigit), text.first != "0" {
      throw Diagnostic(
        .badCount, at: location, "`\(text.shortened())` is too many",
        expected: "a whole number of at most nine digits", remedy: "write a smaller whole number")
    }
    guard text.allSatisfy(\.isASCIIDigit), text.count <= 9, text == "0" || text.first != "0",
      let number = Int(text)
    else {
      throw Diagnostic(
        .badCount, at: location, "`\(text.shortened())` is not a whole number",
        expected: "a whole number such as `6`", remedy: "write digits only, without a unit")
    }
    return number
  }
}
