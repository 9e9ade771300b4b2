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
    case .range(let lower, let upper): "from \(lower) to \(upper)"
    case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let choices): "one of " + choices.map(\.description).joined(separator: ", ")
    }
  }

  /// Makes sure that a text is an allowed value.
  /// - Throws: `T2024`, `T2027` or what is wrong with the quantity itself.
  func accept(_ text: String, at location: SourceLocation) throws(Diagnostic) {
    let fits: Bool
    switch allowed {
    case .count(let range):
      fits = range.contains(try WholeNumber.read(text, at: location))
    case .range(let lower, let upper):
      let value = try Quantity(parsing: text, at: location)
      fits =
        value.isComparable(to: lower) && value.canonical >= lower.canonical
        && value.canonical <= upper.canonical
    case .choice(let choices):
      let value = try Quantity(parsing: text, at: location)
      fits = choices.contains { value.isComparable(to: $0) && value.canonical == $0.canonical }
    }
    guard !fits else { return }
    throw Diagnostic(
      .settingOutOfRange, at: location, "`\(text)` is not allowed for `\(name)`: \(meaning)",
      expected: allowedText, remedy: "write a value that is allowed, for example `\(example)`")
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
        expected: "at most 100000 in all", remedy: "write a smaller whole number")
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
