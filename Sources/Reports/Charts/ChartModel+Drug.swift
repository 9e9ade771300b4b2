internal import Dosing
internal import Kinetics
public import Quantities
public import Simulation

extension ChartModel {
  /// The chart of one drug.
  /// - Parameters:
  ///   - drug: The drug with its curve.
  ///   - alternatives: The same drug and schedule under other models: drawn as thin lines, with the
  ///     band between the lowest and the highest plasma concentration of all of them.
  ///   - landmarks: Concentrations to compare with; those of other substances are left aside.
  ///   - start: Where the axis of time begins.
  ///   - end: Where it ends.
  /// - Throws: `SimulationFailure`.
  public init(
    drug: SimulatedDrug, alternatives: [SimulatedDrug] = [], landmarks: [Landmark] = [],
    from start: Tick = .zero, until end: Tick
  ) throws(SimulationFailure) {
    self.init(
      title: "\(drug.name), \(start == .zero ? "from the start" : "from \(start.clock)") to "
        + end.clock,
      drug: drug.name, start: start, end: end)
    dosing = Dosing(drug.deliveries, from: start, until: end)
    if drug.schedule.sessions.count > 1 {
      marks = drug.schedule.sessions.filter { $0.start >= start && $0.start <= end }
        .map { Mark(.session, minutes: $0.start.minutes, label: "\($0.number)") }
    }
    guard end > start else { return }
    traces = try Self.traces(of: drug, alternatives, from: start, until: end)
    bands = try Self.disagreement([drug] + alternatives, from: start, until: end)
    addLandmarks(landmarks.filter { $0.analyte == drug.name })
  }

  private static func traces(
    of drug: SimulatedDrug, _ alternatives: [SimulatedDrug], from start: Tick, until end: Tick
  ) throws(SimulationFailure) -> [Trace] {
    let outputs = drug.plasmaOutputs + drug.effectOutputs
    let vertices = try CurveVertices(
      of: outputs.map { ($0, drug.curve) }, from: start, until: end)
    func peak(
      _ output: Curve.Output, of drug: SimulatedDrug
    ) throws(SimulationFailure) -> Point {
      let highest = try drug.curve.maximum(of: output, from: start, to: end)
      return Point(
        minutes: highest.minutes, value: highest.concentration * Scale.nanogramsPerMilliliter)
    }
    var traces: [Trace] = []
    for (index, output) in outputs.enumerated() {
      let role: Trace.Role =
        drug.isEffectSite(output) ? .effect : output.analyte == drug.name ? .plasma : .metabolite
      let label = drug.label(of: output)
      traces.append(
        Trace(
          label: alternatives.isEmpty ? label : "\(label), \(drug.model.model.shortName)",
          role: role,
          points: vertices.points(index), peak: try peak(output, of: drug)))
    }
    for other in alternatives {
      guard let plasma = other.curve.outputs.first else { continue }
      let vertices = try CurveVertices(of: [(plasma, other.curve)], from: start, until: end)
      traces.append(
        Trace(
          label: "\(other.model.model.shortName) (\(other.samplingSite))", role: .alternative,
          points: vertices.points(0), peak: try peak(plasma, of: other)))
    }
    return traces
  }

  /// The band between the lowest and the highest of several models, at common moments.
  private static func disagreement(
    _ drugs: [SimulatedDrug], from start: Tick, until end: Tick
  ) throws(SimulationFailure) -> [Band] {
    var plasma: [(output: Curve.Output, curve: Curve)] = []
    for drug in drugs {
      if let output = drug.curve.outputs.first { plasma.append((output, drug.curve)) }
    }
    guard plasma.count > 1 else { return [] }
    let vertices = try CurveVertices(of: plasma, from: start, until: end).vertices
    func edge(_ choose: ([Double]) -> Double?) -> [Point] {
      vertices.map {
        Point(
          minutes: $0.minutes, value: (choose($0.values) ?? 0) * Scale.nanogramsPerMilliliter)
      }
    }
    return [
      Band(
        label: "between all \(plasma.count) models", kind: .models, lower: edge { $0.min() },
        upper: edge { $0.max() })
    ]
  }

  /// Single landmarks as rules; both ends of a range as one level.
  private mutating func addLandmarks(_ landmarks: [Landmark]) {
    for landmark in landmarks {
      guard let range = landmark.range else {
        rules.append(
          Rule(
            .landmark, label: landmark.named(landmark.name),
            value: landmark.concentration * Scale.nanogramsPerMilliliter, source: landmark.source))
        continue
      }
      let level = Level(
        label: landmark.named(range.name), lower: range.lower * Scale.nanogramsPerMilliliter,
        upper: range.upper * Scale.nanogramsPerMilliliter, source: landmark.source,
        note: landmark.note ?? "")
      if !levels.contains(level) { levels.append(level) }
    }
  }
}
