extension SVGChart {
  /// How a band is filled and edged: bands inside others are darker, and their edges differ, so that
  /// they tell apart without colour.
  struct BandLook {
    let color = "#0072b2"
    /// The opacity of the band's own fill; those below shine through.
    let fill: String
    /// The opacity that is seen, with all the bands below.
    let seen: String
    /// The line of both edges; none for a band whose edges are curves anyway.
    let edge: [(StaticString, String)]
  }

  /// The look of a band by its place.
  func look(ofBand index: Int) -> BandLook {
    guard model.bands[index].kind == .population else {
      return BandLook(fill: "0.13", seen: "0.13", edge: [])
    }
    let depth = model.bands[..<index].count { $0.kind == .population }
    let dashes = ["6 3", "1.5 2.5", "10 3 2 3"][depth % 3]
    let clear = (0...depth).reduce(1.0) { share, _ in share * 0.82 }
    return BandLook(
      fill: "0.18", seen: NumberFormat.plain(1 - clear, digits: 2),
      edge: [
        ("stroke", "#0072b2"), ("stroke-width", "1.2"), ("stroke-dasharray", dashes),
        ("fill", "none"),
      ])
  }

  /// The bands, the outermost first.
  func addBands(to svg: inout Markup) {
    for (index, band) in model.bands.enumerated() {
      let look = look(ofBand: index)
      let (lower, upper) = (points(band.lower), points(band.upper))
      svg.empty(
        "polygon",
        [
          ("points", Self.text(upper + lower.reversed())), ("fill", look.color),
          ("fill-opacity", look.fill), ("class", "band"),
        ])
      guard !look.edge.isEmpty else { continue }
      for edge in [lower, upper] {
        svg.empty("polyline", [("points", Self.text(edge)), ("class", "edge")] + look.edge)
      }
    }
  }
}
