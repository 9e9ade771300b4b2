internal import Diagnostics
internal import Patients
internal import Quantities

extension ExpressionParser {
  func named(_ name: String, at index: Int) throws(Diagnostic) -> Expression.Node {
    if parameters.contains(name) { return .parameter(name) }
    if let covariate = Covariate(rawValue: name) { return .covariate(covariate) }
    if later.contains(name) {
      throw Diagnostic(
        .usedBeforeDefined, at: place(index), "`\(name)` is defined further down, or by itself",
        expected: "names of parameters above", remedy: "move `\(name)` above this line")
    }
    let known = parameters + Covariate.allCases.map(\.rawValue)
    let functions = Expression.Function.allCases.map(\.rawValue)
    let near = suggestion(for: name, among: known + functions)
    let remedy =
      if functions.contains(name) {
        "write its argument in parentheses: `\(name)(...)`; the unit of a rate is `1/min` after a number"
      } else if Self.isUnit(name) {
        "`\(name)` is a unit: write it directly after its number and without blanks inside, as in `84 L/h`"
      } else if let near {
        "did you mean `\(near)`?"
      } else {
        "define `\(name)` above, or correct the name"
      }
    throw Diagnostic(
      .unknownName, at: place(index), "nothing here is called `\(name)`",
      expected: "one of `\(known.joined(separator: "`, `"))`", remedy: remedy)
  }

  func node(
    _ node: Expression.Node, from start: Int, over parts: [Parsed]
  ) throws(Diagnostic) -> Parsed {
    let height = 1 + (parts.map(\.height).max() ?? 0)
    guard height <= Expression.longestChain else {
      throw Diagnostic(
        .expressionTooLarge, at: place(start),
        "more than \(Expression.longestChain) operators follow one another",
        expected: "a formula that a person can read", remedy: "split it into several parameters")
    }
    let expression = Expression(node, at: span(start, position))
    return Parsed(expression: expression, start: start, end: position, height: height)
  }

  func guardDepth(_ depth: Int) throws(Diagnostic) {
    guard depth <= Expression.deepestNesting else {
      throw Diagnostic(
        .expressionTooLarge, at: place(position),
        "the expression nests deeper than \(Expression.deepestNesting) levels",
        expected: "a formula that a person can read", remedy: "split it into several parameters")
    }
  }

  var token: ExpressionToken { tokens[min(position, tokens.count - 1)] }

  func isName(_ name: String) -> Bool { token.kind == .name(name) }

  func isSymbol(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

  mutating func expect(symbol: String) throws(Diagnostic) {
    guard isSymbol(symbol) else { throw unexpected("`\(symbol)`") }
    position += 1
  }

  mutating func expect(word: String) throws(Diagnostic) {
    guard isName(word) else { throw unexpected("`\(word)`, as in `if a < b then c else d`") }
    position += 1
  }

  func unexpected(_ expected: String) -> Diagnostic {
    if isSymbol(",") {
      return Diagnostic(
        .decimalComma, at: place(position), "a comma that separates nothing",
        expected: expected, remedy: "write a decimal point if a decimal comma is meant")
    }
    return Diagnostic(
      .badExpression, at: place(position), "found \(token.description) where \(expected) is needed",
      expected: expected,
      remedy: isName("if")
        ? "put the condition in parentheses: `(if a < b then c else d)`"
        : "complete or correct the expression here")
  }

  func unexpectedAfterValue() -> Diagnostic {
    var fault = unexpected("an operator or the end")
    switch token.kind {
    case .symbol(")"): fault.remedy = "remove the parenthesis, or open it before"
    case .name, .quantity, .symbol("("): fault.remedy = "write the operator between the two values"
    case .symbol("<"), .symbol("<="), .symbol(">"), .symbol(">="):
      fault.remedy = "write a comparison inside `if ... then ... else ...`"
    default: break
    }
    return fault
  }

  func place(_ index: Int) -> SourceLocation {
    let token = tokens[min(index, tokens.count - 1)]
    return location.advanced(by: token.offset, length: token.length)
  }

  func span(_ start: Int, _ end: Int) -> SourceLocation {
    let first = tokens[min(start, tokens.count - 1)]
    let last = tokens[min(max(start, end - 1), tokens.count - 1)]
    return location.advanced(
      by: first.offset, length: last.offset + last.length - first.offset)
  }
}
