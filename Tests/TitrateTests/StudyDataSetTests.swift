import Foundation
import Testing
import Titrate

@Suite("The NONMEM data set of a study")
struct StudyDataSetTests {
  private func rows(
    _ model: Model, _ phrase: String, between: RandomEffects?, replicates: Int = 1,
    threads: Int = 2, size: Int = 5
  ) throws -> (source: ScenarioSource, lines: [String]) {
    let source = try StudyExample.scenario(
      model, between: between, replicates: replicates, phrase: phrase)
    let patients = PatientSource.drawn(try PatientSampler(StudyExample.people()))
    let first = try patients.patient(0, seed: 11, replicates: replicates)
    let schedule = try ProtocolPhrase.read(phrase, drug: model.drug).schedule(for: first)
    let gathered = Gathered()
    let sink = DataSetRows(
      source, deliveries: schedule.deliveries,
      routes: Array(repeating: 0, count: schedule.deliveries.count),
      model: try model.bind(to: first),
      patients: patients, replicates: replicates
    ) { gathered.append($0) }
    _ = try PopulationRun(source.plan, threads: threads, blockSize: size)
      .run(0..<20, into: [sink]) { try source.write($0) }
    let text = String(decoding: sink.heading + gathered.bytes, as: UTF8.self)
    return (source, text.split(separator: "\n").map(String.init))
  }

  @Test(
    "Whoever reads it with the rules of NONMEM finds each concentration from the doses alone",
    arguments: [
      ("ketamine/kamp-2020", "0.5 mg/kg over 40 min"),
      ("esketamine/otto-2021", "0.5 mg/kg over 40 min"),
      (
        "ketamine/clements-1981",
        "bolus 0.2 mg/kg, then 0.1 mg/kg/h stepping up 0.05 mg/kg/h every 30 min to 0.2 mg/kg/h "
          + "for 2 h"
      ),
    ])
  func readBack(id: String, phrase: String) throws {
    let model = try #require(StudyExample.shipped().first { $0.id == id })
    let (source, lines) = try rows(model, phrase, between: model.variability.betweenSubjects)
    #expect(lines[0] == "ID,TIME,AMT,RATE,EVID,MDV,DV,CMT,DVID,WT,AGE,HT,SEX")
    let numbers = lines.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    }
    #expect(numbers.allSatisfy { $0.count == 13 && $0.allSatisfy(\.isFinite) }, "numbers only")
    #expect(Set(numbers.map { $0[0] }) == Set((1...20).map(Double.init)))
    let patients = PatientSource.drawn(try PatientSampler(StudyExample.people()))
    for subject in 0..<20 {
      let own = numbers.filter { $0[0] == Double(subject + 1) }
      let patient = try patients.patient(subject, seed: 11, replicates: 1)
      #expect(own.allSatisfy { $0[9] == patient.weight?.canonical })
      let bound = try StudyExample.individual(
        model, source.subjects(first: subject, count: 1).parameters, patient)
      var inputs: [Input] = []
      for row in own where row[4] == 1 {
        #expect(row[5] == 1 && row[6] == 0 && row[8] == 0 && row[2] > 0)
        let start = try #require(Tick(minutes: row[1] * 60))
        let end = row[3] == 0 ? nil : Tick(minutes: (row[1] + row[2] / row[3]) * 60)
        inputs.append(
          Input(
            state: Int(row[7]) - 1,
            end.map { .rate(row[3] / 60, end: $0) } ?? .jump(amount: row[2]), start: start))
      }
      let curve = try Curve(
        systems: [(.zero, bound.system.firstOrder)], inputs: inputs, outputs: bound.outputs)
      var last = -1.0
      for (index, row) in own.enumerated() {
        #expect(row[1] >= last)
        last = row[1]
        guard row[4] == 0 else {
          // A dose stands before what is observed at its moment.
          #expect(!own[..<index].contains { $0[4] == 0 && $0[1] == row[1] })
          continue
        }
        #expect(row[5] == 0 && row[2] == 0 && row[3] == 0)
        let output = bound.outputs[Int(row[8]) - 1]
        #expect(output.state + 1 == Int(row[7]))
        let exact = try curve.concentration(
          of: output, at: #require(Tick(minutes: row[1] * 60)))
        #expect(abs(row[6] - exact) <= 1e-9 * exact, "\(id) \(row) \(exact)")
      }
    }
  }

  @Test("Blocks and threads change no byte; replicates are individuals of their own")
  func blocks() throws {
    let model = try #require(StudyExample.shipped().first { $0.id == "ketamine/kamp-2020" })
    let phrase = "0.5 mg/kg over 40 min"
    let reference = try rows(model, phrase, between: nil, replicates: 2, threads: 1, size: 64).lines
    #expect(reference[0].hasSuffix(",DVID,REP,WT,AGE,HT,SEX"))
    #expect(reference.count == 1 + 20 * 7)
    for (threads, size) in [(2, 1), (8, 7), (1, 1000)] {
      let lines = try rows(
        model, phrase, between: nil, replicates: 2, threads: threads, size: size
      ).lines
      #expect(lines == reference)
    }
  }

  @Test("Nothing given has no record, and a covariate that is not known is -99")
  func gaps() throws {
    let model = try #require(StudyExample.shipped().first { $0.id == "ketamine/clements-1981" })
    func quantity(_ text: String) throws -> Quantity { try StudyExample.quantity(text) }
    let people = [
      Patient(weight: try quantity("70 kg"), age: try quantity("40 y")),
      Patient(weight: try quantity("80 kg"), sex: .female),
    ]
    let phrase = "0 mg/kg/h for 15 min, then 1 mg/kg/h for 30 min"
    let dosing = try ProtocolPhrase.read(phrase, drug: "ketamine")
    let bound = try model.bind(to: people[0])
    let schedule = try dosing.schedule(for: people[0])
    let patients = PatientSource.listed(PatientColumns(people))
    let routes = Array(repeating: 0, count: schedule.deliveries.count)
    let source = try ScenarioSource(
      plan: BatchPlan(
        model: bound, schedule: schedule, times: [.zero], horizon: .zero), model: model,
      effectSite: nil, between: nil, uncertainty: nil, laws: dosing.doseLaws(of: "ketamine"),
      routes: routes, patients: patients, seed: 1, replicates: 1)
    let gathered = Gathered()
    let sink = DataSetRows(
      source, deliveries: schedule.deliveries, routes: routes, model: bound, patients: patients,
      replicates: 1
    ) { gathered.append($0) }
    _ = try PopulationRun(source.plan).run(0..<2, into: [sink]) { try source.write($0) }
    #expect(
      String(decoding: sink.heading + gathered.bytes, as: UTF8.self) == """
        ID,TIME,AMT,RATE,EVID,MDV,DV,CMT,DVID,WT,AGE,SEX
        1,0,0,0,0,0,0,1,1,70,40,-99
        1,0.25,35,70,1,1,0,1,0,70,40,-99
        2,0,0,0,0,0,0,1,1,80,-99,1
        2,0.25,40,80,1,1,0,1,0,80,-99,1

        """)
  }
}
