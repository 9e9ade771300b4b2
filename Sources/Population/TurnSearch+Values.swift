internal import NumericalMethods

extension TurnSearch {
  /// A rung after a time in the piece, and the size of what it is made of.
  func slope(
    _ count: Int, at time: Lanes, _ engine: TileEngine
  ) -> (value: Lanes, size: Lanes) {
    if course.isDeep && count > course.plainCount {
      carryDeep(count, time, engine)
    } else {
      carry(count, time, engine)
    }
    let (row, sizes) = (functional(count), magnitude(count))
    var (value, sum) = (Lanes(repeating: 0), Lanes(repeating: 0))
    for position in 0..<count {
      value += row[position] * carried[position]
      sum += sizes[position] * terms[position]
    }
    return (value, sum)
  }

  /// Carries the slopes of the first positions along, and sums the sizes of what they are made of.
  private func carry(_ count: Int, _ time: Lanes, _ engine: TileEngine) {
    for position in 0..<count {
      let decay = DividedDifferences.decay(rates[position], time)
      decays[position] = decay
      carried[position] = decay * slopes[position]
      terms[position] = abs(carried[position])
    }
    for pass in course.rungPasses[count] {
      let term = passed(pass, time, engine) * slopes[pass.from]
      carried[pass.to] += term
      terms[pass.to] += abs(term)
    }
  }

  /// The same where drug can pass through two or more nodes between.
  private func carryDeep(_ count: Int, _ time: Lanes, _ engine: TileEngine) {
    let n = engine.layout.shape.count
    engine.makeExponential(time, course.nodes[count - 1] + 1)
    for position in 0..<count {
      let node = course.nodes[position]
      carried[position] = engine.dense[node * n + node] * slopes[position]
      terms[position] = abs(carried[position])
    }
    for flow in course.flows where flow.to < count {
      let entry = engine.dense[course.nodes[flow.to] * n + course.nodes[flow.from]]
      let term = entry * slopes[flow.from]
      carried[flow.to] += term
      terms[flow.to] += abs(term)
    }
  }

  /// What a unit in one position brings into another after a time; the decays are known.
  private func passed(_ pass: OutputCourse.Pass, _ time: Lanes, _ engine: TileEngine) -> Lanes {
    let (to, from) = (pass.to, pass.from)
    guard let between = pass.between else {
      return engine.couplings[pass.first]
        * DividedDifferences.first(
          rates[from], rates[to], decayA: decays[from], decayB: decays[to], time)
    }
    return engine.couplings[pass.first] * engine.couplings[pass.second]
      * DividedDifferences.second(
        rates[from], rates[between], rates[to], decayA: decays[from], decayB: decays[between],
        decayC: decays[to], time)
  }

  /// The same of a source that flows at one unit per min.
  private func entered(_ pass: OutputCourse.Pass, _ time: Lanes, _ engine: TileEngine) -> Lanes {
    guard let between = pass.between else {
      return engine.couplings[pass.first] * DividedDifferences.first(rates[pass.to], time)
    }
    let one = Lanes(repeating: 1)
    return engine.couplings[pass.first] * engine.couplings[pass.second]
      * DividedDifferences.second(
        Lanes(repeating: 0), rates[between], rates[pass.to], decayA: one, decayB: decays[between],
        decayC: decays[pass.to], time)
  }

  /// The concentration after a time in the piece, by sums of nonnegative numbers.
  func concentration(at time: Lanes, _ engine: TileEngine) -> Lanes {
    let amount =
      course.isDeep || feeds && course.isDeepFromSources
      ? amountDeep(time, engine) : amount(time, engine)
    return amount * perVolume
  }

  private func amount(_ time: Lanes, _ engine: TileEngine) -> Lanes {
    var sum = Lanes(repeating: 0)
    for position in 0..<size {
      let decay = DividedDifferences.decay(rates[position], time)
      decays[position] = decay
      if course.isSeen[position] { sum += decay * start[position] }
    }
    for pass in course.rungPasses[size] { sum += passed(pass, time, engine) * start[pass.from] }
    guard feeds else { return sum }
    for pass in course.sourcePasses {
      sum += entered(pass, time, engine) * engine.inflow[pass.from]
    }
    return sum
  }

  private func amountDeep(_ time: Lanes, _ engine: TileEngine) -> Lanes {
    let n = engine.layout.shape.count
    let nodes = course.nodes
    engine.makeExponential(time, nodes[size - 1] + 1)
    var sum = Lanes(repeating: 0)
    for position in 0..<size where course.isSeen[position] {
      sum += engine.dense[nodes[position] * n + nodes[position]] * start[position]
    }
    for flow in course.flows where course.isSeen[flow.to] {
      sum += engine.dense[nodes[flow.to] * n + nodes[flow.from]] * start[flow.from]
    }
    guard feeds else { return sum }
    for flow in course.sourceFlows {
      sum += engine.dense[nodes[flow.to] * n + flow.from] * engine.inflow[flow.from]
    }
    return sum
  }
}
