import Diagnostics
import Documents
import Kinetics
import Quantities
import Testing

@Suite("Published variability is read number by number")
struct VariabilityTests {
  /// The good model with a block of numbers instead of a text.
  static let text = GoodModel.text.replacing("variability: none published", with: block)

  private static let block = """
    variability:
      note: invented
      between subjects:
        distribution: log-normal
        from: demo
        evidence: one source
        parameters:
          V1: { variance: 0.09 }
          CL: { cv: 50 % }
          Q2: { sd: 0.2, distribution: proportional }
          V_m: { sd: 2.5 L, distribution: additive }
          F_oral: { sd: 0.7, distribution: logit }
        covariance: { CL ~ V1: 0.02 }
        correlation: { Q2 ~ CL: -0.5 }
      between sessions:
        note: from one session to the next
        distribution: log-normal
        from: demo
        evidence: abstract
        parameters: { k_a: { cv: 20 % } }
      residual error:
        from: demo
        evidence: one source
        outputs:
          plasma: { proportional: 0.1, additive: 2 ng/mL }
          metabolite: { logarithmic: 0.15 }
    """

  private func variability() throws -> Variability {
    try ModelDocument.read(text: Self.text, file: "good.yaml").variability
  }

  @Test("Each way to state a spread gives the variance that it means")
  func variances() throws {
    let effects = try #require(try variability().betweenSubjects).effects
    #expect(effects.map(\.parameter) == ["V1", "CL", "Q2", "V_m", "F_oral"])
    #expect(effects[0].variance == 0.09)
    // ln(1 + 0.5²) by hand: ln 1.25 = 0.2231435513142097557662950903...
    #expect(abs(effects[1].variance - 0.22314355131420976) < 1e-16)
    #expect(abs(effects[2].variance - 0.04) < 1e-16)
    #expect(effects[3].variance == 6.25)
    #expect(abs(effects[4].variance - 0.49) < 1e-16)
    #expect(
      effects.map(\.distribution)
        == [.logNormal, .logNormal, .proportional, .additive, .logit])
  }

  @Test("A coefficient of variation above 1000 % is a warning at its parameter, in every block")
  func implausible() throws {
    let text = Self.text.replacing("{ cv: 50 % }", with: "{ variance: 25 }")
      .replacing("k_a: { cv: 20 % }", with: "k_a: { cv: 2000 % }")
      .replacing("{ sd: 0.2, distribution: proportional }", with: "{ cv: 1000 % }")
    let check = DocumentCheck(LoadedText(path: "a.yaml", text: text), in: nil)
    #expect(check.diagnostics.map(\.code.id) == ["T8063", "T8063"])
    #expect(check.diagnostics.allSatisfy { $0.severity == .warning && $0.expected != nil })
    let places = check.diagnostics.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0)" }
    let wanted = ["CL: { variance: 25", "k_a: { cv: 2000"].map { GoodModel.place(of: $0, in: text) }
    #expect(places == wanted)
    // √(e^25 - 1) = 268337.29 to eight digits.
    #expect(check.diagnostics[0].message.hasSuffix("a coefficient of variation of 26800000 %"))
  }

  @Test("A correlation becomes a covariance, and the matrix is symmetric")
  func covariances() throws {
    let matrix = try #require(try variability().betweenSubjects).covarianceMatrix
    #expect(matrix[0][1] == 0.02 && matrix[1][0] == 0.02)
    // -0.5 √(0.22314355131420976 · 0.04)
    #expect(abs(matrix[1][2] - -0.04723807270774388) < 1e-14)
    #expect(matrix[0][2] == 0 && matrix[3][4] == 0)
  }

  @Test("Sessions and measurements have blocks of their own")
  func otherBlocks() throws {
    let variability = try variability()
    #expect(variability.betweenSessions?.effects.map(\.parameter) == ["k_a"])
    #expect(variability.betweenSessions?.evidence == .abstract)
    #expect(variability.uncertainty == nil)
    #expect(variability.residualErrors.map(\.output) == ["plasma", "metabolite"])
    #expect(variability.residualErrors[0].additive?.description == "2 ng/mL")
    #expect(variability.residualErrors[1].logarithmic == 0.15)
  }

  @Test("A text stays legal and means that the model runs as typical")
  func text() throws {
    let variability = try ModelDocument.read(text: GoodModel.text, file: "good.yaml").variability
    #expect(variability.text == "none published" && !variability.hasNumbers)
  }

  @Test(
    "One slip in the block, one finding",
    arguments: [
      Slip("CL: { cv: 50 % }", "CLX: { cv: 50 % }", "T2041", at: "CLX", "did you mean", echoes: 2),
      Slip("cv: 50 %", "cv: 0.5", "T3003", at: "0.5 }", "unit"),
      Slip("cv: 50 %", "cv: 0 %", "T3007", at: "0 % }", "leave out"),
      Slip("variance: 0.09", "variance: \"0,09\"", "T3001", at: "\"0,09", "comma"),
      Slip("variance: 0.09", "variance: -0.09", "T3007", at: "-0.09", "leave out"),
      Slip("variance: 0.09", "sd: 0.3, variance: 0.09", "T2020", at: "0.3,", "source"),
      Slip("{ variance: 0.09 }", "{ spread: 0.09 }", "T2002", at: "spread", "remove"),
      Slip(
        "    distribution: log-normal\n    from: demo\n    evidence: one",
        "    from: demo\n    evidence: one", "T2003", at: "{ variance", "distribution", echoes: 1),
      Slip(
        "distribution: log-normal", "distribution: lognormal", "T2005", at: "lognormal", "mean"),
      Slip("sd: 2.5 L", "sd: 2.5 kg", "T4031", at: "V_m: { sd", "unit of the parameter"),
      Slip("sd: 2.5 L", "variance: 6.25", "T2020", at: "6.25", "sd: 5 L"),
      Slip("F_oral: { sd", "t_lag: { sd", "T4031", at: "t_lag: { sd", "log-normal"),
      Slip("CL ~ V1", "CL V1", "T2053", at: "CL V1", "CL ~ V1"),
      Slip("CL ~ V1", "CL ~ V2", "T2041", at: "CL ~ V2", "did you mean"),
      Slip("CL ~ V1", "CL ~ CL", "T4033", at: "CL ~ CL", "remove"),
      Slip("Q2 ~ CL: -0.5", "Q2 ~ CL: -0.5, CL ~ Q2: 0.1", "T4033", at: "CL ~ Q2", "remove"),
      Slip("-0.5 }", "-1.5 }", "T3007", at: "-1.5", "covariance"),
      Slip("CL ~ V1: 0.02", "CL ~ V1: 0.2", "T4032", at: "distribution", "source"),
      Slip(
        "log-normal\n    from: demo\n    evidence: abstract",
        "log-normal\n    from: nobody\n    evidence: abstract",
        "T2041", at: "note: from one", "define"),
      Slip(
        "log-normal\n    from: demo\n    evidence: abstract", "log-normal\n    from: demo", "T2003",
        at: "note: from one", "add `ev"),
      Slip(
        "proportional: 0.1,", "proportional: 0.1, logarithmic: 0.2,", "T2020", at: "0.1, log",
        "source"),
      Slip(
        "{ logarithmic: 0.15 }", "{ shape: 1 }", "T2003", at: "{ shape", "proportional", echoes: 1),
      Slip("metabolite: { log", "metabolit: { log", "T2041", at: "metabolit: {", "did you mean"),
      Slip("proportional: 0.1,", "proportional: 10 %,", "T4031", at: "10 %", "divide"),
      Slip("proportional: 0.1,", "proportional: 10,", "T4031", at: "10,", "divide"),
      Slip("additive: 2 ng/mL", "additive: 2 ng", "T3004", at: "2 ng }", "185 ng/mL"),
    ])
  func slip(_ slip: Slip) throws {
    try slip.check(in: Self.text) { try ModelDocument.read(text: $0, file: "bad.yaml") }
  }
}
