internal import Simulation

extension TileEngine {
  /// Computes a tile.
  /// - Parameters:
  ///   - first: The number of its first subject.
  ///   - count: How many subjects it has.
  ///   - concentrations: For each output one vector per moment.
  ///   - results: For each output one vector per metric.
  ///   - summary: Receives what was done.
  ///   - source: Writes the subjects' numbers.
  func compute(
    first: Int, count: Int, _ concentrations: UnsafeMutablePointer<Lanes>,
    _ results: UnsafeMutablePointer<Lanes>, _ summary: inout RunSummary,
    source: (SubjectTile) throws -> Void
  ) throws {
    for index in values.indices {
      values[index] = Lanes(repeating: plan.defaults[index % plan.columns.count])
    }
    try source(SubjectTile(first: first, count: count, values: values, epochs: plan.epochs))
    for lane in count..<8 {
      for column in values.indices { values[column][lane] = values[column][0] }
    }
    var done = check()
    if any(done) {
      metrics.reset()
      for search in searches { search.unsure = Mask(repeating: false) }
      let isMeasured = !plan.metrics.isEmpty
      if let lagged {
        done =
          done .& walk(lagged, concentrations) { if isMeasured { gather($0, &metrics) } }
      } else if case .planned(let course) = layout.course {
        done =
          done
          .& walk(course, concentrations) {
            if isMeasured { gather(MeasuredPiece($0), &metrics) }
          }
      }
      for node in layout.steps.live { done = done .& (state[node] .< .infinity) }
      store(results)
    }
    summary.subjects += count
    let scalar = ScalarTile(plan)
    for lane in 0..<count {
      if done[lane] {
        summary.fast += 1
        guard wants.shape, searches.contains(where: { $0.unsure[lane] }) else { continue }
        summary.scalarMetrics += 1
        measureScalar(first, lane, scalar, concentrations, results, &summary)
      } else {
        do throws(SimulationFailure) {
          try scalar.solve(values, lane, concentrations, results, &summary)
        } catch {
          scalar.fail(first + lane, lane, error, concentrations, results, &summary)
        }
      }
    }
  }

  private func store(_ results: UnsafeMutablePointer<Lanes>) {
    for output in plan.outputs.indices {
      let found = metrics.outputs[output]
      var threshold = 0
      for (index, metric) in plan.metrics.enumerated() {
        let value: Lanes
        switch metric {
        case .maximum: value = found.maximum
        case .maximumTime: value = found.maximumTime
        case .area: value = found.settled + found.area * perVolume[output]
        case .areaToInfinity:
          value = found.settled + (found.area + remainingArea(output)) * perVolume[output]
        case .timeAbove:
          value = found.above[threshold]
          threshold += 1
        case .terminalHalfLife, .meanResidenceTime, .clearance, .steadyStateVolume: continue
        }
        results[output * plan.metrics.count + index] = value
      }
    }
    if plan.metrics.contains(where: \.isDisposition) { storeDisposition(results) }
  }

  /// The maxima and times above that the search of turns cannot vouch for, from the scalar curve.
  private func measureScalar(
    _ first: Int, _ lane: Int, _ scalar: ScalarTile,
    _ concentrations: UnsafeMutablePointer<Lanes>, _ results: UnsafeMutablePointer<Lanes>,
    _ summary: inout RunSummary
  ) {
    do throws(SimulationFailure) {
      let subject = try ScalarSubject(plan, values, lane: lane)
      for output in plan.outputs.indices where searches[output].unsure[lane] {
        try subject.measure(results, output: output, lane: lane) { $0.needsShape }
      }
    } catch {
      scalar.fail(first + lane, lane, error, concentrations, results, &summary)
    }
  }
}
