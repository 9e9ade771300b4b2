public import Diagnostics
public import Quantities

/// What a pump can run at: flows and volumes in whole steps, between a lowest and a highest flow.
public struct Pump: Hashable, Sendable {
  /// The smallest step between two flows, such as 0.1 mL/h.
  public var flowStep: Quantity
  /// The lowest flow that is not a stop.
  public var lowestFlow: Quantity
  /// The highest flow.
  public var highestFlow: Quantity
  /// The smallest step between two volumes of a bolus; as exact as ordered when absent.
  public var volumeStep: Quantity?

  /// Makes a pump.
  public init(
    flowStep: Quantity, lowestFlow: Quantity, highestFlow: Quantity, volumeStep: Quantity? = nil
  ) {
    self.flowStep = flowStep
    self.lowestFlow = lowestFlow
    self.highestFlow = highestFlow
    self.volumeStep = volumeStep
  }

  /// What is wrong with the numbers, as `T5022`: flows and volumes that are none or not above zero,
  /// and a lowest flow above the highest.
  public func check() -> [Diagnostic] {
    var faults: [Diagnostic] = []
    let flows = [
      ("flow step", flowStep), ("lowest flow", lowestFlow), ("highest flow", highestFlow),
    ]
    for (name, flow) in flows where flow.dimension != .clearance || flow.number <= .zero {
      faults.append(
        fault("the \(name) `\(flow)` is not possible", "a flow above zero, as in `0.1 mL/h`"))
    }
    if let volumeStep, volumeStep.dimension != .volume || volumeStep.number <= .zero {
      faults.append(
        fault(
          "the volume step `\(volumeStep)` is not possible", "a volume above zero, as in `0.01 mL`"
        ))
    }
    if highestFlow.isLess(than: lowestFlow) == true {
      faults.append(
        fault(
          "the lowest flow `\(lowestFlow)` is above the highest, `\(highestFlow)`",
          "a lowest flow up to the highest"))
    }
    return faults
  }

  private func fault(_ message: String, _ expected: String) -> Diagnostic {
    Diagnostic(
      .impossiblePump, at: nil, message, expected: expected,
      remedy: "take the numbers from the pump's data sheet")
  }
}
