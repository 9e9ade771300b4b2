import Diagnostics
import Documents
import Kinetics
import Limits
import Patients
import Population
import Quantities
import Testing

@Suite("Study files")
struct StudyReadingTests {
  @Test("Every key is read")
  func everything() throws {
    let study = try StudyDocument.read(text: GoodStudy.text, file: "good.yaml")
    #expect(study.id == "good" && study.seed == .max && study.replicates == 3)
    guard case .drawn(let people, let count) = study.patients else {
      Issue.record("patients are drawn")
      return
    }
    #expect(count == 1000 && people.femaleShare == 0.455)
    #expect(people.margins.map(\.measure.name) == ["weight", "height", "age", "dosing weight"])
    #expect(people.correlations.map(\.value) == [0.5])
    #expect(study.models.map(\.name.text) == ["ketamine/kamp-2020", "ketamine/domino-1984"])
    #expect(study.models[1].effectSite?.text == "eeg")
    #expect(study.models[1].assumed?.effects.map(\.parameter) == ["CL"])
    #expect(study.models[1].assumed?.evidence == .assumption)
    #expect(study.models[1].assumedSessions?.effects.map(\.text) == ["cv 15 %"])
    #expect(study.models[1].assumedSessions?.note == "days differ")
    let error = try #require(study.models[1].assumedErrors.first)
    #expect(error.output == "plasma" && error.proportional == 0.15 && error.note == "assays differ")
    #expect(error.additive?.description == "3 ng/mL" && error.evidence == .assumption)
    #expect(study.residualError == .asPublished)
    #expect(study.protocols[1].settings.map(\.name.text) == ["dose", "duration"])
    #expect(study.protocols[1].settings[1].values.count == 3)
    #expect(study.variability == .asPublished)
    #expect(study.times.count == 97 && study.times.last?.minutes == 1440)
    #expect(study.outputs.percentiles.map(\.double) == [2.5, 50, 97.5])
    #expect(study.outputs.metrics.count == 6 && study.outputs.curves && study.outputs.dataSet)
    #expect(study.outputs.subjects == [.patient, .parameters] && study.outputs.limits)
    #expect(study.limits.sets?.map(\.text) == ["ketamine/depression-infusion", "own.yaml"])
    #expect(study.limits.careArea?.text == "clinic" && study.limits.diagnosis?.text == "depression")
    #expect(study.limits.conditions == [.cystitis])
  }

  @Test("Limits are named alone, in a list, or not at all; conditions may be none")
  func limits() throws {
    let start = try #require(GoodStudy.text.firstRange(of: "limits:\n")?.lowerBound)
    let end = try #require(GoodStudy.text.firstRange(of: "observe:")?.lowerBound)
    func sets(_ text: String) throws -> Study.LimitChoice {
      try StudyDocument.read(
        text: GoodStudy.text[..<start] + text + GoodStudy.text[end...], file: "good.yaml"
      ).limits
    }
    #expect(try sets("") == Study.LimitChoice())
    #expect(try sets("limits: a/b\n").sets?.map(\.text) == ["a/b"])
    #expect(try sets("limits: [a/b, c]\n").sets?.map(\.text) == ["a/b", "c"])
    let none = try sets("limits: { conditions: none }\n")
    #expect(none.sets == nil && none.conditions == [])
  }

  @Test("Moments may be stated one by one")
  func moments() throws {
    let text = GoodStudy.text.replacing(
      "{ every: 15 min, until: 24 h }", with: "{ at: [0 min, 40 min, 2 h] }")
    let study = try StudyDocument.read(text: text, file: "good.yaml")
    #expect(study.times.map(\.minutes) == [0, 40, 120])
  }

  @Test("All faults of a file are reported at once")
  func allAtOnce() throws {
    var text = GoodStudy.text
    for (old, new) in [
      ("18446744073709551615", "-1"), ("18..65 y", "65..18 y"), ("as published", "published"),
      ("24 h", "23 h 1 min"), ("[2.5, 50", "[50, 2.5"),
    ] { text = text.replacing(old, with: new, maxReplacements: 1) }
    let error = try #require(throws: DiagnosticError.self) {
      try StudyDocument.read(text: text, file: "bad.yaml")
    }
    #expect(error.diagnostics.count >= 5)
  }

  @Test("Uncertain typical values need replicates to differ in")
  func singleReplicate() throws {
    let uncertain = GoodStudy.text.replacing(
      "variability: as published", with: "variability: as published, with uncertainty")
    #expect(
      try StudyDocument.read(text: uncertain, file: "good.yaml").variability == .withUncertainty)
    let error = try #require(throws: DiagnosticError.self) {
      try StudyDocument.read(
        text: uncertain.replacing("replicates: 3\n", with: ""), file: "bad.yaml")
    }
    #expect(error.diagnostics.map(\.code.id) == ["T2110"])
    let first = try #require(error.diagnostics.first)
    #expect(first.location?.column == 14 && first.remedy.contains("add `replicates: 200`"))
  }

  @Test("One slip, one finding, with its place and its remedy", arguments: Self.slips)
  func slip(_ slip: Slip) throws {
    try slip.check(in: GoodStudy.text) { try StudyDocument.read(text: $0, file: "bad.yaml") }
  }

  static let slips: [Slip] = [
    Slip("study/1", "study/2", "T2004", at: "study/2", "first line"),
    Slip("id: good", "id: Good", "T2052", at: "Good", "forty-minutes"),
    Slip("title: Invented study\n", "", "T2003", at: "titrate", "add `title"),
    Slip("18446744073709551615", "18446744073709551616", "T2027", at: "18446", "digits only"),
    Slip("seed: 18446744073709551615\n", "", "T2003", at: "titrate", "add `seed"),
    Slip("replicates: 3", "replicates: 70000", "T2027", at: "70000", "range"),
    Slip("subjects: 1000", "subjects: 100000001", "T2027", at: "100000001", "range"),
    Slip("subjects: 1000", "subjects: 1e3", "T2027", at: "1e3", "digits only"),
    Slip("54.5 %", "55.5 %", "T2101", at: "{ female: 45.5", "correct one"),
    Slip("45.5 %", "145.5 %", "T3007", at: "145.5", "smaller"),
    Slip("30 %, 80 kg", "40 %, 80 kg", "T2101", at: "{ 60 kg", "correct one"),
    Slip("18..65 y", "18-65 y", "T3001", at: "18-65", "two points"),
    Slip("18..65 y", "18..650 y", "T3103", at: "18..650", "check the unit"),
    Slip(
      "{ uniform: 18..65 y }", "{ unifrom: 18..65 y }", "T2003", at: "{ unifrom", "uniform",
      echoes: 1
    ),
    Slip(
      "{ uniform: 18..65 y }", "{ uniform: 18..65 y, within: 1..2 y }", "T2020", at: "1..2", "leave"
    ),
    Slip(", within: 45..120 kg", "", "T2003", at: "{ log-normal: { med", "between which"),
    Slip(
      "within: 45..120 kg", "within: 200..300 kg", "T2105", at: "200..300", "correct the bounds"),
    Slip("cv: 20 %", "cv: 0.2", "T3003", at: "0.2 }", "unit"),
    Slip("sd: 7 cm }, within: 145", "sd: 0 cm }, within: 145", "T3007", at: "0 cm }", "positive"),
    Slip(
      "    male: { normal", "    mael: { normal", "T2002", at: "mael", "did you mean", echoes: 1),
    Slip("  sex: { female: 45.5 %, male: 54.5 % }\n", "", "T2003", at: "height:", "add `sex`"),
    Slip(
      "weight ~ height: 0.5", "weight ~ age: 0.5", "T2102", at: "weight ~ age", "leave the pair"),
    Slip("weight ~ height: 0.5", "weight height: 0.5", "T2053", at: "weight height", "~"),
    Slip("weight ~ height: 0.5", "weight ~ weight: 0.5", "T2053", at: "weight ~ weight", "correct"),
    Slip("weight ~ height: 0.5", "weight ~ height: 1.5", "T3007", at: "1.5", "covariance"),
    Slip(
      "  - model: ketamine/domino-1984", "  - modle: x\n    model: ketamine/domino-1984", "T2002",
      at: "modle", "mean"),
    Slip(
      "- ketamine/kamp-2020\n  - model: ketamine/domino-1984",
      "- ketamine/kamp-2020\n  - model: ketamine/kamp-2020 #", "T1003", at: "ketamine/kamp-2020 #",
      "remove"),
    Slip("      because: invented\n", "", "T2003", at: "distribution: log", "because"),
    Slip("set: { dose", "set: { duration: 40 min, dose", "T2020", at: "duration: [", "remove"),
    Slip(
      "variability: as published", "variability: published", "T2005", at: "published",
      "as published"),
    Slip(
      "residual error: as published", "residual error: as publisht", "T2005", at: "as publisht",
      "as published"),
    Slip(
      "residual error: as published\n", "", "T2020", at: "plasma: {",
      "residual error: as published"),
    Slip(
      "residual error: as published", "residual error: none", "T2020", at: "plasma: {",
      "residual error: as published"),
    Slip("      because: days differ\n", "", "T2003", at: "distribution: prop", "because"),
    Slip("      because: assays differ\n", "", "T2003", at: "outputs: { pl", "because"),
    Slip("additive: 3 ng/mL", "additive: 3 ng", "T3004", at: "3 ng }", "185 ng/mL"),
    Slip(
      "{ proportional: 0.15, additive: 3 ng/mL }", "{ sd: 1 }", "T2003", at: "{ sd", "0.24",
      echoes: 1),
    Slip("until: 24 h", "until: 1441 min", "T2103", at: "1441 min", "24 h"),
    Slip("every: 15 min, until: 24 h", "every: 15 min", "T2003", at: "{ every: 15", "until"),
    Slip("{ every: 15 min, until: 24 h }", "{ at: [2 h, 1 h] }", "T2062", at: "1 h]", "sort"),
    Slip("curves: [csv, nonmem]", "curves: nonmen", "T2005", at: "nonmen", "did you mean `nonmem`"),
    Slip("[csv, nonmem]", "[csv, csv]", "T1003", at: "csv]", "remove"),
    Slip("[2.5, 50", "[50, 2.5", "T2104", at: "2.5, 97", "5, 50, 95"),
    Slip("97.5]", "100]", "T2104", at: "100]", "5, 50, 95"),
    Slip("[cmax, tmax,", "[cmax, tmx,", "T2005", at: "tmx", "did you mean `tmax`"),
    Slip("[cmax, tmax,", "[cmax, cmax,", "T1003", at: "cmax, auc", "remove"),
    Slip("100 ng/mL", "100 ng", "T3004", at: "100 ng }", "185 ng/mL"),
    Slip("[patient, parameters]", "[patients]", "T2005", at: "patients]", "did you mean"),
    Slip("  curves: [csv, nonmem]\n", "  shares: x\n", "T2002", at: "shares", "remove"),
    Slip("  limits: shares", "  limits: share", "T2005", at: "share", "did you mean `shares`"),
    Slip("  limits: shares", "", "T2120", at: "limits:", "leave `limits` out"),
    Slip("[cystitis]", "[cystits]", "T6060", at: "cystits", "did you mean"),
    Slip(
      "own.yaml]", "ketamine/depression-infusion]", "T1003",
      at: "ketamine/depression-infusion]", "remove"),
    Slip("care area: clinic", "care aera: clinic", "T2002", at: "care aera", "did you mean"),
  ]
}
