internal import Patients
internal import Quantities

/// A size of the patient that a dose or a model refers to, with the formula behind it.
struct PatientSize {
  let covariate: Covariate

  init(_ covariate: Covariate) {
    self.covariate = covariate
  }

  /// The size that a per-kilogram quantity refers to.
  static func covariate(of scalar: WeightScalar) -> Covariate {
    switch scalar {
    case .actual: .weight
    case .ideal: .idealWeight
    case .lean: .fatFreeMass
    case .adjusted: .adjustedWeight
    case .dosing: .dosingWeight
    }
  }

  /// The value with its unit and the formula's name.
  func text(for patient: Patient) -> String {
    guard let value = patient.size(covariate) else {
      return "not known for this patient (\(formula))"
    }
    return "\(NumberFormat.plain(value / scale)) \(unit) (\(formula))"
  }

  private var isArea: Bool { covariate == .surfaceArea || covariate == .surfaceAreaMosteller }
  private var unit: String { isArea ? "m^2" : "kg" }
  /// From cm^2 to m^2.
  private var scale: Double { isArea ? 10_000 : 1 }

  private var formula: String {
    switch covariate {
    case .weight: "as given"
    case .dosingWeight: "stated for dosing"
    case .idealWeight: "ideal body weight, Devine 1974"
    case .adjustedWeight: "ideal plus 40 % of the excess"
    case .fatFreeMass: "fat-free mass, Janmahasatian 2005"
    case .fatFreeMassAlSallami: "fat-free mass, Al-Sallami 2015"
    case .leanMassJames: "lean body mass, James 1976"
    case .leanMassBoer: "lean body mass, Boer 1984"
    case .leanMassHume: "lean body mass, Hume 1966"
    case .surfaceArea: "body surface area, DuBois 1916"
    case .surfaceAreaMosteller: "body surface area, Mosteller 1987"
    case .age, .height, .female: "as given"
    }
  }
}

extension Covariate {
  /// The name in words, such as `ideal weight`.
  var name: String { rawValue.replacing("_", with: " ") }
}

extension Patient {
  /// A size, kg or cm^2; nothing when it is not known.
  func size(_ covariate: Covariate) -> Double? {
    try? value(covariate)
  }
}
