internal import Quantities

extension TerminalChart {
  /// The dots that fill a band: few in the outermost one, more in each inside it.
  enum Texture: Int, CaseIterable {
    case faint, middle, dense

    init(depth: Int) { self = Self.allCases[min(depth, Self.allCases.count - 1)] }

    func draws(_ x: Int, _ y: Int) -> Bool {
      switch self {
      case .faint: y % 4 == 1 && (x + y / 4 * 2) % 4 == 0
      case .middle: y % 2 == 1 && (x + y / 2) % 2 == 0
      case .dense: (x + y) % 2 == 0
      }
    }

    /// A piece of the band for the legend.
    var sample: String { ["⠄⠀⠄", "⠌⠌⠌", "⢕⢕⢕"][rawValue] }
    /// The letter that fills the band in ASCII.
    var letter: Character { [".", ":", "%"][rawValue] }
  }

  /// The bands that are drawn as such; of models that are drawn themselves none is.
  var populationBands: [ChartModel.Band] { model.bands.filter { $0.kind == .population } }

  /// Fills the bands, the outermost first; an edge is a line, so that no band is too thin to show.
  func drawBands(top: Double, on canvas: inout ChartCanvas) {
    let (start, window) = (model.start.minutes, model.end.minutes - model.start.minutes)
    for (depth, band) in populationBands.enumerated() {
      let texture = Texture(depth: depth)
      let series = model.traces.count + depth
      for x in 0..<canvas.width {
        let minutes = start + window * Double(x) / Double(canvas.width - 1)
        guard let lower = band.lower.value(at: minutes), let upper = band.upper.value(at: minutes)
        else { continue }
        func dot(_ value: Double) -> Int {
          Int((value / top * Double(canvas.height - 1)).rounded())
        }
        for y in dot(lower)...max(dot(lower), dot(upper))
        where style.ascii || texture.draws(x, y) || y == dot(lower) && x % 2 == 0
          || y == dot(upper) && x % 2 == 0
        {
          canvas.set(x, y, series: series)
        }
      }
    }
  }

  /// What the legend says of the bands.
  var bandEntries: [String] {
    populationBands.enumerated().map { depth, band in
      let texture = Texture(depth: depth)
      return style.paint(
        "\(style.ascii ? String(texture.letter) : texture.sample) \(band.label)", .quiet)
    }
  }
}

extension [ChartModel.Point] {
  /// The value on the straight lines between points; nothing outside of them.
  fileprivate func value(at minutes: Double) -> Double? {
    guard let index = indices.last(where: { self[$0].minutes <= minutes }) else { return nil }
    guard index + 1 < count else { return self[index].minutes == minutes ? self[index].value : nil }
    let (a, b) = (self[index], self[index + 1])
    guard b.minutes > a.minutes else { return b.value }
    return a.value + (b.value - a.value) * (minutes - a.minutes) / (b.minutes - a.minutes)
  }
}
