/// What a picture says of itself where it stands alone: what was given to whom, under which model,
/// and what there is to be careful about.
///
/// Nothing of it is cut off: long texts go on in further lines.
public struct PictureCaption: Hashable, Sendable {
  /// The protocol or phrase, one line for each that is shown.
  public var titles: [String]
  /// Patient, dose, and models with what their cards say, one text each.
  public var facts: [String]
  /// What there is to be careful about, one text each.
  public var warnings: [String]

  /// Makes a caption.
  public init(titles: [String], facts: [String] = [], warnings: [String] = []) {
    self.titles = titles
    self.facts = facts
    self.warnings = warnings
  }

  /// What stands in every picture.
  static let disclaimer =
    "Decision support for education and research; no medical device and not a prescription."

  /// A line as it is drawn.
  struct Line {
    let text: String
    let attributes: [(StaticString, String)]
    /// How far below the line before it stands.
    let advance: Double
  }

  /// All lines, the longest as wide as a picture.
  var lines: [Line] {
    func lines(
      _ texts: [String], _ columns: Int, _ advance: Double, _ attributes: [(StaticString, String)]
    ) -> [Line] {
      texts.flatMap { $0.wrapped(to: columns) }.map {
        Line(text: $0, attributes: attributes, advance: advance)
      }
    }
    return lines(titles, 112, 18, [("font-size", "13"), ("font-weight", "bold")])
      + lines(facts, 140, 15, [("font-size", "11")])
      + lines(warnings, 140, 15, [("font-size", "11"), ("fill", "#a00000")])
      + lines([Self.disclaimer], 140, 15, [("font-size", "11"), ("fill", "#444")])
  }

  /// The room that it takes above the pictures.
  var height: Double { lines.reduce(10) { $0 + $1.advance } }

  /// Draws it from the upper edge on.
  func add(to svg: inout Markup) {
    svg.element("g", [("class", "caption"), ("fill", "#222")]) { svg in
      var y = 4.0
      for line in lines {
        y += line.advance
        svg.label(line.text, x: 12, y: y, line.attributes)
      }
    }
  }
}
