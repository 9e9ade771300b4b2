internal import Titrate

/// A protocol whose slips are tried: its text, and the values that its settings take.
struct SlipPlan {
  let text: LoadedText
  /// Values of settings, by name, in the order of the file.
  let settings: [(name: String, value: String)]
  let strength: String?
  /// The protocol as meant.
  let meant: DosingProtocol

  /// Reads a protocol; every setting takes the first value that it allows.
  /// - Parameter strength: What is in the bag where the protocol of one drug does not say.
  init(_ text: LoadedText, strength: String?) throws(DiagnosticError) {
    self.text = text
    settings = try ProtocolDocument.summary(text: text.text, file: text.path).settings
      .map { ($0.name, $0.example) }
    self.strength = strength
    meant = try Self.read(text, settings, strength: strength)
  }

  /// What was assumed, such as `rate = 500 mg/h, bag of 10 mg/mL`.
  var assumptions: String {
    var parts = settings.map { "\($0.name) = \($0.value)" }
    if let strength, meant.drugs.count == 1,
      (try? Self.read(text, settings, strength: nil))?.drugs[0].concentration == nil
    {
      parts.append("bag of \(meant.drugs[0].concentration?.description ?? strength)")
    }
    return parts.joined(separator: ", ")
  }

  /// The protocol with a slip in it; nothing where it has nothing to which that could happen.
  ///
  /// A person slips where a person types: in the values of settings, if they are doses or rates, and
  /// otherwise in the steps.
  /// - Throws: What the protocol itself refuses, such as a value outside a setting's range.
  func slipped(_ slip: Slip, bolusMinutes: Double) throws(DiagnosticError) -> DosingProtocol? {
    let strength = meant.drugs.first?.concentration
    var wrong = settings
    for index in wrong.indices {
      let place = SourceLocation(file: "--set", line: 1, column: 1)
      guard let value = try? Quantity(parsing: wrong[index].value, at: place),
        value.dimension.drugMass > 0, let changed = slip.applied(to: value, strength: strength)
      else { continue }
      wrong[index].value = changed.description
    }
    guard wrong.map(\.value) == settings.map(\.value) else {
      return try Self.read(text, wrong, strength: self.strength)
    }
    return slip.applied(to: meant, bolusMinutes: bolusMinutes)
  }

  private static func read(
    _ text: LoadedText, _ settings: [(name: String, value: String)], strength: String?
  ) throws(DiagnosticError) -> DosingProtocol {
    var dosing = try ProtocolDocument.read(
      text: text.text, file: text.path,
      settings: Dictionary(settings.map { ($0.name, $0.value) }) { first, _ in first })
    if let strength, dosing.drugs.count == 1, dosing.drugs[0].concentration == nil {
      try dosing.state([strength])
    }
    return dosing
  }
}
