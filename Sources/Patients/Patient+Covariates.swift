public import Diagnostics
public import Quantities

extension Patient {
  /// A property of the patient as a number in its canonical unit.
  ///
  /// Weights and masses are in kg, height in cm, age in min, surface areas in cm², and `female` is
  /// 1 or 0. The formulas, with W in kg, H in cm, age in years and BMI = W/(H/100)², male then
  /// female:
  /// - `idealWeight`: 50 (45.5) + 2.3(H/2.54 - 60), from 152.4 cm on (Devine, Drug Intell Clin
  ///   Pharm 1974;8:650-655)
  /// - `adjustedWeight`: ideal + 0.4(W - ideal), only above the ideal weight: it takes off part of an
  ///   excess, and would give a thinner patient more than for the actual weight (convention)
  /// - `fatFreeMass`: 9270W/(6680 + 216 BMI); 9270W/(8780 + 244 BMI) (Janmahasatian et al., Clin
  ///   Pharmacokinet 2005;44:1051-1065)
  /// - `fatFreeMassAlSallami`: the same times 0.88 + 0.12/(1 + (age/13.4)^-12.7);
  ///   1.11 - 0.11/(1 + (age/7.1)^-1.1) (Al-Sallami et al., Clin Pharmacokinet 2015;54:1169-1178)
  /// - `leanMassJames`: 1.10W - 128(W/H)²; 1.07W - 148(W/H)², up to its turning point at a BMI of
  ///   43.0 (36.1) (James, DHSS/MRC 1976)
  /// - `leanMassBoer`: 0.407W + 0.267H - 19.2; 0.252W + 0.473H - 48.3 (Boer, Am J Physiol
  ///   1984;247:F632-F636)
  /// - `leanMassHume`: 0.3281W + 0.33929H - 29.5336; 0.29569W + 0.41813H - 43.2933 (Hume, J Clin
  ///   Pathol 1966;19:389-391)
  /// - `surfaceArea`: 0.007184 W^0.425 H^0.725 m² (DuBois and DuBois, Arch Intern Med
  ///   1916;17:863-871)
  /// - `surfaceAreaMosteller`: the square root of WH/3600, m² (Mosteller, N Engl J Med
  ///   1987;317:1098)
  ///
  /// A lean or fat-free mass that comes out above the patient's weight, or not above zero, is
  /// refused: the formula was not made for such a body.
  /// - Parameters:
  ///   - covariate: What is asked for.
  ///   - location: Where it was asked for, for the diagnostic.
  /// - Throws: `T3101` naming everything that is missing and how to state it, `T3102` where a
  ///   formula is not defined for this patient, `T3103` for a measure that is not possible.
  public func value(
    _ covariate: Covariate, at location: SourceLocation? = nil
  ) throws(Diagnostic) -> Double {
    if let finding = missing(for: covariate, at: location) { throw finding }
    switch covariate {
    case .weight: return try measured(.weight, at: location)
    case .age: return try measured(.age, at: location)
    case .height: return try measured(.height, at: location)
    case .dosingWeight: return try measured(.dosingWeight, at: location)
    case .female: return sex == .female ? 1 : 0
    case .idealWeight, .adjustedWeight: return try devine(covariate, at: location)
    case .surfaceArea: return try size(at: location).areaDuBois
    case .surfaceAreaMosteller: return try size(at: location).areaMosteller
    case .fatFreeMass, .fatFreeMassAlSallami, .leanMassJames, .leanMassBoer, .leanMassHume:
      return try leanMass(covariate, at: location)
    }
  }

  /// The weight, in kg, that a per-kilogram quantity of this scalar refers to.
  /// - Parameters:
  ///   - scalar: Which weight; `lean` is Janmahasatian's fat-free mass.
  ///   - location: Where it was asked for, for the diagnostic.
  /// - Throws: The diagnostics of ``value(_:at:)``.
  public func weight(
    for scalar: WeightScalar, at location: SourceLocation? = nil
  ) throws(Diagnostic) -> Double {
    switch scalar {
    case .actual: try value(.weight, at: location)
    case .ideal: try value(.idealWeight, at: location)
    case .lean: try value(.fatFreeMass, at: location)
    case .adjusted: try value(.adjustedWeight, at: location)
    case .dosing: try value(.dosingWeight, at: location)
    }
  }

  /// The weight, in kg, that a per-kilogram quantity of this scalar refers to, without rounding.
  ///
  /// A weight that is stated counts exactly as stated; one that a formula gives is the binary
  /// number that ``weight(for:at:)`` returns.
  /// - Returns: Nothing when a formula's weight is not finite.
  /// - Throws: The diagnostics of ``value(_:at:)``.
  public func exactWeight(
    for scalar: WeightScalar, at location: SourceLocation? = nil
  ) throws(Diagnostic) -> Rational? {
    let rounded = try weight(for: scalar, at: location)
    let stated: Quantity? =
      switch scalar {
      case .actual: weight
      case .dosing: dosingWeight
      case .ideal, .lean, .adjusted: nil
      }
    return stated.map { Rational($0) } ?? Rational(exactly: rounded)
  }

  /// What is stated for a measure.
  public func quantity(_ measure: Measure) -> Quantity? {
    switch measure {
    case .weight: weight
    case .age: age
    case .height: height
    case .dosingWeight: dosingWeight
    }
  }

  private func measured(
    _ measure: Measure, at location: SourceLocation?
  ) throws(Diagnostic) -> Double {
    guard let quantity = quantity(measure) else {
      throw Patient.absence("the patient's \(measure.name)", [measure.fact], at: location)
    }
    if let finding = measure.impossibility(of: quantity, at: location) { throw finding }
    return quantity.canonical
  }

  private func size(at location: SourceLocation?) throws(Diagnostic) -> Size {
    Size(
      weight: try measured(.weight, at: location), height: try measured(.height, at: location),
      isFemale: sex == .female)
  }

  private func devine(
    _ covariate: Covariate, at location: SourceLocation?
  ) throws(Diagnostic) -> Double {
    // The ideal weight does not depend on the actual one, which need not be known.
    let weight = covariate == .adjustedWeight ? try measured(.weight, at: location) : 0
    let height = try measured(.height, at: location)
    let size = Size(weight: weight, height: height, isFemale: sex == .female)
    guard height >= Size.devineHeight else {
      throw Diagnostic(
        .undefinedSize, at: location,
        "the \(covariate.phrase) is not defined for a height of \(stated(.height))",
        expected: "a height of 152.4 cm (60 in) or more",
        remedy: "use another weight, for example the actual one or a stated dosing weight "
          + "(`--dosing-weight 40kg`)")
    }
    guard covariate == .adjustedWeight else { return size.ideal }
    guard weight > size.ideal else {
      throw Diagnostic(
        .undefinedSize, at: location,
        "the adjusted body weight is for patients above their ideal weight, and "
          + "\(stated(.weight)) at a height of \(stated(.height)) is not",
        expected: "an actual weight above the ideal body weight (Devine 1974)",
        remedy: "use the actual weight")
    }
    return size.adjusted
  }

  private func leanMass(
    _ covariate: Covariate, at location: SourceLocation?
  ) throws(Diagnostic) -> Double {
    let size = try size(at: location)
    let body = "a weight of \(stated(.weight)) and a height of \(stated(.height))"
    if covariate == .leanMassJames, size.weight > size.jamesTurningPoint {
      throw Diagnostic(
        .undefinedSize, at: location,
        "the \(covariate.phrase) falls with rising weight for \(body)",
        expected: "a body mass index up to \(size.isFemale ? "36.1" : "43.0") kg/m²",
        remedy: "use `fat_free_mass` (Janmahasatian 2005), which is made for obesity too")
    }
    let mass =
      switch covariate {
      case .fatFreeMassAlSallami:
        size.fatFreeMaturing(years: try measured(.age, at: location) / Unit.year.scale)
      case .leanMassJames: size.leanJames
      case .leanMassBoer: size.leanBoer
      case .leanMassHume: size.leanHume
      default: size.fatFree
      }
    guard mass > 0, mass <= size.weight else {
      throw Diagnostic(
        .undefinedSize, at: location,
        "the \(covariate.phrase) comes out \(mass > 0 ? "above the weight itself" : "negative") "
          + "for \(body)",
        expected: "a body of the kind that the formula was made for",
        remedy: "check weight and height, or use the actual or a stated dosing weight")
    }
    return mass
  }

  private func stated(_ measure: Measure) -> String {
    quantity(measure).map(\.description) ?? "unknown \(measure.name)"
  }
}
