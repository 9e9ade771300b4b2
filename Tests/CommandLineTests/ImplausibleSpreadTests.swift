import Testing

@Suite("A coefficient of variation above 1000 % is said wherever its file is read")
struct ImplausibleSpreadTests {
  /// A model whose sources state one variance as if it were a percentage.
  private static let model = Studies.ringModel.replacing(
    "variability: none",
    with: """
      variability:
        between subjects:
          from: a
          evidence: assumption
          distribution: log-normal
          parameters: { CL: { cv: 30 % }, V: { variance: 25 } }
      """)

  @Test("`check` and `show` warn of a model's, at its line and column", arguments: [true, false])
  func ofModel(checks: Bool) throws {
    let scratch = try Scratch()
    try scratch.write(Self.model, to: "ring.yaml")
    let arguments = checks ? ["check", "ring.yaml"] : ["show", "models", "ring.yaml"]
    let run = try Titration.run(arguments, in: scratch.path)
    #expect(run.errors.contains("ring.yaml:20:37: warning[T8063]"), "\(run.errors)")
    // √(e^25 - 1) = 268337.29 to eight digits.
    #expect(
      run.errors.contains("`variance 25` of `V` is a coefficient of variation of 26800000 %")
        && run.errors.contains("help: check it against its source"), "\(run.errors)")
    #expect(run.errors.matches(of: /T8063/).count == 1, "\(run.errors)")
    // Warnings about the text count as soft findings.
    #expect(run.status == (checks ? 1 : 0))
  }

  @Test("A variance whose exponential is beyond all numbers is said to have no number")
  func beyond() throws {
    let scratch = try Scratch()
    try scratch.write(
      Self.model.replacing("variance: 25", with: "variance: 5000"), to: "ring.yaml")
    let run = try Titration.run(["check", "ring.yaml"], in: scratch.path)
    #expect(run.errors.contains("is a coefficient of variation of no finite number"))
  }

  @Test("`check` warns of what a study assumes, without running it")
  func ofStudy() throws {
    let scratch = try Scratch()
    try scratch.write(
      Studies.ring.replacing("CL: { cv: 30 % }", with: "CL: { cv: 3000 % }"), to: "study.yaml")
    let run = try Titration.run(["check", "study.yaml"], in: scratch.path)
    #expect(run.status == 1 && run.errors.contains("study.yaml:11:21: warning[T8063]"))
    #expect(run.errors.contains("`cv 3000 %` of `CL` is a coefficient of variation of 3000 %"))
  }
}
