public import Diagnostics
internal import Patients

extension Expression {
  /// How deeply parentheses, functions, conditions and exponents may nest.
  public static let deepestNesting = 64
  /// How many operators may follow one another in one sum or product.
  public static let longestChain = 256

  /// Reads an expression such as `25 L * (weight / 70 kg)^0.75`, `0.438 1/min * V1` or
  /// `if age < 65 y then 7.9 L else 8.5 L`.
  ///
  /// Numbers carry their units; a unit is written without blanks inside, directly after its
  /// number. `^` binds tighter than unary minus and groups to the right, then `* /`, then `+ -`.
  /// Names are covariates by the raw values of `Covariate`, or parameters defined above. Nothing
  /// is evaluated and dimensions are not looked at: see ``dimension(in:)``.
  /// - Parameters:
  ///   - text: The expression, on one line.
  ///   - location: Where the text starts; diagnostics point into it.
  ///   - parameters: The parameters that may be used.
  ///   - later: Parameters that exist, but further down, for a better message.
  /// - Throws: A diagnostic `T4001`...`T4004`, or `T3001`, `T3002`, `T3008` for a number or a unit.
  public init(
    parsing text: String, at location: SourceLocation, parameters: [String], later: [String] = []
  ) throws(Diagnostic) {
    var lexer = ExpressionLexer(text, at: location)
    var parser = ExpressionParser(
      tokens: try lexer.tokens(), location: location, parameters: parameters, later: later)
    self = try parser.parse()
  }

  /// Why a text cannot name a parameter or a compartment; nothing when it can.
  ///
  /// A name is an ASCII letter followed by letters, digits or `_`, at most 40 in all, and is not a
  /// covariate, a function, a word of the language or a unit.
  /// - Parameters:
  ///   - name: The text.
  ///   - location: Where it is written.
  /// - Returns: The fault, if there is one.
  public static func faultOfName(_ name: String, at location: SourceLocation) -> Diagnostic? {
    let letters = name.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        || scalar == "_"
    }
    guard letters, name.unicodeScalars.first?.properties.isAlphabetic == true, name.count <= 40
    else {
      return Diagnostic(
        .reservedName, at: location, "`\(name)` is not spelled like a name",
        expected: "a letter, then letters, digits or `_`, at most 40 in all",
        remedy: "write a name such as `V1`, `CL` or `k_a`")
    }
    let reason: String? =
      if Covariate(rawValue: name) != nil {
        "a property of the patient"
      } else if Function(rawValue: name) != nil {
        "a function"
      } else if ExpressionKeyword.all.contains(name) || name == "out" || name == "none" {
        "a word of the language"
      } else if ExpressionParser.isUnit(name) {
        "a unit"
      } else {
        nil
      }
    return reason.map {
      Diagnostic(
        .reservedName, at: location, "`\(name)` is \($0) and cannot be used as a name",
        expected: "a name of its own", remedy: "choose another name, such as `\(name)_1`")
    }
  }
}
