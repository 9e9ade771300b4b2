import Diagnostics
import Patients
import Quantities
import Testing

/// A body and what the published formulas give for it; nothing where they are not defined.
struct Body: Sendable, CustomTestStringConvertible {
  let patient: Patient
  let values: [(Covariate, Double?)]
  let testDescription: String

  init(
    _ sex: String, _ years: Double, _ weight: Double, _ height: Double, ideal: Double?,
    adjusted: Double?, fatFree: Double?, maturing: Double?, james: Double?, boer: Double?,
    hume: Double?, area: Double?, mosteller: Double?
  ) {
    testDescription = "\(sex) \(years) y \(weight) kg \(height) cm"
    patient = body(
      weight: "\(weight) kg", age: "\(years) y", height: "\(height) cm",
      sex: sex)
    values = [
      (.idealWeight, ideal), (.adjustedWeight, adjusted), (.fatFreeMass, fatFree),
      (.fatFreeMassAlSallami, maturing), (.leanMassJames, james), (.leanMassBoer, boer),
      (.leanMassHume, hume), (.surfaceArea, area), (.surfaceAreaMosteller, mosteller),
    ]
  }
}

@Suite("Size descriptors follow their published formulas")
struct SizeTests {
  /// Worked out with 50 digits by another program.
  static let bodies: [Body] = [
    .init(
      "m", 35, 70, 170,
      ideal: 65.93700787401575, adjusted: 67.56220472440945, fatFree: 54.47523906905406,
      maturing: 54.475205960137664,
      james: 55.29757785467128, boer: 54.68, hume: 51.1127,
      area: 18097.078017532473, mosteller: 18181.186857726192),
    .init(
      "f", 50, 60, 160,
      ideal: 52.381889763779526, adjusted: 55.42913385826772, fatFree: 38.36192775239245,
      maturing: 38.803322444951775,
      james: 43.3875, boer: 42.5, hume: 41.3489,
      area: 16220.625314357549, mosteller: 16329.931618554521),
    .init(
      "m", 70, 100, 175,
      ideal: 70.46456692913385, adjusted: 82.27874015748031, fatFree: 67.50133745467515,
      maturing: 67.50133744850949,
      james: 68.20408163265306, boer: 68.225, hume: 62.65215,
      area: 21506.45892536525, mosteller: 22047.92759220492),
    .init(
      "f", 8, 25, 127,
      ideal: nil, adjusted: nil, fatFree: 18.448484354034807, maturing: 19.39664304167459,
      james: 21.01498852997706, boer: 18.071, hume: 17.20146,
      area: 9456.894084367243, mosteller: 9391.18972465387),
    .init(
      "m", 0.5, 7.5, 67,
      ideal: nil, adjusted: nil, fatFree: 6.7573336332765495, maturing: 5.946453597283363,
      james: 6.6460793049676985, boer: 1.7415, hume: nil,
      area: 3565.9199740089052, mosteller: 3736.0852952433156),
    .init(
      "f", 90, 44.5, 152.4,
      ideal: 45.5, adjusted: nil, fatFree: 30.65890486634082, maturing: 30.85338330785273,
      james: 34.99638170720786, boer: 34.9992, hume: 33.587917,
      area: 13790.608496662895, mosteller: 13725.28081072782),
    .init(
      "m", 40, 210, 188,
      ideal: 82.23622047244095, adjusted: 133.34173228346458, fatFree: 99.7598554451201,
      maturing: 99.75984432253587,
      james: nil, boer: 116.466, hume: 103.15392,
      area: 31050.883702994746, mosteller: 33115.95788538611),
    .init(
      "f", 33, 145, 165,
      ideal: 56.90944881889764, adjusted: 92.14566929133858, fatFree: 61.727888680755456,
      maturing: 62.78556892157305,
      james: nil, boer: 66.285, hume: 68.5732,
      area: 24133.681903114448, mosteller: 25779.513830430034),
  ]

  @Test("values agree with an independent evaluation", arguments: bodies)
  func values(body: Body) throws {
    for (covariate, expected) in body.values {
      if let expected {
        // A dozen roundings of half a unit in the last place.
        let value = try body.patient.value(covariate, at: nil)
        #expect(abs(value - expected) <= 2e-15 * expected, "\(covariate) \(value)")
      } else {
        let found = finding { () throws(Diagnostic) in _ = try body.patient.value(covariate) }
        #expect(found?.code == .undefinedSize, "\(covariate)")
      }
    }
  }

  @Test(
    "values agree with the printed reference values",
    arguments: [
      (0, .leanMassJames, 55.298, 0.0005), (0, .fatFreeMass, 54.475, 0.0005),
      (0, .fatFreeMassAlSallami, 54.475, 0.0005), (0, .surfaceArea, 18_097, 0.5),
      (0, .surfaceAreaMosteller, 18_181, 0.5), (0, .idealWeight, 65.94, 0.005),
      (1, .leanMassJames, 43.388, 0.0005), (1, .fatFreeMass, 38.362, 0.0005),
      (1, .fatFreeMassAlSallami, 38.803, 0.0005), (3, .fatFreeMassAlSallami, 19.397, 0.0005),
    ] as [(Int, Covariate, Double, Double)])
  func printed(index: Int, covariate: Covariate, value: Double, half: Double) throws {
    #expect(abs(try Self.bodies[index].patient.value(covariate) - value) <= half)
  }

  @Test("stated measures come back in canonical units")
  func stated() throws {
    let patient = body(
      weight: "181 lb", age: "8 mo", height: "70 in", sex: "female", dosingWeight: "70 kg")
    #expect(try patient.value(.weight) == 82.100_218_97)
    #expect(try patient.value(.age) == 350_640)
    #expect(try patient.value(.height) == 177.8)
    #expect(try patient.value(.female) == 1)
    #expect(try patient.value(.dosingWeight) == 70)
    #expect(try body(sex: "m").value(.female) == 0)
  }

  @Test(
    "each weight scalar means one weight",
    arguments: [
      (.actual, .weight), (.ideal, .idealWeight), (.lean, .fatFreeMass),
      (.adjusted, .adjustedWeight), (.dosing, .dosingWeight),
    ] as [(WeightScalar, Covariate)])
  func scalars(scalar: WeightScalar, covariate: Covariate) throws {
    let patient = body(weight: "82 kg", height: "178 cm", sex: "m", dosingWeight: "75 kg")
    #expect(try patient.weight(for: scalar) == patient.value(covariate))
    #expect(finding { () throws(Diagnostic) in _ = try Patient().weight(for: scalar) } != nil)
  }

  @Test("fat-free mass is right at birth, where the printed formula divides by zero")
  func birth() throws {
    for (sex, factor) in [("m", 0.88), ("f", 1.11)] {
      let newborn = body(weight: "3.5 kg", age: "0 d", height: "50 cm", sex: sex)
      let value = try newborn.value(.fatFreeMassAlSallami)
      #expect(value == (try newborn.value(.fatFreeMass)) * factor)
    }
  }
}
