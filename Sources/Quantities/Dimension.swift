/// What a quantity measures, as exponents of the base dimensions that dosing needs.
///
/// The mass of drug and the mass of the patient are different dimensions: `mg/kg` is not a number.
public struct Dimension: Hashable, Sendable {
  /// Mass of drug; canonical unit mg.
  public var drugMass: Int8 = 0
  /// Amount of substance; canonical unit umol.
  public var substance: Int8 = 0
  /// Mass of the patient; canonical unit kg.
  public var bodyMass: Int8 = 0
  /// Volume; canonical unit L.
  public var volume: Int8 = 0
  /// Time; canonical unit min.
  public var time: Int8 = 0
  /// Length of the patient; canonical unit cm.
  public var length: Int8 = 0

  /// A pure number.
  public static let none = Dimension()
  /// Mass of drug.
  public static let drug = Dimension(drugMass: 1)
  /// Mass of the patient.
  public static let body = Dimension(bodyMass: 1)
  /// Volume.
  public static let volume = Dimension(volume: 1)
  /// Time.
  public static let time = Dimension(time: 1)
  /// Length of the patient.
  public static let length = Dimension(length: 1)
  /// Amount of substance.
  public static let substance = Dimension(substance: 1)
  /// Mass of drug in a volume.
  public static let concentration = drug / volume
  /// Volume in a time: a clearance or a pump's flow.
  public static let clearance = volume / time
  /// Something per time: a rate constant.
  public static let frequency = none / time
  /// Mass of drug per mole.
  public static let molarMass = drug / substance

  /// The dimension of a product; exponents stop at ±127.
  public static func * (a: Dimension, b: Dimension) -> Dimension {
    a.combined(with: b, +)
  }

  /// The dimension of a quotient.
  public static func / (a: Dimension, b: Dimension) -> Dimension {
    a.combined(with: b, -)
  }

  /// The dimension of a whole power.
  public func raised(to power: Int8) -> Dimension {
    Dimension.none.combined(with: self) { $0 + $1 * Int(power) }
  }

  /// The dimension of a square root, when every exponent is even.
  public var squareRoot: Dimension? {
    let exponents = [drugMass, substance, bodyMass, volume, time, length]
    guard exponents.allSatisfy({ $0 % 2 == 0 }) else { return nil }
    return Dimension.none.combined(with: self) { $1 / 2 }
  }

  /// Whether a base dimension, such as time, occurs in this one; a pure number is in itself only.
  func involves(_ base: Dimension) -> Bool {
    if self == base { return true }
    let pairs = [
      (drugMass, base.drugMass), (substance, base.substance), (bodyMass, base.bodyMass),
      (volume, base.volume), (time, base.time), (length, base.length),
    ]
    return pairs.contains { $0 != 0 && $1 != 0 }
  }

  private func combined(with other: Dimension, _ operation: (Int, Int) -> Int) -> Dimension {
    // An exponent stays at its bound rather than wrap around into the one of another quantity.
    func exponent(_ member: KeyPath<Dimension, Int8>) -> Int8 {
      Int8(clamping: operation(Int(self[keyPath: member]), Int(other[keyPath: member])))
    }
    return Dimension(
      drugMass: exponent(\.drugMass), substance: exponent(\.substance),
      bodyMass: exponent(\.bodyMass), volume: exponent(\.volume), time: exponent(\.time),
      length: exponent(\.length))
  }
}

extension Dimension: CustomStringConvertible {
  /// The dimension in words, such as `drug/body mass/time`.
  public var description: String {
    let parts = [
      ("drug", drugMass), ("substance", substance), ("volume", volume), ("length", length),
      ("body mass", bodyMass), ("time", time),
    ]
    func words(_ name: String, _ power: Int8) -> String {
      power.magnitude == 1 ? name : "\(name)^\(power.magnitude)"
    }
    let above = parts.filter { $0.1 > 0 }.map { words($0.0, $0.1) }.joined(separator: "*")
    let below = parts.filter { $0.1 < 0 }.map { "/" + words($0.0, $0.1) }.joined()
    if above.isEmpty { return below.isEmpty ? "a pure number" : "1" + below }
    return above + below
  }
}

extension Dimension {
  /// The canonical unit, such as `L/kg` or `1/min`; empty for a pure number.
  package var canonicalSymbol: String {
    let parts: [(String, Int8)] = [
      ("mg", drugMass), ("umol", substance), ("L", volume), ("cm", length), ("kg", bodyMass),
      ("min", time),
    ]
    func power(_ name: String, _ exponent: Int8) -> String {
      exponent == 1 ? name : "\(name)^\(exponent)"
    }
    let above = parts.filter { $0.1 > 0 }.map { power($0.0, $0.1) }.joined(separator: "*")
    let below = parts.filter { $0.1 < 0 }.map { "/" + power($0.0, -$0.1) }.joined()
    return (above.isEmpty && !below.isEmpty ? "1" : above) + below
  }

  /// What a quantity of this dimension is called, with its article, for messages.
  package var phrase: String {
    switch self {
    case .none: "a pure number"
    case .drug: "an amount of drug"
    case .substance: "an amount of substance"
    case .body: "a body weight"
    case .volume: "a volume"
    case .time: "a time"
    case .length: "a length"
    case .drug / .body: "an amount of drug per body weight"
    case .drug / .time: "an amount of drug per time"
    case .drug / .body / .time: "an amount of drug per body weight and time"
    case .concentration: "a concentration by mass"
    case .substance / .volume: "a concentration by amount of substance"
    case .clearance: "a volume per time"
    case .volume / .body: "a volume per body weight"
    case .volume / .body / .time: "a volume per body weight and time"
    case .frequency: "a rate constant"
    case .molarMass: "a molar mass"
    default: "a quantity of dimension \(self)"
    }
  }
}
