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

  /// The dimension of a product.
  public static func * (a: Dimension, b: Dimension) -> Dimension {
    a.combined(with: b, &+)
  }

  /// The dimension of a quotient.
  public static func / (a: Dimension, b: Dimension) -> Dimension {
    a.combined(with: b, &-)
  }

  /// The dimension of a whole power.
  public func raised(to power: Int8) -> Dimension {
    Dimension.none.combined(with: self) { $0 &+ $1 &* power }
  }

  /// The dimension of a square root, when every exponent is even.
  public var squareRoot: Dimension? {
    let exponents = [drugMass, substance, bodyMass, volume, time, length]
    guard exponents.allSatisfy({ $0 % 2 == 0 }) else { return nil }
    return Dimension.none.combined(with: self) { $1 / 2 }
  }

  private func combined(with other: Dimension, _ operation: (Int8, Int8) -> Int8) -> Dimension {
    Dimension(
      drugMass: operation(drugMass, other.drugMass),
      substance: operation(substance, other.substance),
      bodyMass: operation(bodyMass, other.bodyMass), volume: operation(volume, other.volume),
      time: operation(time, other.time), length: operation(length, other.length))
  }
}

extension Dimension: CustomStringConvertible {
  /// The dimension in words, such as `drug/body mass/time`.
  public var description: String {
    let parts = [
      ("drug", drugMass), ("substance", substance), ("volume", volume), ("length", length),
      ("body mass", bodyMass), ("time", time),
    ]
    func words(_ name: String, _ power: Int8) -> String { power == 1 ? name : "\(name)^\(power)" }
    let above = parts.filter { $0.1 > 0 }.map { words($0.0, $0.1) }.joined(separator: "*")
    let below = parts.filter { $0.1 < 0 }.map { "/" + words($0.0, -$0.1) }.joined()
    if above.isEmpty { return below.isEmpty ? "a pure number" : "1" + below }
    return above + below
  }
}
