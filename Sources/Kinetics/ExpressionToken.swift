internal import Quantities

/// A piece of an expression's text: a quantity, a name, an operator, or the end.
struct ExpressionToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case quantity(Quantity)
    case name(String)
    case symbol(String)
    case end
  }

  /// What it is.
  var kind: Kind
  /// Where it starts, in Unicode scalars from the start of the text.
  var offset: Int
  /// How long it is.
  var length: Int

  /// The token in words for messages.
  var description: String {
    switch kind {
    case .quantity(let quantity): "`\(quantity)`"
    case .name(let name): "`\(name)`"
    case .symbol(let symbol): "`\(symbol)`"
    case .end: "the end of the expression"
    }
  }
}

/// The words of the language; none can name a parameter.
enum ExpressionKeyword {
  static let all = ["if", "then", "else"]
}
