internal import Diagnostics
internal import Quantities

/// Two quantities in order, written `18..80 y` or `6 mo..18 y`.
struct QuantityRange {
  let lower: Quantity
  let upper: Quantity

  /// Reads a range; a lower end without a unit has the unit of the upper end.
  init(_ node: YAMLNode, as kind: QuantityKind) throws(Diagnostic) {
    let example = "a range such as `18..80 y`"
    let (text, location) = try node.line(expecting: example)
    let scalars = Array(text.unicodeScalars)
    guard
      let dots = scalars.indices.dropLast().first(where: {
        scalars[$0] == "." && scalars[$0 + 1] == "."
      })
    else {
      throw Diagnostic(
        .badRange, at: location, "`\(text)` is not a range", expected: example,
        remedy: "write the lowest and the highest value with `..` between them")
    }
    let right = String(String.UnicodeScalarView(scalars[(dots + 2)...]))
    let left = String(String.UnicodeScalarView(scalars[..<dots])).trimmed
    upper = try Quantity(
      parsing: right, as: kind,
      at: location.advanced(by: dots + 2, length: max(1, scalars.count - dots - 2)))
    let place = location.advanced(by: 0, length: max(1, left.unicodeScalars.count))
    if let number = DecimalNumber(left) {
      lower = Quantity(number, upper.unit)
    } else {
      lower = try Quantity(parsing: left, as: kind, at: place)
    }
    guard lower.canonical >= 0, lower.canonical < upper.canonical else {
      throw Diagnostic(
        .badRange, at: location, "the range `\(text)` does not run upwards",
        expected: "the lower value first", remedy: "swap the two values, or correct them")
    }
  }
}
