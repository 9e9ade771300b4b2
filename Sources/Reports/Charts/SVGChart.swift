internal import NumericalMethods
internal import Quantities

/// A chart drawn as SVG: curves above, the pump's rate below, on one axis of time.
///
/// Curves differ in their line as well as in their colour, and each is named beside its end, so that
/// the picture reads in black and white and by those who do not see all colours (palette of Okabe
/// and Ito).
struct SVGChart {
  /// How values are spread over the height.
  enum ValueScale: String, CaseIterable {
    case linear, logarithmic
  }

  let model: ChartModel
  let scale: ValueScale
  /// What is put before every id, where several pictures share a page.
  let prefix: String
  let frame: Frame

  init(_ model: ChartModel, scale: ValueScale = .linear, prefix: String = "") {
    self.model = model
    self.scale = scale
    self.prefix = prefix
    frame = Frame(model, scale)
  }

  static let fonts = "Helvetica, Arial, 'DejaVu Sans', sans-serif"

  /// Where things are, in user units, which are pixels at 100 %.
  struct Frame {
    static let width = 900.0
    static let left = 64.0
    static let right = 640.0
    static let top = 34.0
    static let height = 300.0
    static let stripHeight = 58.0
    static var bottom: Double { top + height }
    /// The top of the strip of rates, below the labels of time.
    static var stripTop: Double { bottom + 34 }
    static var stripBottom: Double { stripTop + stripHeight }

    let start: Double
    let window: Double
    /// The lowest and the highest value shown.
    let lowest: Double
    let highest: Double
    let scale: ValueScale

    init(_ model: ChartModel, _ scale: ValueScale) {
      self.scale = scale
      start = model.start.minutes
      window = max(model.end.minutes - start, .leastNormalMagnitude)
      let top = model.top
      // Room for the stroke and the label of the highest peak.
      switch scale {
      case .linear:
        lowest = 0
        highest = top > 0 ? top * 1.09 : 1
      case .logarithmic:
        let power = top > 0 ? ValueAxis.power(of: top) : 0
        lowest = ValueAxis.powerOfTen(power - 2)
        highest = top > 0 ? top * 1.35 : 1
      }
    }

    func x(_ minutes: Double) -> Double {
      Frame.left + (minutes - start) / window * (Frame.right - Frame.left)
    }

    /// Values below a logarithmic axis lie below the frame, where they are cut off.
    func y(_ value: Double) -> Double {
      let share =
        switch scale {
        case .linear: value / highest
        case .logarithmic:
          value > lowest * 0.5
            ? Portable.log(value / lowest) / Portable.log(highest / lowest) : -0.1
        }
      return Frame.bottom - share * Frame.height
    }
  }

  /// The picture, without the line that makes it a document of its own.
  /// - Parameter y: How far down it stands in a picture that holds several.
  func markup(y: Double = 0) -> Markup {
    let labels = placedLabels()
    let notes = self.notes
    var svg = Markup()
    svg.element(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("y", pixels(y)),
        ("viewBox", "0 0 \(pixels(Frame.width)) \(pixels(height))"),
        ("width", pixels(Frame.width)), ("height", pixels(height)), ("role", "img"),
        ("aria-labelledby", "\(prefix)title \(prefix)desc"), ("class", "chart \(scale.rawValue)"),
        ("font-family", Self.fonts), ("font-size", "12"),
        ("fill", "#222"),
      ]
    ) { svg in
      svg.element("title", [("id", "\(prefix)title")], text: model.title)
      svg.element("desc", [("id", "\(prefix)desc")], text: model.summary)
      svg.element("defs") { svg in
        svg.element("clipPath", [("id", "\(prefix)plot")]) { $0.rectangle(plot) }
      }
      svg.empty("rect", [("width", "100%"), ("height", "100%"), ("fill", "#fff")])
      addLevels(to: &svg)
      addAxes(to: &svg)
      addCurves(to: &svg)
      addMarks(to: &svg)
      addDosing(to: &svg)
      addPeaks(to: &svg)
      for label in labels { add(label, to: &svg) }
      for (index, note) in notes.enumerated() {
        let y = foot + 44 + Double(index) * 15
        svg.label(note, x: 12, y: y, [("font-size", "11"), ("fill", "#444")])
      }
    }
    return svg
  }

  /// The height of the whole picture.
  var height: Double { foot + (notes.isEmpty ? 28 : 38) + Double(notes.count) * 15 }

  /// Where notes are measured from: below the strip they stand closer where no sessions are numbered.
  private var foot: Double {
    max(
      base - (hasStrip && !model.marks.contains { $0.kind == .session } ? 12 : 0),
      legendFoot(labels()) - 24)
  }

  /// Whether anything is known of what is given, which has a strip of its own.
  var hasStrip: Bool { model.dosing != ChartModel.Dosing() || !model.marks.isEmpty }

  /// The foot of the picture, above which everything but notes stands.
  var base: Double { hasStrip ? Frame.stripBottom : Frame.bottom }

  private var plot: (x: Double, y: Double, width: Double, height: Double) {
    (Frame.left, Frame.top, Frame.right - Frame.left, Frame.height)
  }
}

extension ChartModel {
  /// Pictures, one below the other, as a document of SVG.
  /// - Parameters:
  ///   - charts: What they show.
  ///   - logarithmic: Whether the axis of values is logarithmic; its lowest value is then said.
  ///   - caption: What stands above them, where nothing else says what they show.
  public static func svg(
    _ charts: [ChartModel], logarithmic: Bool = false, caption: PictureCaption? = nil
  ) -> String {
    let pictures = charts.enumerated().map { index, chart in
      SVGChart(
        chart, scale: logarithmic ? .logarithmic : .linear,
        prefix: charts.count > 1 ? "c\(index + 1)-" : "")
    }
    var document = Markup()
    if pictures.count == 1, caption == nil {
      document = pictures[0].markup()
    } else {
      let head = caption?.height ?? 0
      let height = pixels(pictures.reduce(head) { $0 + $1.height })
      let width = pixels(SVGChart.Frame.width)
      document.element(
        "svg",
        [
          ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 \(width) \(height)"),
          ("width", width), ("height", height),
          ("font-family", SVGChart.fonts),
        ]
      ) { svg in
        if let caption {
          svg.empty("rect", [("width", "100%"), ("height", "100%"), ("fill", "#fff")])
          caption.add(to: &svg)
        }
        var y = head
        for picture in pictures {
          svg.insert(picture.markup(y: y))
          y += picture.height
        }
      }
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.text + "\n"
  }

  /// The highest value that has to be on the picture: of curves, bands, and limits near them.
  var top: Double {
    let top = highest
    let near = rules.filter { $0.weight != .landmark && $0.value <= 2 * top }
    return near.reduce(top) { max($0, $1.value) }
  }

  /// Whether a highest point is one only because the picture begins there.
  func isCutOff(_ point: Point) -> Bool {
    start > .zero && point.minutes == start.minutes && point.value > 0
  }

  /// The picture in words, for those who do not see it.
  public var summary: String {
    var sentences = traces.compactMap { trace in
      trace.highest.map {
        "\(trace.label): highest \(NumberFormat.plain($0.value, digits: 3)) \(unit) at "
          + "\(Tick.roundedClock(minutes: $0.minutes))"
          + (isCutOff($0) ? ", where the picture begins." : ".")
      }
    }
    sentences += bands.map(\.summary)
    for rule in rules where rule.weight != .landmark {
      sentences.append(
        "\(rule.weight == .hard ? "Hard" : "Soft") limit \(NumberFormat.plain(rule.value)) \(unit): "
          + "\(rule.label).")
    }
    if dosing.highestRate > 0 {
      sentences.append("Highest rate \(NumberFormat.plain(dosing.highestRate)) mg/h.")
    }
    return sentences.joined(separator: " ")
  }
}

extension ChartModel.Band {
  /// The band in words.
  fileprivate var summary: String {
    switch kind {
    case .models: return "A band \(label)."
    case .population:
      let highest = upper.max { $0.value < $1.value }
      let words = highest.map {
        ", its upper edge highest with \(NumberFormat.plain($0.value, digits: 3)) at "
          + Tick.roundedClock(minutes: $0.minutes)
      }
      return "A band of \(label)\(words ?? "")."
    }
  }
}

/// A length or place with one decimal, without what it does not need.
func pixels(_ value: Double) -> String {
  NumberFormat.fixed((value * 10).rounded() / 10, decimals: 1).withoutZeroDecimal
}

extension Markup {
  /// A text at a place.
  mutating func label(
    _ text: String, x: Double, y: Double, _ attributes: [(StaticString, String)] = []
  ) {
    element("text", [("x", pixels(x)), ("y", pixels(y))] + attributes, text: text)
  }

  /// A straight line.
  mutating func line(
    from a: (x: Double, y: Double), to b: (x: Double, y: Double),
    _ attributes: [(StaticString, String)]
  ) {
    empty(
      "line",
      [("x1", pixels(a.x)), ("y1", pixels(a.y)), ("x2", pixels(b.x)), ("y2", pixels(b.y))]
        + attributes)
  }

  /// A rectangle.
  mutating func rectangle(
    _ place: (x: Double, y: Double, width: Double, height: Double),
    _ attributes: [(StaticString, String)] = []
  ) {
    empty(
      "rect",
      [
        ("x", pixels(place.x)), ("y", pixels(place.y)), ("width", pixels(place.width)),
        ("height", pixels(place.height)),
      ] + attributes)
  }
}

extension String {
  fileprivate var withoutZeroDecimal: String { hasSuffix(".0") ? String(dropLast(2)) : self }
}
