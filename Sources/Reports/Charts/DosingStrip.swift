internal import Quantities

/// What is given, below a chart and on its axis of time: the axis itself, the sessions, boluses as
/// marks and the pump's rate as steps.
struct DosingStrip {
  let model: ChartModel
  let columns: Int
  let margin: Int
  let style: TextStyle

  func lines() -> [String] {
    var lines = axis()
    if model.marks.contains(where: { $0.kind == .session }) { lines.append(sessions()) }
    lines += model.marks.filter { $0.kind == .moment }.map(moment)
    let (dosing, other) = (model.dosing, model.dosing.other)
    let name = other == nil ? "" : "A "
    lines += boluses(dosing.boluses, "\(name)bolus", mark: "▼")
    lines += boluses(other?.boluses ?? [], "B bolus", mark: "▽")
    lines += rates(dosing.steps, "\(name)mg/h")
    if let other { lines += rates(other.steps, "B mg/h") }
    return lines + scaleNote()
  }

  private func moment(_ mark: ChartModel.Mark) -> String {
    let place = column(minutes: mark.minutes)
    let label =
      place + mark.label.count + 2 <= columns
      ? String(repeating: " ", count: place) + "▲ \(mark.label)"
      : "\(mark.label) ▲".leftPadded(to: place + 1)
    return "moment".leftPadded(to: margin) + "  " + label
  }

  private func column(of moment: Tick) -> Int { column(minutes: moment.minutes) }

  private func column(minutes: Double) -> Int {
    let start = model.start.minutes
    return Int(
      ((minutes - start) / (model.end.minutes - start) * Double(columns - 1)).rounded())
  }

  private func axis() -> [String] {
    let time = TimeAxis(from: model.start, until: model.end, columns: columns)
    var rule = Array(repeating: Character("─"), count: columns)
    var labels = ""
    for tick in time.ticks {
      let place = column(of: tick)
      if place < columns { rule[place] = tick == model.start ? "─" : "┬" }
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
    for session in model.marks where session.kind == .session {
      let place = column(minutes: session.minutes)
      let number = "╵\(session.label)"
      // Numbers that would run into one another give way to the marks.
      if place > marks.count || marks.isEmpty, place + number.count <= columns {
        marks = marks.padded(to: place) + number
      } else if place >= marks.count, place < columns {
        marks = marks.padded(to: place) + "╵"
      }
    }
    return "session".leftPadded(to: margin) + "  " + marks
  }

  private func boluses(
    _ boluses: [ChartModel.Dosing.Bolus], _ name: String, mark: Character
  ) -> [String] {
    guard !boluses.isEmpty else { return [] }
    var marks = Array(repeating: Character(" "), count: columns)
    for bolus in boluses { marks[column(of: bolus.start)] = mark }
    return [name.leftPadded(to: margin) + "  " + String(marks).withoutTrailingBlanks]
  }

  /// Two rows of eighths; a rate that is not zero always shows.
  private func rates(_ steps: [ChartModel.Dosing.Step], _ name: String) -> [String] {
    guard model.dosing.highestRate > 0 else { return [] }
    let highest = model.dosing.scaleTop
    var levels = Array(repeating: 0, count: columns)
    var isBeyond = Array(repeating: false, count: columns)
    for step in steps {
      let level = max(1, Int((min(1, step.rate / highest) * 16).rounded()))
      let first = column(of: step.start)
      for place in first...max(first, column(of: step.end) - 1) {
        levels[place] = max(levels[place], level)
        if step.rate > highest { isBeyond[place] = true }
      }
    }
    let blocks: [Character] =
      style.ascii
      ? [" ", ".", ".", ":", ":", "+", "+", "#", "#"]
      : [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let top = (NumberFormat.plain(highest)).leftPadded(to: margin)
    let upper = zip(levels, isBeyond).map { $1 ? "▲" : blocks[max(0, $0 - 8)] }
    return [
      "\(top) ┤" + String(upper).withoutTrailingBlanks,
      name.leftPadded(to: margin) + " │"
        + String(levels.map { blocks[min(8, $0)] }).withoutTrailingBlanks,
    ]
  }

  private func scaleNote() -> [String] {
    let (peak, top) = (model.dosing.highestRate, model.dosing.scaleTop)
    guard peak > top else { return [] }
    let indent = String(repeating: " ", count: margin)
    return ["\(indent)  ▲ above this scale, up to \(NumberFormat.plain(peak)) mg/h"]
  }
}
