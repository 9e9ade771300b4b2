/// The published size formulas, as functions of weight (kg), height (cm) and sex.
///
/// Coefficients and citations agree in two or more independent transcriptions each; the papers
/// themselves were not read. Only the four operations and square roots are used, so that every
/// processor gives the same bits.
struct Size {
  let weight: Double
  let height: Double
  let isFemale: Bool

  private var squareMetres: Double { height / 100 * (height / 100) }

  /// Body mass index, kg/m².
  var bodyMassIndex: Double { weight / squareMetres }

  /// The height below which Devine's formula is not defined: 60 inches, 152.4 cm.
  static let devineHeight = 152.4

  /// Ideal body weight: 50 kg (female 45.5 kg) and 2.3 kg for every inch above 60.
  ///
  /// Devine BJ. Gentamicin therapy. Drug Intell Clin Pharm 1974;8:650-655.
  var ideal: Double { (isFemale ? 45.5 : 50) + 2.3 * (height / 2.54 - 60) }

  /// Ideal weight and 40 % of the difference between the actual and the ideal weight.
  ///
  /// A convention (0.3 to 0.4 are in use), not one publication's formula.
  var adjusted: Double { ideal + 0.4 * (weight - ideal) }

  /// Fat-free mass: 9270W/(6680 + 216 BMI), female 9270W/(8780 + 244 BMI).
  ///
  /// Janmahasatian S et al. Clin Pharmacokinet 2005;44:1051-1065.
  var fatFree: Double {
    9270 * weight
      / (isFemale ? 8780 + 244 * bodyMassIndex : 6680 + 216 * bodyMassIndex)
  }

  /// Fat-free mass with its maturation in childhood: Janmahasatian's times
  /// 0.88 + 0.12/(1 + (age/13.4)^-12.7), female 1.11 - 0.11/(1 + (age/7.1)^-1.1), age in years.
  ///
  /// Al-Sallami HS et al. Clin Pharmacokinet 2015;54:1169-1178.
  func fatFreeMaturing(years: Double) -> Double {
    // 1/(1 + r^-n) is written r^n/(1 + r^n), which is right at birth too.
    let maturity: Double
    if isFemale {
      let ratio = years / 7.1
      let power = ratio * root(ratio, fives: 1, twos: 1)
      maturity = 1.11 - 0.11 * (power / (1 + power))
    } else {
      let ratio = years / 13.4
      let power = whole(ratio, to: 12) * root(whole(ratio, to: 7), fives: 1, twos: 1)
      maturity = 0.88 + 0.12 * (power / (1 + power))
    }
    return fatFree * maturity
  }

  /// Lean body mass: 1.10W - 128(W/H)², female 1.07W - 148(W/H)².
  ///
  /// James WPT. Research on obesity. DHSS/MRC, London: HMSO; 1976. See ``jamesTurningPoint``.
  var leanJames: Double {
    let ratio = weight / height
    return isFemale
      ? 1.07 * weight - 148 * (ratio * ratio) : 1.10 * weight - 128 * (ratio * ratio)
  }

  /// The weight from which James's parabola falls, so that a heavier patient has less lean mass:
  /// a body mass index of 43.0 kg/m², female 36.1 kg/m².
  var jamesTurningPoint: Double {
    isFemale ? 1.07 * (height * height) / 296 : 1.10 * (height * height) / 256
  }

  /// Lean body mass: 0.407W + 0.267H - 19.2, female 0.252W + 0.473H - 48.3.
  ///
  /// Boer P. Am J Physiol 1984;247:F632-F636.
  var leanBoer: Double {
    isFemale
      ? 0.252 * weight + 0.473 * height - 48.3 : 0.407 * weight + 0.267 * height - 19.2
  }

  /// Lean body mass: 0.3281W + 0.33929H - 29.5336, female 0.29569W + 0.41813H - 43.2933.
  ///
  /// Hume R. J Clin Pathol 1966;19:389-391.
  var leanHume: Double {
    isFemale
      ? 0.29569 * weight + 0.41813 * height - 43.2933
      : 0.3281 * weight + 0.33929 * height - 29.5336
  }

  /// Body surface area in cm²: 71.84 W^0.425 H^0.725.
  ///
  /// DuBois D, DuBois EF. Arch Intern Med 1916;17:863-871.
  var areaDuBois: Double {
    71.84 * root(whole(weight, to: 17) * whole(height, to: 29), fives: 1, twos: 3)
  }

  /// Body surface area in cm²: the square root of WH/3600 in m².
  ///
  /// Mosteller RD. N Engl J Med 1987;317:1098.
  var areaMosteller: Double { 10_000 * (weight * height / 3600).squareRoot() }
}

/// A whole power, by squaring.
private func whole(_ base: Double, to power: Int) -> Double {
  var (result, square, rest) = (1.0, base, power)
  while rest > 0 {
    if rest % 2 == 1 { result *= square }
    square *= square
    rest /= 2
  }
  return result
}

/// The root of order 5^fives · 2^twos, to about one unit in the last place; zero of zero.
private func root(_ value: Double, fives: Int, twos: Int) -> Double {
  var result = value
  for _ in 0..<twos { result = result.squareRoot() }
  for _ in 0..<fives { result = fifthRoot(result) }
  return result
}

/// Newton's iteration from above, which falls until it cannot.
private func fifthRoot(_ value: Double) -> Double {
  guard value > 0 else { return 0 }
  let exponent = Int((Double(value.exponent + 1) / 5).rounded(.up))
  var root = Double(sign: .plus, exponent: exponent, significand: 1)
  while true {
    let square = root * root
    let next = (4 * root + value / (square * square)) / 5
    if next >= root { return root }
    root = next
  }
}
