internal import Diagnostics

extension Covariate {
  /// What the covariate is called in messages.
  package var phrase: String {
    switch self {
    case .weight: "actual weight"
    case .age: "age"
    case .height: "height"
    case .female: "sex"
    case .dosingWeight: "dosing weight"
    case .idealWeight: "ideal body weight (Devine 1974)"
    case .adjustedWeight: "adjusted body weight (from Devine 1974)"
    case .fatFreeMass: "fat-free mass (Janmahasatian 2005)"
    case .fatFreeMassAlSallami: "fat-free mass (Al-Sallami 2015)"
    case .leanMassJames: "lean body mass (James 1976)"
    case .leanMassBoer: "lean body mass (Boer 1984)"
    case .leanMassHume: "lean body mass (Hume 1966)"
    case .surfaceArea: "body surface area (DuBois 1916)"
    case .surfaceAreaMosteller: "body surface area (Mosteller 1987)"
    }
  }

  /// What must be known to work the covariate out.
  var needs: [Patient.Fact] {
    switch self {
    case .weight: [.weight]
    case .age: [.age]
    case .height: [.height]
    case .female: [.sex]
    case .dosingWeight: [.dosingWeight]
    case .idealWeight: [.height, .sex]
    case .adjustedWeight, .fatFreeMass, .leanMassJames, .leanMassBoer, .leanMassHume:
      [.weight, .height, .sex]
    case .fatFreeMassAlSallami: [.weight, .age, .height, .sex]
    case .surfaceArea, .surfaceAreaMosteller: [.weight, .height]
    }
  }
}

extension Patient {
  /// Something that is stated about a patient, with how to state it.
  struct Fact: Hashable, Sendable {
    let name: String
    let option: String

    static let weight = Fact(name: "weight", option: "--weight 82kg")
    static let age = Fact(name: "age", option: "--age 45y")
    static let height = Fact(name: "height", option: "--height 178cm")
    static let sex = Fact(name: "sex", option: "--sex f")
    static let dosingWeight = Fact(name: "dosing weight", option: "--dosing-weight 70kg")
  }

  /// The error that names everything that is missing for a covariate.
  func missing(for covariate: Covariate, at location: SourceLocation?) -> Diagnostic? {
    let missing = covariate.needs.filter { !knows($0) }
    if missing.isEmpty { return nil }
    let isDirect = covariate.needs.count == 1
    return Patient.absence(
      isDirect ? "the patient's \(covariate.phrase)" : "the \(covariate.phrase)", missing,
      at: location, isDirect: isDirect)
  }

  static func absence(
    _ wanted: String, _ missing: [Fact], at location: SourceLocation?, isDirect: Bool = true
  ) -> Diagnostic {
    let names = missing.map(\.name)
    let list = [names.dropLast().joined(separator: ", "), names.last ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " and ")
    let options = missing.map(\.option).joined(separator: " ")
    return Diagnostic(
      .missingCovariate, at: location,
      isDirect
        ? "\(wanted) is needed and not given"
        : "\(wanted) needs the patient's \(list), not given so far",
      remedy: "give it with `\(options)`, with the patient's own values")
  }

  private func knows(_ fact: Fact) -> Bool {
    fact == .sex
      ? sex != nil : Measure.allCases.contains { $0.fact == fact && quantity($0) != nil }
  }
}

extension Patient.Measure {
  /// The measure as something that can be missing.
  var fact: Patient.Fact {
    switch self {
    case .weight: .weight
    case .age: .age
    case .height: .height
    case .dosingWeight: .dosingWeight
    }
  }
}
