/// How a curve of characters is broken, so that curves differ without colour.
enum TerminalPattern: Int {
  case solid, dotted, dashed, sparse, longDashed, paired, dashDotted, far

  /// The pattern of what a curve is; of several alternatives by their place among them.
  init(_ role: ChartModel.Trace.Role, place: Int) {
    switch role {
    case .plasma: self = .solid
    case .effect: self = .dotted
    case .metabolite: self = .dashed
    case .alternative:
      let looks: [TerminalPattern] = [.sparse, .longDashed, .paired, .dashDotted, .far]
      self = looks[place % looks.count]
    }
  }

  /// Whether the dot at a place along the line is drawn.
  func draws(_ place: Int) -> Bool {
    switch self {
    case .solid: true
    case .dotted: place % 4 == 0
    case .dashed: place % 8 < 4
    case .sparse: place % 3 == 0
    case .longDashed: place % 12 < 9
    case .paired: place % 6 < 2
    case .dashDotted: place % 10 < 5 || place % 10 == 7
    case .far: place % 7 == 0
    }
  }

  /// A piece of the line for the legend.
  var sample: String {
    ["⠤⠤⠤", "⠄⠄⠄", "⠤⠄⠤", "⠄⠠⠄", "⠤⠤⠠", "⠤ ⠤", "⠤⠠⠄", "⠄ ⠠"][rawValue]
  }

  /// The letter that stands for the line in ASCII.
  var letter: Character { ["*", "o", "+", ".", ".", ".", ".", "."][rawValue] }
}
