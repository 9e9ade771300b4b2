internal import NumericalMethods

extension TileEngine {
  /// Writes what becomes of drug once it is given.
  ///
  /// Of a linear system it does not matter when the doses were given: with all of them at once as `x`
  /// and `K` the system's matrix, the integral of the state is `-K⁻¹ x` and its first moment `K⁻² x`.
  /// Along the network both are sums and quotients of nonnegative numbers.
  func storeDisposition(_ results: UnsafeMutablePointer<Lanes>) {
    let live = layout.steps.live
    placeDoses(anchor)
    passOn(anchor, to: moving)
    passOn(moving, to: end)
    var given = Lanes(repeating: 0)
    for (number, input) in plan.inputs.enumerated() {
      given += values[doseColumn[number]] * input.extent
    }
    for output in plan.outputs.indices {
      let content = layout.shape.content[output]
      var (area, moment) = (Lanes(repeating: 0), Lanes(repeating: 0))
      for node in content {
        area += moving[node]
        moment += end[node]
      }
      var slowest = Lanes(repeating: .infinity)
      for node in live
      where content.contains(node)
        || layout.steps.pairs.contains(where: { $0.from == node && content.contains($0.to) })
      {
        let shows = (moving[node] .> 0) .& (rates[node] .< slowest)
        slowest.replace(with: rates[node], where: shows)
      }
      let stays = area .== .infinity
      let residence = (moment / area).replacing(with: .infinity, where: stays)
      let clearance = given / (area * perVolume[output])
      for (index, metric) in plan.metrics.enumerated() {
        let value: Lanes
        switch metric {
        case .terminalHalfLife: value = Portable.log(2) / slowest
        case .meanResidenceTime: value = residence
        case .clearance: value = clearance
        case .steadyStateVolume:
          value = (clearance * residence).replacing(with: .infinity, where: stays)
        default: continue
        }
        results[output * plan.metrics.count + index] = value
      }
    }
  }

  /// All doses, as if given at once, into the nodes that they enter.
  private func placeDoses(_ nodes: UnsafeMutablePointer<Lanes>) {
    for node in layout.steps.live { nodes[node] = Lanes(repeating: 0) }
    for (number, input) in plan.inputs.enumerated() {
      place(values[doseColumn[number]] * input.extent, of: input, in: nodes)
    }
  }

  /// Adds an amount to the nodes that an input enters.
  func place(_ amount: Lanes, of input: PlannedInput, in nodes: UnsafeMutablePointer<Lanes>) {
    let shape = layout.shape
    if input.manner == .jump {
      for share in shape.entry[input.state] {
        nodes[share.node] += share.mode.map { amount * modeWeights[$0] } ?? amount
      }
    } else if let source = shape.inflows.firstIndex(of: input.state) {
      for (index, coupling) in layout.steps.couplings.enumerated()
      where coupling.from == source && layout.steps.live.contains(coupling.to) {
        nodes[coupling.to] += couplings[index] * amount
      }
    }
  }

  /// What constant feeds of the nodes lead to, which is also the integral of what one dose leaves.
  private func passOn(
    _ entering: UnsafeMutablePointer<Lanes>, to nodes: UnsafeMutablePointer<Lanes>
  ) {
    let live = layout.steps.live
    for node in live {
      var passed = entering[node]
      for (index, coupling) in layout.steps.couplings.enumerated()
      where coupling.to == node && live.contains(coupling.from) {
        passed += couplings[index] * nodes[coupling.from]
      }
      nodes[node] = (passed / rates[node]).replacing(with: 0, where: passed .== 0)
    }
  }
}
