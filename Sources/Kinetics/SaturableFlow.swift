internal import NumericalMethods

/// The equations of a compartment system under a constant input: `x' = K x + r + saturable flows`.
struct SaturableFlow: CollocationProblem {
  /// A link of first order.
  private struct Linear {
    let from: Int
    let to: Int
    let rate: Double
    /// What arrives per minute and unit at the origin; zero when nothing does.
    let brought: Double
    let drains: Bool
    let loss: Loss
  }

  /// Where mass that a link takes away, and brings nowhere, is counted.
  private struct Loss {
    /// The quadrature; below zero when nothing is lost.
    var index = -1
    /// The share of what leaves.
    var share = 0.0
  }

  /// A link that saturates.
  private struct Saturable {
    let from: Int
    let to: Int
    let maximumRate: Double
    /// The amount of half that rate, mg.
    let half: Double
    let yield: Double
    let loss: Loss

    /// What leaves, mg/min, and by how much more per mg more.
    ///
    /// Below zero, where no amount is but an iterate may be, it goes on as a straight line.
    func flux(_ amount: Double) -> (flux: Double, slope: Double) {
      guard amount > 0 else { return (maximumRate / half * amount, maximumRate / half) }
      let whole = half + amount
      return (maximumRate * (amount / whole), maximumRate / whole * (half / whole))
    }
  }

  private let linear: [Linear]
  private let saturable: [Saturable]
  private let inflow: [Double]
  let units: [Double]
  /// The states that lose mass out of the body, in the order in which it is integrated.
  let eliminating: [Int]
  /// The states that conversions leave, whose integrals follow.
  let converting: [Int]
  /// The largest ratio of concentration to half-saturation that counts as linear; nothing when the
  /// solution is to be gone through to its end.
  private let negligible: Double?
  /// The states from which drug can get to where a link saturates.
  private let upstream: [Int]
  /// The smallest amount of half saturation, mg.
  private let smallestHalf: Double

  var stateCount: Int { inflow.count }
  var quadratureCount: Int { eliminating.count + converting.count }

  /// The equations of a system.
  /// - Parameters:
  ///   - inflow: Constant input into each state, mg/min.
  ///   - negligible: The largest relative difference from a linear system that is none.
  /// - Throws: ``KineticsFailure/badVolume(_:)``.
  init(
    _ system: CompartmentSystem, inflow: [Double], negligible: Double?
  ) throws(KineticsFailure) {
    self.inflow = inflow
    let limit = try system.unsaturated()
    let holdsMass = system.states.map { $0.content != .concentration }
    let eliminating = system.states.indices.filter { state in
      holdsMass[state] && limit.links.contains { $0.from == state && $0.drains && $0.to == nil }
    }
    let converting = system.states.indices.filter { state in
      limit.links.contains { $0.from == state && $0.drains && $0.to != nil && $0.yield != 1 }
    }
    func loss(from state: Int, to: Int?, yield: Double) -> Loss {
      if to == nil, let index = eliminating.firstIndex(of: state) {
        return Loss(index: index, share: 1)
      }
      guard to != nil, yield != 1, let index = converting.firstIndex(of: state) else {
        return Loss()
      }
      return Loss(index: eliminating.count + index, share: 1 - yield)
    }
    (self.eliminating, self.converting) = (eliminating, converting)
    linear = system.firstOrder.links.map { link in
      Linear(
        from: link.from, to: link.to ?? -1, rate: link.rate, brought: link.rate * link.yield,
        drains: link.drains,
        loss: link.drains ? loss(from: link.from, to: link.to, yield: link.yield) : Loss())
    }
    var links: [Saturable] = []
    for link in system.saturable {
      links.append(
        Saturable(
          from: link.from, to: link.to ?? -1, maximumRate: link.maximumRate,
          half: try system.halfSaturationAmount(of: link), yield: link.yield,
          loss: loss(from: link.from, to: link.to, yield: link.yield)))
    }
    saturable = links
    smallestHalf = links.reduce(.infinity) { min($0, $1.half) }
    let sources = links.reduce(into: Set<Int>()) { $0.formUnion(limit.statesUpstream(of: $1.from)) }
    upstream = sources.sorted()
    let gains = limit.links.contains { link in
      link.yield > 1 && sources.contains(link.from) && link.to.map(sources.contains) == true
    }
    self.negligible = gains || inflow.contains { $0 != 0 } ? nil : negligible
    units = system.states.indices.map { state in
      guard !holdsMass[state] else { return 1 }
      let brought = limit.links.filter { $0.to == state }.reduce(0) { $0 + $1.rate * $1.yield }
      let left = limit.links.filter { $0.from == state && $0.drains }.reduce(0) { $0 + $1.rate }
      return brought > 0 && left > 0 ? brought / left : 1
    }
  }

  /// Sums with what rounding loses carried along: where drug is exchanged fast the flows are far
  /// larger than their difference.
  func change(
    _ x: UnsafePointer<Double>, _ change: UnsafeMutablePointer<Double>,
    carry: UnsafeMutablePointer<Double>
  ) {
    func add(_ term: Double, to state: Int) {
      let sum = change[state] + term
      let other = sum - change[state]
      carry[state] += (change[state] - (sum - other)) + (term - other)
      change[state] = sum
    }
    for state in inflow.indices {
      change[state] = inflow[state]
      carry[state] = 0
    }
    for link in linear {
      let moved = link.rate * x[link.from]
      if link.drains { add(-moved, to: link.from) }
      if link.to >= 0 {
        add(link.brought == link.rate ? moved : link.brought * x[link.from], to: link.to)
      }
    }
    for link in saturable {
      let moved = link.flux(x[link.from]).flux
      add(-moved, to: link.from)
      if link.to >= 0 { add(link.yield * moved, to: link.to) }
    }
    for state in inflow.indices { change[state] += carry[state] }
  }

  func jacobian(_ x: UnsafePointer<Double>, _ entries: UnsafeMutablePointer<Double>) {
    let n = inflow.count
    for entry in 0..<n * n { entries[entry] = 0 }
    for link in linear {
      if link.drains { entries[link.from * n + link.from] -= link.rate }
      if link.to >= 0 { entries[link.to * n + link.from] += link.brought }
    }
    for link in saturable {
      let slope = link.flux(x[link.from]).slope
      entries[link.from * n + link.from] -= slope
      if link.to >= 0 { entries[link.to * n + link.from] += link.yield * slope }
    }
  }

  func quadratures(_ x: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>) {
    for index in 0..<quadratureCount { rates[index] = 0 }
    for link in linear where link.loss.index >= 0 {
      rates[link.loss.index] += link.loss.share * (link.rate * x[link.from])
    }
    for link in saturable where link.loss.index >= 0 {
      rates[link.loss.index] += link.loss.share * link.flux(x[link.from]).flux
    }
  }

  var auxiliaryCount: Int { saturable.count }

  /// The series of a flow `w = Vmax x / (half + x)` follows from `(half + x) w = Vmax x`.
  func extend(
    _ series: UnsafeMutablePointer<Double>, order: Int, stride: Int,
    auxiliary: UnsafeMutablePointer<Double>
  ) {
    let n = inflow.count
    let next = series + (order + 1)
    for state in 0..<n { next[state * stride] = order == 0 ? inflow[state] : 0 }
    for index in n..<n + quadratureCount { next[index * stride] = 0 }
    func move(_ moved: Double, from: Int?, to: Int, brought: Double, _ loss: Loss) {
      if let from { next[from * stride] -= moved }
      if to >= 0 { next[to * stride] += brought }
      if loss.index >= 0 { next[(n + loss.index) * stride] += loss.share * moved }
    }
    for link in linear {
      let amount = series[link.from * stride + order]
      move(
        link.rate * amount, from: link.drains ? link.from : nil, to: link.to,
        brought: link.brought * amount, link.loss)
    }
    for (index, link) in saturable.enumerated() {
      let x = series + link.from * stride
      let w = auxiliary + index * stride
      var sum = link.maximumRate * x[order]
      for j in 0..<order { sum -= x[order - j] * w[j] }
      w[order] = sum / (link.half + x[0])
      move(
        w[order], from: link.from, to: link.to, brought: link.yield * w[order], link.loss)
    }
    for index in 0..<n + quadratureCount { next[index * stride] /= Double(order + 1) }
  }

  func isSettled(_ x: UnsafePointer<Double>) -> Bool {
    guard let negligible else { return false }
    return upstream.reduce(0) { $0 + x[$1] } <= negligible * smallestHalf
  }
}
