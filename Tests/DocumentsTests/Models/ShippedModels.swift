import Diagnostics
import Documents
import Foundation
import Kinetics
import Patients
import Quantities

/// The model files of this repository, read from its folder.
enum ShippedModels {
  static let ids = [
    "ketamine/kamp-2020", "ketamine/clements-1981", "ketamine/domino-1984",
    "ketamine/hijazi-2003", "ketamine/herd-2007", "esketamine/otto-2021",
    "midazolam/albrecht-1999",
  ]

  static var folder: URL {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.appendingPathComponent("models/drugs")
  }

  static func text(_ id: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(id + ".yaml"), encoding: .utf8)
  }

  static func model(_ id: String) throws -> Model {
    try ModelDocument.read(text: text(id), file: "models/drugs/\(id).yaml")
  }

  /// A model with the numbers of a patient.
  static func bound(
    _ id: String, weight: String = "70 kg", age: String? = "40 y", effectSite: String? = nil
  ) throws -> BoundModel {
    try model(id).bind(to: patient(weight: weight, age: age), effectSite: effectSite)
  }

  static func patient(weight: String? = nil, age: String? = nil) throws -> Patient {
    let here = SourceLocation(file: "<test>", line: 1, column: 1)
    return Patient(
      weight: try weight.map { try Quantity(parsing: $0, as: .weight, at: here) },
      age: try age.map { try Quantity(parsing: $0, as: .age, at: here) })
  }
}

/// A second way to the figures: plain formulas over the rate constants, and small Runge-Kutta
/// steps.
struct IndependentKinetics {
  let system: LinearSystem

  init(_ model: BoundModel) { system = model.system.firstOrder }

  func volume(_ state: String = "central") -> Double {
    guard case .amount(let volume?)? = system.states.first(where: { $0.name == state })?.content
    else { return .nan }
    return volume
  }

  /// The sum of the rate constants from one state to another; out of the body without one.
  func rate(_ from: String, _ to: String?) -> Double {
    system.links.filter { link in
      system.states[link.from].name == from && link.to.map { system.states[$0].name } == to
        && link.drains
    }.map(\.rate).reduce(0, +)
  }

  /// The peripheral compartments that exchange with the central one: rate constants out and back.
  var exchanges: [(out: Double, back: Double)] {
    system.states.map(\.name).filter { rate("central", $0) > 0 && rate($0, "central") > 0 }
      .map { (rate("central", $0), rate($0, "central")) }
  }

  /// The rate constant of elimination from the central compartment, metabolites included.
  var k10: Double {
    let all = system.links.filter { system.states[$0.from].name == "central" && $0.drains }
    return all.map(\.rate).reduce(0, +) - exchanges.map(\.out).reduce(0, +)
  }

  var clearance: Double { k10 * volume() }

  var steadyStateVolume: Double {
    volume() * (1 + exchanges.map { $0.out / $0.back }.reduce(0, +))
  }

  /// Half-lives in minutes, shortest first, from the roots of the characteristic polynomial.
  var halfLives: [Double] { roots.sorted(by: >).map { Foundation.log(2) / $0 } }

  private var roots: [Double] {
    let total = k10 + exchanges.map { $0.out + $0.back }.reduce(0, +)
    guard exchanges.count == 2 else {
      let product = k10 * exchanges[0].back
      let root = (total * total - 4 * product).squareRoot()
      return [(total + root) / 2, 2 * product / (total + root)]
    }
    let (a, b) = (exchanges[0], exchanges[1])
    let second =
      k10 * a.back + k10 * b.back + a.back * b.back + a.out * b.back + b.out * a.back
    let third = k10 * a.back * b.back
    // x^3 - total x^2 + second x - third, by the trigonometric formula for three real roots.
    let p = second - total * total / 3
    let q = total * second / 3 - 2 * total * total * total / 27 - third
    let radius = 2 * (-p / 3).squareRoot()
    let angle = acos(max(-1, min(1, 3 * q / (p * radius)))) / 3
    return (0..<3).map { total / 3 + radius * cos(angle - 2 * .pi * Double($0) / 3) }
  }

  /// Concentrations in ng/mL at times in minutes during and after an infusion in mg/min.
  func concentrations(
    at times: [Double], of state: String = "central", rate: Double, until end: Double,
    step: Double = 0.1
  ) -> [Double] {
    let index = system.states.firstIndex { $0.name == state } ?? 0
    var amounts = Array(repeating: 0.0, count: system.states.count)
    var results: [Double] = []
    var count = 0
    for time in times {
      while Double(count) * step < time - step / 2 {
        let inflow = Double(count) * step < end - step / 2 ? rate : 0
        amounts = advanced(amounts, by: step, inflow: inflow)
        count += 1
      }
      results.append(1000 * amounts[index] / volume(state))
    }
    return results
  }

  private func advanced(_ x: [Double], by h: Double, inflow: Double) -> [Double] {
    func slope(_ x: [Double]) -> [Double] {
      var d = Array(repeating: 0.0, count: x.count)
      d[0] += inflow
      for link in system.links {
        if link.drains { d[link.from] -= link.rate * x[link.from] }
        if let to = link.to { d[to] += link.yield * link.rate * x[link.from] }
      }
      return d
    }
    func moved(_ k: [Double], _ f: Double) -> [Double] { zip(x, k).map { $0 + f * $1 } }
    let k1 = slope(x)
    let k2 = slope(moved(k1, h / 2))
    let k3 = slope(moved(k2, h / 2))
    let k4 = slope(moved(k3, h))
    return x.indices.map { x[$0] + h / 6 * (k1[$0] + 2 * k2[$0] + 2 * k3[$0] + k4[$0]) }
  }
}
