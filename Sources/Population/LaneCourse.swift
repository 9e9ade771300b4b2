/// One thread's memory for subjects who have lags of their own, besides that of all batches.
///
/// Along the moments observed, what a node holds is carried per volume of the output that sees it:
/// a kernel then has nothing to convert where a run is interrupted, and how often that is, which
/// depends on who shares a tile, changes no bit.
final class LaneCourse {
  typealias Lanes = SIMD8<Double>
  typealias Vectors = UnsafeMutablePointer<Lanes>

  /// A step whose duration is each lane's own.
  struct OwnStep {
    let needs: StepLayout.Step
    let isDeep: Bool

    init(_ needs: StepLayout.Step, _ steps: StepLayout) {
      self.needs = needs
      isDeep = steps.isDeep(needs)
    }
  }

  let course: LaggedCourse
  let events: LaneEvents
  let pieces: LanePieces
  /// The index of the matrix of steps whose duration is each lane's own.
  let matrix: Int
  /// The steps to a moment and over a piece; over a piece before parameters change.
  let toMoment: OwnStep
  let overPiece: OwnStep
  let beforeChange: OwnStep
  /// What a node holds is multiplied by it.
  let scale: Vectors
  /// What outputs are multiplied by after that.
  let volumes: Vectors
  /// What is observed at one moment.
  let observed: Vectors
  /// For each live node the output that sees it; nothing for all when several see one.
  private let seenBy: [Int?]
  private let isScaled: Bool
  private let outputs: Int
  private let memory: Vectors

  init(_ course: LaggedCourse, _ plan: BatchPlan, _ layout: BatchPlan.Layout, matrix: Int) {
    self.course = course
    self.matrix = matrix
    let live = layout.steps.live
    events = LaneEvents(course, inputs: plan.inputs.count)
    pieces = LanePieces(most: course.events.count + 1, width: live.upperBound)
    var step = StepLayout.Step(duration: .nan, feeds: !layout.shape.inflows.isEmpty)
    toMoment = OwnStep(step, layout.steps)
    step.accumulates = plan.metrics.contains(where: \.isArea)
    overPiece = OwnStep(step, layout.steps)
    step.keeps = true
    beforeChange = OwnStep(step, layout.steps)
    let content = layout.shape.content
    isScaled = Set(content.joined()).count == content.joined().count
    seenBy = (0..<live.upperBound).map { node in content.firstIndex { $0.contains(node) } }
    outputs = content.count
    memory = .allocate(capacity: live.upperBound + 2 * outputs)
    memory.initialize(repeating: Lanes(repeating: 1), count: live.upperBound + 2 * outputs)
    (scale, volumes) = (memory, memory + live.upperBound)
    observed = volumes + outputs
  }

  deinit { memory.deallocate() }

  /// Whether any step needs a matrix exponential in full.
  var hasDeepSteps: Bool { toMoment.isDeep || overPiece.isDeep || beforeChange.isDeep }

  /// Takes up the volumes of an epoch.
  /// - Returns: Whether nodes are scaled.
  func take(_ perVolume: UnsafePointer<Lanes>) -> Bool {
    guard isScaled else {
      for output in 0..<outputs { volumes[output] = perVolume[output] }
      return false
    }
    for (node, output) in seenBy.enumerated() { if let output { scale[node] = perVolume[output] } }
    return true
  }
}
