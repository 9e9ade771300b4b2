internal import Kinetics
internal import Patients
internal import Quantities
internal import Simulation

extension ModelCard {
  /// The ways of drug as a small graph, one arrow per line.
  func addFlows(to page: inout ReportContent) {
    page.heading("Flows")
    var rows: [[String]] = []
    for route in model.routes {
      var terms: [String] = []
      if let share = route.bioavailability { terms.append("F \(share.text)") }
      if let lag = route.lag { terms.append("lag \(lag.text)") }
      rows.append([
        route.name, arrow(terms.joined(separator: ", "), bothWays: false), place(route.into),
      ])
    }
    for flow in model.flows {
      let yield = flow.yield.map { ", × \($0.text)" } ?? ""
      rows.append([
        place(flow.from), arrow(flow.kinetics.words + yield, bothWays: flow.bothWays),
        flow.to.map(place) ?? "out of the body",
      ])
    }
    for output in model.outputs {
      rows.append([place(output.compartment), arrow("seen as", bothWays: false), output.name])
    }
    page.add(
      .graph(
        TextTable(
          [
            TextTable.Column([], .left), TextTable.Column([], .left, gap: 1),
            TextTable.Column([], .left, gap: 1),
          ], rows: rows)))
  }

  private func arrow(_ label: String, bothWays: Bool) -> String {
    let middle = label.isEmpty ? "──" : "── \(label) ──"
    return (bothWays ? "◀" : "─") + middle + "▶"
  }

  private func place(_ name: String) -> String {
    let volume = model.compartments.first { $0.name == name }?.volume
    return volume.map { "\(name) [\($0.text)]" } ?? name
  }

  /// What follows from the parameters: half-lives, clearance and volume at steady state.
  func addDerived(_ bound: BoundModel, to page: inout ReportContent) throws(ReportFailure) {
    page.heading("What follows for this patient")
    do {
      // What saturates is described where it does not: far below Km.
      let system = try bound.system.unsaturated()
      addSaturation(bound, to: &page)
      for output in bound.outputs {
        let rates = try system.decayRates(observedAt: output.state)
        let halves = rates.map { rate in
          let swing =
            rate.frequency > 0
            ? " (oscillating, period \(ReadableValue.time(minutes: 2 * Double.pi / rate.frequency)))"
            : ""
          return ReadableValue.time(minutes: rate.halfLife) + swing
        }
        let name =
          output.name.hasPrefix(output.analyte) ? output.name : "\(output.analyte) \(output.name)"
        page.item("half-lives", "\(name): \(halves.joined(separator: ", "))")
      }
      if let steady = try SteadyQuantities(bound, system) {
        var clearance = "\(NumberFormat.plain(steady.clearance * Scale.perHour)) L/h"
        var volume = "\(NumberFormat.plain(steady.volume)) L"
        if let weight = bound.patient.weight?.canonical {
          clearance += " = \(NumberFormat.plain(steady.clearance * 1000 / weight)) mL/min/kg"
          volume += " = \(NumberFormat.plain(steady.volume / weight)) L/kg"
        }
        page.item("clearance", "\(clearance), all elimination of \(model.drug) together")
        page.item("Vss", "\(volume), at steady state of an infusion")
      } else {
        page.item("clearance", "none: drug that is given never leaves completely")
      }
    } catch {
      throw .simulation(.kinetics(error))
    }
  }
}

/// Clearance and volume of distribution at steady state: what a constant infusion into the plasma
/// of the drug leads to.
private struct SteadyQuantities {
  /// L/min.
  let clearance: Double
  /// L.
  let volume: Double

  /// Nothing when there is no steady state.
  init?(_ bound: BoundModel, _ system: LinearSystem) throws(KineticsFailure) {
    guard let plasma = bound.outputs.first,
      case .amount(let volume?) = system.states[plasma.state].content
    else { return nil }
    var inflow = system.states.map { _ in 0.0 }
    inflow[plasma.state] = 1
    let amounts: [Double]
    do {
      amounts = try system.steadyState(inflow: inflow)
    } catch .noSteadyState {
      return nil
    } catch {
      throw error
    }
    let concentration = amounts[plasma.state] / volume
    guard concentration > 0 else { return nil }
    clearance = 1 / concentration
    let held = system.statesExchanging(with: plasma.state)
    self.volume = held.reduce(0) { $0 + amounts[$1] } / concentration
  }
}

extension LinearSystem {
  /// The states that drug can reach from a state and come back from, with the state itself.
  func statesExchanging(with state: Int) -> [Int] {
    let forward = reachable(from: state) { ($0.from, $0.to) }
    let backward = reachable(from: state) { link in (link.to ?? link.from, link.from) }
    return forward.intersection(backward).sorted()
  }

  private func reachable(
    from state: Int, _ ends: (Link) -> (from: Int, to: Int?)
  ) -> Set<Int> {
    var found: Set<Int> = [state]
    var front = [state]
    while let next = front.popLast() {
      // An effect site only observes: no drug gets there.
      for link in links where link.drains && link.rate > 0 && ends(link).from == next {
        if let to = ends(link).to, found.insert(to).inserted { front.append(to) }
      }
    }
    return found
  }
}
