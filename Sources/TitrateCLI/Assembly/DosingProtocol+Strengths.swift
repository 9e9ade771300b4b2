internal import Titrate

extension DosingProtocol {
  /// Takes the strengths from the command line.
  ///
  /// A strength that the protocol states itself is not replaced: doses by volume depend on it.
  mutating func state(_ strengths: [String]) throws(DiagnosticError) {
    for text in strengths {
      do throws(Diagnostic) {
        try state(text, at: CommandLineText.place(ofValue: text, for: "--concentration"))
      } catch {
        throw DiagnosticError(error)
      }
    }
  }

  private mutating func state(_ text: String, at place: SourceLocation) throws(Diagnostic) {
    let names = drugs.map(\.drug)
    var value = text
    var offset = 0
    var plan = 0
    if let sign = text.firstIndex(of: "=") {
      let name = String(text[..<sign])
      guard let index = names.firstIndex(of: name) else {
        throw Diagnostic(
          .ambiguousDrug, at: place, "the protocol does not give `\(name)`",
          expected: names.joined(separator: " or "), remedy: "name a drug of the protocol")
      }
      plan = index
      value = String(text[text.index(after: sign)...])
      offset = name.unicodeScalars.count + 1
    } else if Set(names).count > 1 {
      throw Diagnostic(
        .ambiguousDrug, at: place, "the protocol gives \(names.joined(separator: " and "))",
        expected: "`--concentration \(names[0])=\(text)`", remedy: "say whose strength it is")
    }
    let strength = try Quantity(parsing: value, as: .strength, at: place.advanced(by: offset))
    let drug = drugs[plan].drug
    for index in drugs.indices where drugs[index].drug == drug {
      if let stated = drugs[index].concentration, stated.canonical != strength.canonical {
        throw Diagnostic(
          .conflictingStrengths, at: place,
          "the protocol states \(stated) for \(drug), which is not \(strength)",
          expected: "the strength that the protocol was written for",
          remedy: "leave `--concentration` out, or change the protocol")
      }
      drugs[index].concentration = strength
    }
  }
}
