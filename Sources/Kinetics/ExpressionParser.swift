internal import Diagnostics
internal import Patients
internal import Quantities

/// Builds an expression from tokens by recursive descent, with bounded depth.
struct ExpressionParser {
  /// An expression with the tokens it spans and the height of its tree.
  struct Parsed {
    var expression: Expression
    var start: Int
    var end: Int
    var height: Int
  }

  let tokens: [ExpressionToken]
  let location: SourceLocation
  let parameters: [String]
  let later: [String]
  var position = 0

  init(
    tokens: [ExpressionToken], location: SourceLocation, parameters: [String], later: [String]
  ) {
    self.tokens = tokens
    self.location = location
    self.parameters = parameters
    self.later = later
  }

  mutating func parse() throws(Diagnostic) -> Expression {
    let parsed = try expression(depth: 0)
    guard case .end = token.kind else { throw unexpectedAfterValue() }
    return parsed.expression
  }

  /// Whether a name is a unit; asking for one that is not costs a search for what was meant, so
  /// names that no unit can have are told apart first.
  static func isUnit(_ name: String) -> Bool {
    let letters = name.unicodeScalars.allSatisfy { $0 != "_" && !("0"..."9").contains($0) }
    guard letters, name.unicodeScalars.count <= 8 else { return false }
    return (try? Unit(parsing: name, at: SourceLocation(file: "", line: 1, column: 1))) != nil
  }

  private mutating func expression(depth: Int) throws(Diagnostic) -> Parsed {
    try guardDepth(depth)
    return isName("if") ? try conditional(depth: depth) : try sum(depth: depth)
  }

  private mutating func conditional(depth: Int) throws(Diagnostic) -> Parsed {
    let start = position
    position += 1
    let left = try sum(depth: depth + 1)
    guard case .symbol(let symbol) = token.kind,
      let comparison = Expression.Condition.Comparison(rawValue: symbol)
    else { throw unexpected("a comparison `<`, `<=`, `>` or `>=`") }
    position += 1
    let right = try sum(depth: depth + 1)
    try expect(word: "then")
    let yes = try expression(depth: depth + 1)
    try expect(word: "else")
    let no = try expression(depth: depth + 1)
    let condition = Expression.Condition(left.expression, comparison, right.expression)
    return try node(
      .conditional(condition, then: yes.expression, otherwise: no.expression), from: start,
      over: [left, right, yes, no])
  }

  private mutating func sum(depth: Int) throws(Diagnostic) -> Parsed {
    var left = try product(depth: depth)
    while case .symbol(let symbol) = token.kind, symbol == "+" || symbol == "-",
      let binary = Expression.BinaryOperator(rawValue: symbol)
    {
      position += 1
      let right = try product(depth: depth)
      left = try node(
        .binary(binary, left.expression, right.expression), from: left.start, over: [left, right])
    }
    return left
  }

  private mutating func product(depth: Int) throws(Diagnostic) -> Parsed {
    var left = try negation(depth: depth)
    while case .symbol(let symbol) = token.kind, symbol == "*" || symbol == "/",
      let binary = Expression.BinaryOperator(rawValue: symbol)
    {
      position += 1
      let right = try negation(depth: depth)
      left = try node(
        .binary(binary, left.expression, right.expression), from: left.start, over: [left, right])
    }
    return left
  }

  private mutating func negation(depth: Int) throws(Diagnostic) -> Parsed {
    guard isSymbol("-") else { return try power(depth: depth) }
    try guardDepth(depth)
    let start = position
    position += 1
    let inner = try negation(depth: depth + 1)
    return try node(.negation(inner.expression), from: start, over: [inner])
  }

  private mutating func power(depth: Int) throws(Diagnostic) -> Parsed {
    let base = try primary(depth: depth)
    guard isSymbol("^") else { return base }
    try guardDepth(depth)
    if case .quantity(let quantity) = tokens[position - 1].kind, quantity.unit != .one {
      throw Diagnostic(
        .badExpression, at: place(position), "is it `\(quantity)` or its unit that is raised?",
        expected: "a unit with a power of 1 to 3, or a quantity in parentheses",
        remedy: "write `(\(quantity))^...` if the whole quantity is meant")
    }
    position += 1
    let exponent = try negation(depth: depth + 1)
    return try node(
      .binary(.power, base.expression, exponent.expression), from: base.start,
      over: [base, exponent])
  }

  private mutating func primary(depth: Int) throws(Diagnostic) -> Parsed {
    let start = position
    switch token.kind {
    case .quantity(let quantity):
      position += 1
      return try node(.constant(quantity), from: start, over: [])
    case .symbol("("):
      position += 1
      var inner = try expression(depth: depth + 1)
      try expect(symbol: ")")
      inner.start = start
      inner.end = position
      return inner
    case .name(let name) where !ExpressionKeyword.all.contains(name):
      position += 1
      if isSymbol("(") { return try function(name, from: start, depth: depth) }
      return try node(try named(name, at: start), from: start, over: [])
    default:
      throw unexpected("a number with its unit, a name or `(`")
    }
  }

  private mutating func function(
    _ name: String, from start: Int, depth: Int
  ) throws(Diagnostic) -> Parsed {
    guard let function = Expression.Function(rawValue: name) else {
      let names = Expression.Function.allCases.map(\.rawValue)
      throw Diagnostic(
        .unknownName, at: place(start), "there is no function `\(name)`",
        expected: "one of \(names.joined(separator: ", "))",
        remedy: suggestion(for: name, among: names).map { "did you mean `\($0)`?" }
          ?? "write `\(name) * (...)` if a product is meant")
    }
    position += 1
    var arguments = [try expression(depth: depth + 1)]
    while isSymbol(",") {
      position += 1
      arguments.append(try expression(depth: depth + 1))
    }
    try expect(symbol: ")")
    let needed = function == .min || function == .max ? 2 : 1
    guard arguments.count == needed else {
      throw Diagnostic(
        .badExpression, at: place(start),
        "`\(name)` has \(arguments.count) arguments", expected: "\(needed)",
        remedy: "write `\(name)(\(needed == 2 ? "a, b" : "a"))`; decimals have a point, not a comma"
      )
    }
    return try node(.function(function, arguments.map(\.expression)), from: start, over: arguments)
  }
}
