import Foundation
import Testing

@Suite("Lags in a study")
struct LagTests {
  private func run(
    _ scratch: Scratch, weight: String = "{ uniform: 50..110 kg }", varies: String = "CL",
    lag: String, protocols: String = "50 mg by oral"
  ) throws -> Titration {
    let study = Studies.oral(weight: weight, variability: varies)
    try scratch.write(study.replacing("50 mg by oral", with: protocols), to: "study.yaml")
    try scratch.write(Studies.oralModel(lag: lag), to: "oral.yaml")
    return try Titration.run(["batch", "study.yaml", "-o", "out"], in: scratch.path)
  }

  @Test("A lag that is the same for everybody delays everybody's dose")
  func common() throws {
    let scratch = try Scratch()
    let run = try run(scratch, lag: "rest + 15 min")
    #expect(run.status == 0, "\(run.errors)")
    let curves = try scratch.read("out/s1-curves.csv").split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
    #expect(curves.count == 9 * 7)
    for row in curves { #expect((row[2] == 0) == (row[1] < 25)) }
  }

  @Test(
    "A lag that differs between subjects is refused, and what makes it differ is named",
    arguments: [
      ("rest * 2.5 * (weight / 70 kg)^0.25", "CL", "follows from the weight"),
      ("rest + 15 min", "tlag", "`tlag` varies"), ("rest + 5 min", "rest", "`rest` varies"),
    ])
  func differing(lag: String, varies: String, cause: String) throws {
    let scratch = try Scratch()
    let run = try run(scratch, varies: varies, lag: lag)
    #expect(run.status == 2 && run.code == "T2130", "\(run.errors)")
    #expect(run.errors.contains("study.yaml:7:12: error[T2130]"), "\(run.errors)")
    #expect(run.errors.contains(cause) && run.errors.contains("one lag for everybody"))
    #expect(run.errors.contains("give the lag one value in a copy of the model"))
    #expect(!scratch.names.contains("out"))
  }

  @Test("A lag by weight is one lag where all weigh the same, and none by a route without")
  func fixed() throws {
    let lag = "rest * 2.5 * (weight / 70 kg)^0.25"
    let same = try run(Scratch(), weight: "{ fixed: 80 kg }", lag: lag)
    #expect(same.status == 0, "\(same.errors)")
    let other = try run(Scratch(), varies: "tlag", lag: lag, protocols: "50 mg over 10 min")
    #expect(other.status == 0, "\(other.errors)")
  }
}
