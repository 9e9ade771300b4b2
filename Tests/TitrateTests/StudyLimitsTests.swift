import Foundation
import Testing
import Titrate

@Suite("The limits of a study")
struct StudyLimitsTests {
  /// Rules about doses and concentrations that some subjects keep and others break.
  private static let text = """
    titrate: limits/1
    id: esketamine/own
    title: Invented
    drug: esketamine
    form: free base
    care area: test
    sources: [{ id: invented, cite: invented, evidence: assumption }]
    rules:
      - { id: dose, limit: session dose, upper: { soft: 39 mg, hard: 50 mg }, from: invented, evidence: assumption }
      - { id: per-kg, limit: session dose, upper: { soft: 0.5 mg/kg }, lower: { hard: 0.6 mg/kg ideal }, from: invented, evidence: assumption }
      - { id: peak, limit: peak concentration, of: plasma, upper: { soft: 190 ng/mL, hard: 220 ng/mL }, from: invented, evidence: assumption }
      - { id: metabolite, limit: concentration, of: noresketamine, upper: { soft: 70 ng/mL }, from: invented, evidence: assumption }
      - { id: awake, limit: time above, of: plasma, threshold: 100 ng/mL, upper: { hard: 55 min }, from: invented, evidence: assumption }
    """

  private func set(drug: String = "esketamine", pump: String = "") throws -> LimitSet {
    let text = Self.text.replacing("drug: esketamine", with: "drug: \(drug)")
      .replacing("care area: test\n", with: "care area: test\n\(pump)")
    return try LimitDocument.read(text: text, file: "own.yaml")
  }

  @Test(
    "Every subject counts as the single case does that has his numbers",
    arguments: [
      "", "pump: { flow step: 10 mL/h, lowest flow: 10 mL/h, highest flow: 1200 mL/h }\n",
    ])
  func countsSingleCases(pump: String) throws {
    let model = try #require(
      StudyExample.shipped().first { $0.id == "esketamine/otto-2021" })
    let source = try StudyExample.scenario(model, between: model.variability.betweenSubjects)
    let phrase = "0.5 mg/kg over 40 min"
    var dosing = try ProtocolPhrase.read(phrase, drug: model.drug)
    dosing.drugs[0].concentration = try StudyExample.quantity("1 mg/mL")
    let set = try set(pump: pump)
    let patients = PatientSource.drawn(try PatientSampler(StudyExample.people()))
    let first = try patients.patient(0, seed: 11, replicates: 1)
    let sink = LimitSink(
      source, dosing, try model.bind(to: first), sets: [set], of: .drawn(ClinicalContext()),
      replicates: 1)
    _ = try PopulationRun(source.plan, threads: 2, blockSize: 7)
      .run(0..<20, into: [sink]) { try source.write($0) }

    var broken = Array(repeating: 0, count: set.bounds.count)
    for subject in 0..<20 {
      let patient = try patients.patient(subject, seed: 11, replicates: 1)
      let bound = try StudyExample.individual(
        model, source.subjects(first: subject, count: 1).parameters, patient)
      let schedule = try dosing.schedule(for: patient)
      let judgement = try set.judgement(
        of: JudgedCase(
          patient: patient, schedule: schedule, curve: Curve(model: bound, schedule: schedule),
          model: bound))
      for (index, bound) in set.bounds.enumerated() {
        let verdict = try #require(judgement.verdicts.first { $0.subject == bound.subject })
        if verdict.breaches.contains(where: { $0.worst.severity == bound.severity }) {
          broken[index] += 1
        }
      }
    }
    let counts = sink.tally.counts[0]
    #expect(counts.map(\.broken) == broken)
    #expect(counts.allSatisfy { $0.subjects == 20 && $0.judged == 20 })
    // The test would say nothing if everybody were alike.
    for index in [0, 3, 4, 5, 6, 7] {
      #expect((1..<20).contains(broken[index]), "\(index) \(broken)")
    }
  }

  @Test("Counts do not depend on threads, blocks and parts")
  func anyOrder() throws {
    let model = try #require(StudyExample.shipped().first { $0.id == "esketamine/otto-2021" })
    func tally(_ ranges: [Range<Int>], _ threads: Int, _ size: Int) throws -> LimitTally {
      let source = try StudyExample.scenario(
        model, between: model.variability.betweenSubjects, replicates: 2)
      let set = try set()
      var sum = LimitTally([set])
      for range in ranges {
        let patients = PatientSource.drawn(try PatientSampler(StudyExample.people()))
        let sink = LimitSink(
          source, try ProtocolPhrase.read("0.5 mg/kg over 40 min", drug: model.drug),
          try model.bind(to: patients.patient(0, seed: 11, replicates: 2)), sets: [set],
          of: .drawn(ClinicalContext()), replicates: 2)
        _ = try PopulationRun(source.plan, threads: threads, blockSize: size)
          .run(range, into: [sink]) { try source.write($0) }
        sum.add(sink.tally)
      }
      return sum
    }
    let whole = try tally([0..<18], 1, 64)
    #expect(try tally([0..<18], 8, 3) == whole)
    #expect(try tally([11..<18, 0..<3, 3..<11], 2, 8) == whole)
  }
}
