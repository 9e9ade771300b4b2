import Testing
import Titrate

@Suite("Patients with whom a study is tried out")
struct PatientExtremesTests {
  private func range(_ text: String) throws -> QuantityRange {
    try QuantityRange(
      parsing: text, as: .weight, at: SourceLocation(file: "test", line: 1, column: 1))
  }

  private func described(_ distributions: PatientDistributions) -> [String] {
    distributions.extremes.map { patient in
      let sex = patient.sex.map { $0 == .female ? "f" : "m" } ?? "?"
      return ([sex] + [patient.weight, patient.age].compactMap { $0?.description })
        .joined(separator: " ")
    }
  }

  @Test("Every sex that occurs is tried at both ends of its own distributions")
  func sexes() throws {
    let margin = PatientDistributions.Margin(
      .weight, female: .uniform(try range("40..90 kg")), male: .uniform(try range("50..120 kg")))
    for (share, wanted) in [
      (0.5, ["f 40 kg", "f 90 kg", "m 50 kg", "m 120 kg"]), (1, ["f 40 kg", "f 90 kg"]),
      (0, ["m 50 kg", "m 120 kg"]),
    ] {
      let found = described(PatientDistributions(femaleShare: share, margins: [margin]))
      #expect(found == wanted)
    }
  }

  @Test("Every value that is stated one by one is tried, those with no share not")
  func categories() throws {
    let ages = try [("1 y", 0.2), ("5 y", 0.3), ("3 y", 0.5), ("9 y", 0)].map {
      PatientDistributions.Share(try StudyExample.quantity($0.0), $0.1)
    }
    let weight = PatientDistributions.Shape.uniform(try range("4..30 kg"))
    let distributions = PatientDistributions(
      femaleShare: nil,
      margins: [
        .init(.age, female: .categorical(ages), male: .categorical(ages)),
        .init(.weight, female: weight, male: weight),
      ])
    #expect(described(distributions) == ["? 4 kg 1 y", "? 30 kg 3 y", "? 30 kg 5 y"])
  }
}
