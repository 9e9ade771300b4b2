internal import Diagnostics
internal import Dosing
internal import Limits
internal import Quantities

/// The bounds of one side with the places where they are written.
struct BoundNodes {
  /// A bound and its place.
  struct Bound {
    let value: Quantity
    let location: SourceLocation
  }

  var soft: [Bound] = []
  var hard: [Bound] = []

  var thresholds: Thresholds { Thresholds(soft: soft.map(\.value), hard: hard.map(\.value)) }
}

extension LimitReader {
  /// The soft and the hard bounds of one side.
  mutating func side(_ node: YAMLNode, of word: MeasureWord?, _ what: String) -> BoundNodes? {
    guard var block = findings.block(node, what) else { return nil }
    let soft = block.optional("soft")
    let hard = block.optional("hard")
    block.finish(&findings)
    if soft == nil, hard == nil {
      findings.add(
        Diagnostic(
          .noBound, at: node.location, "\(what) has neither `soft` nor `hard`",
          expected: "`{ soft: ..., hard: ... }`, or one of the two", remedy: "state a bound"))
    }
    guard let word else { return nil }
    return BoundNodes(
      soft: soft.map { bounds($0, of: word) } ?? [], hard: hard.map { bounds($0, of: word) } ?? [])
  }

  /// One bound, or a list of which the tighter one binds.
  private mutating func bounds(_ node: YAMLNode, of word: MeasureWord) -> [BoundNodes.Bound] {
    var nodes = [node]
    if case .sequence = node.content { nodes = items(node, "bounds") }
    var bounds: [BoundNodes.Bound] = []
    for node in nodes {
      let value =
        word.bound.map { findings.quantity(node, as: $0) } ?? count(node)
      guard let value else { continue }
      if let other = bounds.first(where: { $0.value.isLess(than: value) != nil }) {
        findings.add(
          Diagnostic(
            .repeatedBound, at: node.location,
            "`\(value)` and `\(other.value)` are of one kind, so that one of them never binds",
            expected: "one bound per kilogram and one in all, at most",
            remedy: "keep the one that is meant"))
      }
      bounds.append(BoundNodes.Bound(value: value, location: node.location))
    }
    return bounds
  }

  private mutating func count(_ node: YAMLNode) -> Quantity? {
    findings.attempt { () throws(Diagnostic) in
      let text = try node.text(expecting: "a whole number")
      let number = try WholeNumber.read(text, at: node.location)
      guard number > 0 else {
        throw Diagnostic(
          .badCount, at: node.location, "`0` is no bound for a number of times",
          expected: "a whole number from 1 on", remedy: "write `1` or more")
      }
      return Quantity(DecimalNumber(number), .one)
    }
  }

  /// Soft bounds lie strictly within hard ones, and lower ones below upper ones, wherever the two
  /// are of one kind.
  mutating func checkOrder(lower: BoundNodes, upper: BoundNodes) {
    for soft in upper.soft {
      for hard in upper.hard where soft.value.isLess(than: hard.value) == false {
        addSoftNotTighter(soft, hard, "below")
      }
    }
    for soft in lower.soft {
      for hard in lower.hard where hard.value.isLess(than: soft.value) == false {
        addSoftNotTighter(soft, hard, "above")
      }
    }
    for low in lower.soft + lower.hard {
      // Of several crossings one is enough to find the slip.
      guard
        let high = (upper.soft + upper.hard).first(where: {
          low.value.isLess(than: $0.value) == false
        })
      else { continue }
      findings.add(
        Diagnostic(
          .lowerNotBelow, at: low.location,
          "the lower bound `\(low.value)` is not below the upper bound `\(high.value)`",
          expected: "a lower bound below `\(high.value)`",
          remedy: "exchange the two, or correct one of them"))
    }
  }

  private mutating func addSoftNotTighter(
    _ soft: BoundNodes.Bound, _ hard: BoundNodes.Bound, _ side: String
  ) {
    findings.add(
      Diagnostic(
        .softNotTighter, at: soft.location,
        "the soft bound `\(soft.value)` is not \(side) the hard one, `\(hard.value)`",
        expected: "a soft bound \(side) `\(hard.value)`, so that it is passed first",
        remedy: "exchange the two, or correct one of them"))
  }
}
