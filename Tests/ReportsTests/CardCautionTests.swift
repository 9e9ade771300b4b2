import Dosing
import Kinetics
import Quantities
import Simulation
import Testing

@testable import Reports

@Suite("What a model's card excludes stands beside the model in every report")
struct CardCautionTests {
  private func preview(
    sampling: Model.Sampling = .arterial, landmarks: [Landmark] = [],
    change: (inout Model) -> Void = { _ in }
  ) throws -> PreviewReport {
    let schedule = Example.escalation()
    var bound = Example.bound()
    bound.model.sampling = sampling
    bound.model.summary = "Peaks after a bolus are far too low <here>."
    bound.model.applicability.population = "Twelve men."
    change(&bound.model)
    return PreviewReport(
      protocolID: "demo", protocolTitle: "Invented", patient: Example.patient, schedule: schedule,
      drugs: [try SimulatedDrug(model: bound, schedule: schedule)], landmarks: landmarks)
  }

  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("In a preview, a comparison and an explanation, as text, page and JSON")
  func everywhere() throws {
    let one = try preview()
    let contents = [
      try one.content(), try ComparisonReport(one, one).content(),
      try ExplanationReport(one, at: Example.minutes(30)).content(),
    ]
    for content in contents {
      let text = flat(Page.text(content, TextStyle()))
      #expect(text.contains("made from Twelve men."))
      #expect(text.contains("its card says Peaks after a bolus are far too low <here>."))
      #expect(content.html().contains("Peaks after a bolus are far too low &lt;here&gt;."))
      let json = flat(content.json()).replacing(" ", with: "")
      #expect(
        json.contains(
          #""text":"Peaksafterabolusarefartoolow<here>.","caution":true"#))
    }
  }

  @Test("A model applies by what was compared with the patient, and no more is claimed")
  func compared() throws {
    let one = flat(try preview().text())
    #expect(
      one.contains("applies by weight, and nothing else was compared: weight 45 kg to 120 kg"))
    let two = try preview { model in
      model.applicability.ranges.append(
        Model.Applicability.Range(
          covariate: "age", lower: Example.quantity("18 y"), upper: Example.quantity("80 y")))
      model.applicability.evidence = .assumption
    }
    #expect(
      flat(try two.text()).contains(
        "applies by weight and age, and nothing else was compared: weight 45 kg to 120 kg, age 18 y "
          + "to 80 y (a choice of the file's author)"))
    let none = try preview { $0.applicability.ranges = [] }
    #expect(flat(try none.text()).contains("applies the model states no range"))
  }

  @Test(
    "What follows from another sampling site is said in its direction, and not where that is unknown",
    arguments: [
      (Model.Sampling.arterial, Model.Sampling.venous, "this curve is arterial", "too short."),
      (.venous, .arterial, "this curve is venous", "too long."),
      (
        .notStated, .venous,
        "the sampling site of this model is not stated, so whether its curve "
          + "may be compared with them is unknown", "may be too short or too long."
      ),
    ])
  func sites(
    curve: Model.Sampling, levels: Model.Sampling, words: String, consequence: String
  ) throws {
    var landmark = Example.landmarks[0]
    landmark.sampling = levels
    let text = flat(try preview(sampling: curve, landmarks: [landmark]).text())
    #expect(text.contains("were measured in \(levels.rawValue) plasma"))
    #expect(text.contains(words))
    #expect(text.contains(consequence))
    #expect(!text.contains("this curve is sampling"))
    let same = flat(try preview(sampling: levels, landmarks: [landmark]).text())
    #expect(!same.contains("were measured in"))
  }
}
