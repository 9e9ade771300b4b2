import Kinetics
import Quantities
import Simulation

extension GoldenCase {
  /// The compartment graph for given parameters, and the index of every state by its golden name.
  func system(_ p: [String: Double]) -> (system: LinearSystem, index: [String: Int]) {
    func value(_ name: String) -> Double { p[name] ?? .nan }
    let v1 = value("V1")
    let k10 = p["k10"] ?? value("CL") / v1
    var system = LinearSystem.mammillary(volume: v1, k10: k10)
    var index = ["A1": 0]
    for number in 2..<(kind.ncmt + 1) {
      let out = p["k1\(number)"] ?? value("Q\(number)") / v1
      let back = p["k\(number)1"] ?? value("Q\(number)") / value("V\(number)")
      let volume = p["V\(number)"] ?? v1 * out / back
      index["A\(number)"] = system.states.count
      system.addPeripheral("A\(number)", of: 0, volume: volume, out: out, back: back)
    }
    if model.contains("oral") {
      let depot = system.addState("Aa", .amount(volume: nil))
      index["Aa"] = depot
      system.links.append(.init(from: depot, to: 0, rate: value("ka")))
    }
    if model.contains("metab") {
      let metabolite = system.addState("AM1", .amount(volume: value("VM1")))
      index["AM1"] = metabolite
      // The share fm of the elimination forms metabolite; the rest leaves the body.
      system.links[0].rate = k10 * (1 - value("fm"))
      system.links.append(
        .init(from: 0, to: metabolite, rate: k10 * value("fm"), yield: value("mwr")))
      system.links.append(.init(from: metabolite, to: nil, rate: value("CLm") / value("VM1")))
      index["AM2"] = system.states.count
      system.addPeripheral(
        "AM2", of: metabolite, volume: value("VM2"), out: value("Qm") / value("VM1"),
        back: value("Qm") / value("VM2"))
    }
    if model.contains("effect") {
      index["Ce"] = system.addEffectSite(ke0: value("ke0"), drivenBy: 0, volume: v1)
    }
    return (system, index)
  }

  /// The curve of the case by one way of solving.
  func curve(_ method: Propagator.Method) throws -> (curve: Curve, index: [String: Int]) {
    let (first, index) = system(params)
    var systems = [(from: Tick.zero, system: first)]
    var inForce = params
    var inputs: [Input] = []
    var initial: [Double]?
    var zero = first.states.map { _ in 0.0 }
    for event in events {
      switch event.type {
      case "params":
        inForce.merge(event.set ?? [:]) { $1 }
        systems.append((tick(event.t), system(inForce).system))
      case "ss_infusion":
        zero[0] = event.rate ?? .nan
        initial = try first.steadyState(inflow: zero)
      case "ss_repeat":
        zero[0] = event.amt ?? .nan
        initial = try first.steadyState(dose: zero, over: event.dur ?? 0, every: event.every ?? 0)
      default:
        inputs += self.inputs(event, index)
      }
    }
    let curve = try Curve(
      systems: systems, inputs: inputs, initial: initial, outputs: [], method: method)
    return (curve, index)
  }

  func inputs(_ event: Event, _ index: [String: Int]) -> [Input] {
    (0..<(event.n ?? 1)).map { repeated in
      let start = tick(event.t + Double(repeated) * (event.every ?? 0))
      if event.type == "infusion" {
        let duration = event.dur ?? .nan
        let rate = event.rate ?? (event.amt ?? .nan) / duration
        return Input(state: 0, .rate(rate, end: start + tick(duration)), start: start)
      }
      let intoDepot = event.cmt == "Aa"
      let amount = (event.amt ?? .nan) * (intoDepot ? params["F"] ?? 1 : 1)
      return Input(
        state: index[event.cmt ?? "A1"] ?? 0, .jump(amount: amount),
        start: intoDepot ? start + tick(params["lag"] ?? 0) : start)
    }
  }

  func tick(_ minutes: Double) -> Tick { Tick(minutes: minutes) ?? .zero }
}
