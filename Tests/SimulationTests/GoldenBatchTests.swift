import Kinetics
import Population
import PropertyTesting
import Quantities
import Simulation
import Testing

@Suite("Every golden case that a batch can run is met by it")
struct GoldenBatchTests {
  /// A batch starts empty and keeps its parameters.
  static let cases = GoldenCase.linear().filter { golden in
    golden.events.allSatisfy { ["bolus", "infusion"].contains($0.type) }
  }

  @Test("there are such cases")
  func thereAreCases() {
    #expect(Self.cases.count >= 15)
  }

  @Test(arguments: cases)
  func reference(_ golden: GoldenCase) throws {
    let (minutes, rows) = try golden.reference()
    let (curve, index) = try golden.curve(.modal)
    let names = golden.columns.dropFirst().map { String($0.prefix { $0 != "_" }) }
    let outputs = try names.map { name in
      let state =
        name == "Ce"
        ? index["Ce"] : name.hasPrefix("AUC") ? 0 : index["A" + name.dropFirst()]
      return Curve.Output(name: name, analyte: "drug", state: try #require(state))
    }
    let inputs = curve.inputs.enumerated().map { number, input in
      let manner: PlannedInput.Manner =
        if case .rate(_, let end) = input.manner { .rate(end: end) } else { .jump }
      return PlannedInput(state: input.state, manner, start: input.start, dose: number)
    }
    let times = minutes.map { golden.tick($0) }
    let plan = try BatchPlan(
      template: try #require(curve.system.linear), outputs: outputs, inputs: inputs, times: times,
      horizon: try #require(times.last), metrics: [.area])
    let store = ConcentrationStore(plan, subjects: 0..<1)
    let summary = try PopulationRun(plan).run(0..<1, keeping: store) { tile in
      for (number, input) in curve.inputs.enumerated() {
        guard let column = plan.index(of: .dose(number)) else { continue }
        switch input.manner {
        case .jump(let amount): tile[column, 0] = amount
        case .rate(let rate, _): tile[column, 0] = rate
        }
      }
    }
    // Two peripherals with exactly equal rates go through the scalar curve.
    #expect(summary.fast == (golden.name.contains("equal_peripherals") ? 0 : 1))
    var worst = 0.0
    for (output, name) in names.enumerated() where !name.hasPrefix("AUC") {
      let highest = rows.reduce(0) { max($0, abs($1[output])) }
      let volume: Double =
        if name.hasPrefix("A"),
          case .amount(let volume?) = curve.system.states[outputs[output].state].content
        {
          volume
        } else { 1 }
      for (row, reference) in rows.enumerated() {
        let got = store[subject: 0, output: output, time: row] * volume
        let scale = max(abs(reference[output]), GoldenTests.floor * highest)
        worst = worse(worst, scale == 0 ? abs(got) : abs(got - reference[output]) / scale)
      }
    }
    print("golden batch", golden.name, worst)
    #expect(worst <= 1e-13, "\(golden.name): \(worst)")
  }
}
