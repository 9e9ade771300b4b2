internal import Dosing
internal import Quantities

/// What is given, below a chart and on its axis of time: the axis itself, the sessions, boluses as
/// marks and the pump's rate as steps.
struct DosingStrip {
  let drug: SimulatedDrug
  let until: Tick
  let columns: Int
  let margin: Int
  let style: TextStyle

  func lines() -> [String] {
    var lines = axis()
    if drug.schedule.sessions.count > 1 { lines.append(sessions()) }
    let deliveries = drug.deliveries
    if deliveries.contains(where: \.isBolus) { lines.append(boluses(deliveries)) }
    return lines + rates(DeliveredDose(deliveries))
  }

  private func column(of moment: Tick) -> Int {
    Int((moment.minutes / until.minutes * Double(columns - 1)).rounded())
  }

  private func axis() -> [String] {
    let time = TimeAxis(until: until, columns: columns)
    var rule = Array(repeating: Character("─"), count: columns)
    var labels = ""
    for tick in time.ticks {
      let place = column(of: tick)
      if place < columns { rule[place] = tick == .zero ? "─" : "┬" }
      let text = time.label(tick)
      let start = max(0, min(place - text.count / 2, columns - text.count))
      // A label that would touch its neighbour is left out; its tick stays.
      if labels.isEmpty || start > labels.count { labels = labels.padded(to: start) + text }
    }
    let indent = String(repeating: " ", count: margin)
    return ["\(indent) └" + String(rule), "\(indent)  " + labels]
  }

  private func sessions() -> String {
    var marks = ""
    for session in drug.schedule.sessions {
      let place = column(of: session.start)
      let number = "╵\(session.number)"
      // Numbers that would run into one another give way to the marks.
      if place > marks.count || marks.isEmpty, place + number.count <= columns {
        marks = marks.padded(to: place) + number
      } else if place >= marks.count, place < columns {
        marks = marks.padded(to: place) + "╵"
      }
    }
    return "session".leftPadded(to: margin) + "  " + marks
  }

  private func boluses(_ deliveries: [Delivery]) -> String {
    var marks = Array(repeating: Character(" "), count: columns)
    for delivery in deliveries where delivery.isBolus && delivery.start <= until {
      marks[column(of: delivery.start)] = "▼"
    }
    return "bolus".leftPadded(to: margin) + "  " + String(marks).withoutTrailingBlanks
  }

  /// Two rows of eighths; a rate that is not zero always shows.
  ///
  /// A dose pushed within minutes would flatten the infusion behind it: where the highest rate is
  /// more than twice what lasts for more than five minutes, the latter is the top of the scale and
  /// every rate above it is marked as such.
  private func rates(_ dose: DeliveredDose) -> [String] {
    let peak = dose.highestRate
    guard peak > 0 else { return [] }
    let sustained = dose.highestRate(lasting: Tick(flicks: 5 * Tick.perMinute))
    let highest = sustained > 0 && peak > 2 * sustained ? sustained : peak
    var levels = Array(repeating: 0, count: columns)
    var isBeyond = Array(repeating: false, count: columns)
    let steps = dose.steps
    for (index, step) in steps.enumerated() where step.rate > 0 && step.start < until {
      let end = index + 1 < steps.count ? min(steps[index + 1].start, until) : until
      let level = max(1, Int((min(1, step.rate / highest) * 16).rounded()))
      let first = column(of: step.start)
      for place in first...max(first, column(of: end) - 1) {
        levels[place] = max(levels[place], level)
        if step.rate > highest { isBeyond[place] = true }
      }
    }
    let blocks: [Character] =
      style.ascii
      ? [" ", ".", ".", ":", ":", "+", "+", "#", "#"]
      : [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let top = (NumberFormat.plain(highest * Scale.perHour)).leftPadded(to: margin)
    let upper = zip(levels, isBeyond).map { $1 ? "▲" : blocks[max(0, $0 - 8)] }
    var lines = [
      "\(top) ┤" + String(upper).withoutTrailingBlanks,
      "mg/h".leftPadded(to: margin) + " │"
        + String(levels.map { blocks[min(8, $0)] }).withoutTrailingBlanks,
    ]
    if isBeyond.contains(true) {
      let indent = String(repeating: " ", count: margin)
      lines.append(
        "\(indent)  ▲ above this scale, up to \(NumberFormat.plain(peak * Scale.perHour)) mg/h")
    }
    return lines
  }
}
