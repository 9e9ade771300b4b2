internal import Quantities

extension ChartModel {
  /// Everything the chart shows, times in min, values in ``unit``, rates in mg/h.
  package var json: JSONText {
    .object([
      ("title", .string(title)), ("drug", .string(drug)), ("unit", .string(unit)),
      ("start_min", .number(start.minutes)), ("end_min", .number(end.minutes)),
      (
        "curves",
        .array(
          traces.map { trace in
            .object([
              ("label", .string(trace.label)), ("role", .string(trace.role.rawValue)),
              ("points", Self.json(trace.points)),
            ])
          })
      ),
      (
        "bands",
        .array(
          bands.map { band in
            .object([
              ("label", .string(band.label)), ("kind", .string(band.kind.rawValue)),
              ("lower", Self.json(band.lower)), ("upper", Self.json(band.upper)),
            ])
          })
      ),
      (
        "levels",
        .array(
          levels.map { level in
            .object([
              ("label", .string(level.label)), ("lower", .number(level.lower)),
              ("upper", .number(level.upper)), ("source", .string(level.source)),
              ("note", .string(level.note)),
            ])
          })
      ),
      ("rules", .array(rules.map(Self.json))),
      (
        "marks",
        .array(
          marks.map { mark in
            .object([
              ("kind", .string(mark.kind.rawValue)), ("time_min", .number(mark.minutes)),
              ("label", .string(mark.label)),
            ])
          })
      ),
      ("rates", Self.json(dosing.steps)), ("boluses", Self.json(dosing.boluses)),
      (
        "other",
        dosing.other.map { other in
          .object([
            ("rates", Self.json(other.steps)), ("boluses", Self.json(other.boluses)),
          ])
        } ?? .null
      ),
      ("rate_rules", .array(dosing.rules.map(Self.json))),
      ("notes", .array(notes.map(JSONText.string))),
    ])
  }

  private static func json(_ steps: [Dosing.Step]) -> JSONText {
    .array(
      steps.map { step in
        .object([
          ("start_min", .number(step.start.minutes)), ("end_min", .number(step.end.minutes)),
          ("mg_per_h", .number(step.rate)),
        ])
      })
  }

  private static func json(_ boluses: [Dosing.Bolus]) -> JSONText {
    .array(
      boluses.map { bolus in
        .object([("time_min", .number(bolus.start.minutes)), ("mg", .number(bolus.amount))])
      })
  }

  /// Pairs of time and value.
  private static func json(_ points: [Point]) -> JSONText {
    .array(points.map { .array([.number($0.minutes), .number($0.value)]) })
  }

  private static func json(_ rule: Rule) -> JSONText {
    .object([
      ("weight", .string(rule.weight.rawValue)), ("label", .string(rule.label)),
      ("value", .number(rule.value)), ("source", .string(rule.source)),
    ])
  }
}
