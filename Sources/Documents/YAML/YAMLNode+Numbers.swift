internal import Diagnostics
internal import Quantities

extension YAMLNode {
  /// A pure number, for places where no unit belongs.
  func pureNumber() throws(Diagnostic) -> DecimalNumber {
    let text = try text(expecting: "a number without a unit")
    guard let number = DecimalNumber(text) else {
      throw Diagnostic(
        .badNumber, at: location, "`\(text.shortened())` is not a plain number",
        expected: "a number without a unit, such as `0.084`",
        remedy: text.contains(",") ? "write a point instead of the comma" : "write digits only")
    }
    return number
  }

  /// A pure number above zero.
  func positiveNumber() throws(Diagnostic) -> DecimalNumber {
    let number = try pureNumber()
    guard number > .zero else { throw Self.notPositive(number.description, at: location) }
    return number
  }

  /// A percentage above zero, such as `38.1 %`.
  func positiveShare() throws(Diagnostic) -> Quantity {
    let text = try text(expecting: "a percentage such as `30 %`")
    let share = try Quantity(parsing: text, as: .fraction, at: location)
    guard share.number > .zero else { throw Self.notPositive(text, at: location) }
    return share
  }

  static func notPositive(_ text: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      .valueOutOfRange, at: location, "`\(text.shortened())` is not a possible spread",
      expected: "more than zero", remedy: "leave out what does not vary")
  }
}
