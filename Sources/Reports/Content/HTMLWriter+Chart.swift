internal import Quantities

extension HTMLWriter {
  /// Both pictures of a chart, of which a switch shows one, and its values for the pointer.
  func write(_ model: ChartModel, number: Int, to page: inout Markup) {
    page.element("figure") { page in
      let scales = SVGChart.ValueScale.allCases
      for scale in scales {
        let id = "chart-\(number)-\(scale.rawValue)"
        var attributes: [(StaticString, String)] = [
          ("type", "radio"), ("name", "chart-\(number)"), ("id", id), ("class", scale.rawValue),
        ]
        if scale == .linear { attributes.append(("checked", "checked")) }
        page.void("input", attributes)
        page.element("label", [("for", id)], text: "\(scale.rawValue) axis")
      }
      page.element(
        "div",
        [
          ("class", "wide"), ("tabindex", "0"), ("role", "region"),
          ("aria-label", "Picture: \(model.title). Arrow keys read values."),
        ]
      ) { page in
        for scale in scales {
          page.insert(
            SVGChart(model, scale: scale, prefix: "c\(number)-\(scale.rawValue)-").markup())
        }
      }
      page.element("output", [("aria-live", "polite")], text: "")
      page.element("figcaption", text: model.summary)
      page.element("script", [("type", "application/json")]) { $0.insert(model.hoverValues) }
    }
  }
}

extension ChartModel {
  /// The beginning and the end of each stretch, and what the pointer says of it before the unit.
  private static func hoverRates(_ steps: [Dosing.Step], named name: String) -> [JSONText] {
    steps.map { step in
      .array([
        .shown(NumberFormat.plain(step.start.minutes, digits: 9)),
        .shown(NumberFormat.plain(step.end.minutes, digits: 9)),
        .string(name + NumberFormat.plain(step.rate)),
      ])
    }
  }

  /// What the pointer reads: for every curve its vertices, rounded as everywhere in the report.
  fileprivate var hoverValues: JSONText {
    .object([
      ("start", .number(start.minutes)), ("end", .number(end.minutes)),
      ("left", .number(SVGChart.Frame.left)), ("right", .number(SVGChart.Frame.right)),
      ("top", .number(SVGChart.Frame.top)), ("bottom", .number(SVGChart(self).base)),
      ("unit", .string(unit)),
      (
        "curves",
        .array(
          (traces + populationEdges).map { trace in
            .object([
              ("label", .string(trace.label)),
              (
                "minutes",
                .array(trace.points.map { .shown(NumberFormat.plain($0.minutes, digits: 7)) })
              ),
              (
                "values",
                .array(trace.points.map { .shown(NumberFormat.plain($0.value, digits: 3)) })
              ),
            ])
          })
      ),
      (
        "rates",
        .array(
          Self.hoverRates(dosing.steps, named: dosing.other == nil ? "" : "A: ")
            + Self.hoverRates(dosing.other?.steps ?? [], named: "B: "))
      ),
    ])
  }
}
