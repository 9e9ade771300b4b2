internal import Diagnostics
internal import Quantities

extension ProtocolStep {
  /// What is wrong with this step alone: kinds and signs of its quantities, bounds, levels.
  func check(strength: Quantity?) -> [Diagnostic] {
    var checker = StepChecker(location: location, strength: strength)
    if let at { checker.need(at, .time, "`at`") }
    switch action {
    case .bolus(let dose, _):
      checker.need(dose, .dose)
    case .infusion(let infusion):
      checker.need(infusion.dose, .dose)
      checker.needDuration(infusion.duration, "`over`")
    case .setRate(let setting):
      checker.need(setting.rate, .rate)
      if let duration = setting.duration { checker.needDuration(duration, "`for`") }
      if setting.rate.quantity.number == .zero, setting.rate.atLeast != nil {
        checker.add(.crossedBounds, "a rate of zero with a lower bound", "leave `at least` out")
      }
    case .ramp(let ramp):
      checker.check(ramp)
    case .hold(let duration), .pause(let duration), .wait(let duration):
      checker.needDuration(duration, "the duration")
    case .stop:
      break
    }
    checker.check(repetition, of: action)
    return checker.diagnostics
  }
}

extension ProtocolStep {
  /// Whether it is a hold that follows the step before it.
  var isPlainHold: Bool {
    if case .hold = action { return at == nil }
    return false
  }
}

/// Gathers what is wrong with one step.
private struct StepChecker {
  let location: SourceLocation
  let strength: Quantity?
  var diagnostics: [Diagnostic] = []

  mutating func add(_ code: DiagnosticCode, _ message: String, _ remedy: String) {
    diagnostics.append(Diagnostic(code, at: location, message, remedy: remedy))
  }

  mutating func need(_ quantity: Quantity, _ kind: QuantityKind, _ what: String) {
    let fits = kind.dimensions.contains(quantity.dimension)
    let sized =
      quantity.number > .zero || (kind.allowsZero && quantity.number == .zero)
    guard fits, sized else {
      return add(
        .impossiblePlanValue, "\(what) is `\(quantity)`, which is not \(kind.name)",
        "write \(kind.name) such as \(kind.examples)")
    }
    if quantity.dimension.volume > 0, strength == nil {
      add(
        .noConcentration,
        "`\(quantity)` is a volume, and the strength of what is given is not stated",
        "state it: `of 1 mg/mL` in a phrase, `concentration: 1 mg/mL` in a file, or "
          + "`--concentration 1mg/mL`")
    }
  }

  mutating func needDuration(_ quantity: Quantity, _ what: String) {
    need(quantity, .duration, what)
    if quantity.dimension == .time, let tick = Tick(quantity), tick == .zero,
      quantity.number > .zero
    {
      add(
        .impossiblePlanValue, "\(what) is `\(quantity)`, which is shorter than the clock's tick",
        "write a duration of at least 2 ns")
    }
  }

  mutating func need(_ bounded: ProtocolStep.BoundedQuantity, _ kind: QuantityKind) {
    need(bounded.quantity, kind, "the quantity")
    if let bound = bounded.atMost { need(bound, kind, "`at most`") }
    if let bound = bounded.atLeast { need(bound, kind, "`at least`") }
    if let most = bounded.atMost, let least = bounded.atLeast,
      most.dimension == least.dimension, most.scalar == least.scalar,
      least.canonical > most.canonical
    {
      add(
        .crossedBounds, "at least `\(least)` and at most `\(most)` exclude each other",
        "exchange the two, or leave one of them out")
    }
  }

  mutating func check(_ ramp: ProtocolStep.Ramp) {
    let before = diagnostics.count
    if let from = ramp.from { need(from, .rate, "`from`") }
    need(ramp.to, .rate, "`to`")
    need(ramp.by, .rate, "`by`")
    needDuration(ramp.every, "`every`")
    if let total = ramp.total { needDuration(total, "`for`") }
    if let bound = ramp.atMost { need(bound, .rate, "`at most`") }
    if ramp.by.number == .zero {
      add(.impossiblePlanValue, "a ramp by steps of zero", "write the size of a step in `by`")
    }
    guard diagnostics.count == before, let from = ramp.from else { return }
    do {
      _ = try RampLevels(ramp, from: from, at: location)
    } catch {
      diagnostics.append(error)
    }
  }

  mutating func check(_ repetition: ProtocolStep.Repetition?, of action: ProtocolStep.Action) {
    guard let repetition else { return }
    switch action {
    case .bolus, .infusion: break
    default:
      add(
        .impossiblePlanValue, "a repeated pump setting",
        "repeat only a bolus or an infusion; write the settings one after another")
    }
    if repetition.times < 1 {
      add(
        .impossiblePlanValue, "a step that is done \(repetition.times) times",
        "write how often in all, at least 1")
    } else if repetition.times > PlanTimeline.mostDeliveries {
      diagnostics.append(.tooMany(at: location))
    }
    needDuration(repetition.every, "`every`")
  }
}
