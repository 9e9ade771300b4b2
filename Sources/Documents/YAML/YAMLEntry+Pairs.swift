internal import Diagnostics
internal import Quantities

extension YAMLEntry {
  /// The two names of a key such as `CL ~ V1`.
  func pair() throws(Diagnostic) -> (String, String) {
    let names = key.split(separator: "~", omittingEmptySubsequences: false).map { part in
      String(String(part.drop { $0 == " " }.reversed()).drop { $0 == " " }.reversed())
    }
    guard names.count == 2, names.allSatisfy({ !$0.isEmpty }) else {
      throw Diagnostic(
        .badPair, at: keyLocation, "`\(key.shortened())` does not name two things",
        expected: "two names with `~` between them", remedy: "write `CL ~ V1: 0.4`")
    }
    return (names[0], names[1])
  }
}

extension YAMLNode {
  /// A correlation: a pure number between -1 and 1.
  func correlation() throws(Diagnostic) -> DecimalNumber {
    let value = try pureNumber()
    guard DecimalNumber(-1) < value, value < .one else {
      throw Diagnostic(
        .valueOutOfRange, at: location, "a correlation of `\(value)` is not possible",
        expected: "a number between -1 and 1", remedy: "check whether it is a covariance")
    }
    return value
  }

  /// A percentage from 0 to 100.
  func share() throws(Diagnostic) -> Quantity {
    let share = try Quantity(
      parsing: text(expecting: "a percentage such as `50 %`"), as: .fraction, at: location)
    guard share.canonical <= 1 else {
      throw Diagnostic(
        .valueOutOfRange, at: location, "a share of `\(share)` is not possible",
        expected: "at most 100 %", remedy: "write a smaller percentage")
    }
    return share
  }
}
