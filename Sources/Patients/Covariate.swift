/// A property of a patient that models and doses may depend on, measured or worked out.
public enum Covariate: String, Hashable, Sendable, CaseIterable {
  /// Actual weight, kg.
  case weight
  /// Age; canonical unit min, as every time.
  case age
  /// Height, cm.
  case height
  /// 1 for a female patient, 0 for a male one.
  case female
  /// The stated dosing weight, kg.
  case dosingWeight = "dosing_weight"
  /// Ideal body weight (Devine 1974), kg.
  case idealWeight = "ideal_weight"
  /// Ideal weight plus 40 % of the excess over it, kg.
  case adjustedWeight = "adjusted_weight"
  /// Fat-free mass (Janmahasatian 2005), kg.
  case fatFreeMass = "fat_free_mass"
  /// Fat-free mass with maturation (Al-Sallami 2015), kg.
  case fatFreeMassAlSallami = "fat_free_mass_al_sallami"
  /// Lean body mass (James 1976), kg.
  case leanMassJames = "lean_mass_james"
  /// Lean body mass (Boer 1984), kg.
  case leanMassBoer = "lean_mass_boer"
  /// Lean body mass (Hume 1966), kg.
  case leanMassHume = "lean_mass_hume"
  /// Body surface area (DuBois 1916), cm^2.
  case surfaceArea = "surface_area"
  /// Body surface area (Mosteller 1987), cm^2.
  case surfaceAreaMosteller = "surface_area_mosteller"
}
