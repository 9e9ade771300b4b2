import Testing

/// A command line that cannot be carried out, with what must be said about it.
struct BadUsage: CustomTestStringConvertible, Sendable {
  var arguments: [String]
  var code: String
  var place: String
  var remedy: String
  var status: Int32 = 64

  var testDescription: String { arguments.joined(separator: " ") }

  init(
    _ arguments: String..., code: String, place: String, remedy: String, status: Int32 = 64
  ) {
    self.arguments = arguments
    self.code = code
    self.place = place
    self.remedy = remedy
    self.status = status
  }
}

@Suite("A command line that cannot be understood")
struct UsageTests {
  @Test("Every slip gives its code, its place and a remedy", arguments: UsageTests.slips)
  func slipIsExplained(slip: BadUsage) throws {
    let run = try Titration.run(slip.arguments)
    #expect(run.code == slip.code)
    #expect(run.errors.contains(slip.place))
    #expect(run.errors.contains("help: "))
    #expect(run.errors.contains(slip.remedy))
    #expect(run.status == slip.status)
    #expect(run.output == "")
  }

  private static let id = "depression-40-min"

  static let slips: [BadUsage] = commands + options + plans + models + moments

  private static let commands = [
    BadUsage(
      "prevew", code: "T8007", place: "<command line>:1:9:", remedy: "did you mean `preview`?"),
    BadUsage("--verion", code: "T8001", place: "<command line>:1:9:", remedy: "see `titrate help`"),
    BadUsage("preview", code: "T8003", place: "<command line>:1:17:", remedy: "help preview"),
    BadUsage("check", code: "T8003", place: "<command line>:1:15:", remedy: "help check"),
    BadUsage("list", code: "T8003", place: "<command line>:1:14:", remedy: "help list"),
    BadUsage("list", "model", code: "T8006", place: "<command line>:1:14:", remedy: "`models`"),
    BadUsage("show", "models", code: "T8003", place: "<command line>", remedy: "help show"),
    BadUsage("preview", id, "extra", code: "T8004", place: ":1:35:", remedy: "in quotes"),
  ]

  private static let options = [
    BadUsage(
      "preview", id, "--wieght", "82kg", code: "T8001", place: ":1:35:", remedy: "`--weight`"),
    BadUsage("preview", id, "--weight", code: "T8002", place: ":1:35:", remedy: "after `--weight`"),
    BadUsage(
      "preview", id, "--weight", "-82kg", code: "T3007", place: "--weight:1:1:",
      remedy: "a positive value after `--weight`", status: 2),
    BadUsage(
      "preview", id, "--weight=\u{2212}82kg", code: "T3007", place: "--weight:1:1:",
      remedy: "a positive value", status: 2),
    BadUsage(
      "preview", id, "--age", "45yo", code: "T3008", place: "--age:1:1:", remedy: "`45 y`",
      status: 2),
    BadUsage(
      "preview", id, "--height", "5'10\"", code: "T3008", place: "--height:1:1:",
      remedy: "`70 in` or `177.8 cm`", status: 2),
    BadUsage(
      "preview", id, "\u{2014}weight", "82kg", code: "T8004", place: ":1:35:", remedy: "two hyphens"
    ),
    BadUsage(
      "preview", id, "--weight", "80kg", "--weight", "82kg", code: "T8005", place: ":1:49:",
      remedy: "decide"),
    BadUsage(
      "simulate", id, "-o", "a.csv", "--output=b.csv", code: "T8005", place: "<command line>",
      remedy: "decide"),
    BadUsage(
      "preview", id, "--weight", "82", code: "T3003", place: "--weight:1:1:", remedy: "unit",
      status: 2),
    BadUsage(
      "preview", id, "--sex", "q", code: "T3105", place: "--sex:1:1:", remedy: "`f` or `m`",
      status: 2),
    BadUsage(
      "preview", id, "--all-steps=3", code: "T8012", place: ":1:35:", remedy: "`--all-steps` alone"),
    BadUsage(
      "preview", id, "--method", "modl", code: "T8006", place: "--method:1:1:", remedy: "`modal`"),
    BadUsage(
      "preview", id, "--library", "/nowhere", code: "T7006", place: "--library:1:1:",
      remedy: "leave `--library` out", status: 74),
    BadUsage(
      "show", "protocols", id, "--weight", "82kg", code: "T8013", place: "<command line>",
      remedy: "titrate preview"),
  ]

  private static let plans = [
    BadUsage("preview", "depresion-40-min", code: "T8010", place: ":1:17:", remedy: "`\(id)`"),
    BadUsage("preview", "depression40", code: "T8010", place: ":1:17:", remedy: "`\(id)`"),
    BadUsage("preview", "Depression 40 min", code: "T8010", place: ":1:17:", remedy: "`\(id)`"),
    BadUsage("preview", "Depression40min", code: "T8010", place: ":1:17:", remedy: "`\(id)`"),
    BadUsage(
      "preview", "-0.5 mg/kg over 40 min", "--drug", "ketamine", code: "T3007",
      place: "<phrase>:1:1:", remedy: "a positive dose", status: 2),
    BadUsage(
      "compare", id, "-0.5mg/kg", code: "T3007", place: "<phrase>:1:1:", remedy: "a positive dose",
      status: 2),
    BadUsage(
      "explain", "\u{2212}0.5 mg/kg over 40 min", "--drug", "ketamine", "--at", "1h", code: "T3007",
      place: "<phrase>:1:1:", remedy: "a positive dose", status: 2),
    BadUsage("preview", "nothing", code: "T8010", place: ":1:17:", remedy: "in quotes"),
    BadUsage(
      "preview", "0.5 mg/kg over 40 min", "--weight", "82kg", code: "T2035", place: "<phrase>",
      remedy: "--drug", status: 2),
    BadUsage(
      "preview", id, "--set", "rate", code: "T8011", place: "--set:1:1:", remedy: "name=value"),
    BadUsage(
      "preview", id, "--set", "a=1", "--set", "a=2", code: "T8005", place: "--set:1:1:",
      remedy: "decide"),
    BadUsage(
      "preview", id, "--weight", "82kg", "--drug", "ketamine", code: "T8013", place: "--drug:1:1:",
      remedy: "leave `--drug` out"),
    BadUsage(
      "preview", "20 mg/h for 1 h", "--drug", "ketamine", "--set", "a=1", code: "T8013",
      place: "--set:1:1:", remedy: "leave `--set` out"),
    BadUsage(
      "preview", id, "--weight", "82kg", "--concentration", "10", code: "T3003",
      place: "--concentration:1:1:", remedy: "unit", status: 2),
    BadUsage(
      "preview", id, "--weight", "82kg", "--concentration", "propofol=10mg/mL", code: "T8016",
      place: "--concentration:1:1:", remedy: "a drug of the protocol"),
    BadUsage(
      "preview", "anaesthetic-three-day-kiefer-2002", "--weight", "82kg", "--concentration",
      "10mg/mL", code: "T8016", place: "--concentration:1:1:", remedy: "whose strength"),
    BadUsage(
      "preview", "7 mL/h of 1 mg/mL for 1 h", "--drug", "ketamine", "--concentration", "2mg/mL",
      code: "T8019", place: "--concentration:1:1:", remedy: "change the protocol"),
  ]

  private static let models = [
    BadUsage(
      "preview", id, "--weight", "82kg", "--model", "kamp-2020", code: "T7007",
      place: "--model:1:1:", remedy: "`ketamine/kamp-2020`"),
    BadUsage(
      "preview", id, "--weight", "82kg", "--model", "esketamine/otto-2021", code: "T8014",
      place: "--model:1:1:", remedy: "titrate list models"),
    BadUsage(
      "preview", id, "--weight", "82kg", "--model", "ketamine/kamp-2020", "--model",
      "ketamine/domino-1984", code: "T8008", place: "--model:1:1:", remedy: "once for each"),
    BadUsage(
      "preview", id, "--weight", "82kg", "--effect-site", "eeg", code: "T4024",
      place: "--effect-site:1:1:", remedy: "leave the effect site out"),
    BadUsage(
      "preview", "100 mg over 1 h", "--drug", "propofol", "--weight", "82kg", code: "T8015",
      place: "error[T8015]", remedy: "--model", status: 2),
    BadUsage(
      "preview", "100 mg over 1 h", "--drug", "Ketalar", "--weight", "82kg", code: "T8015",
      place: "--drug:1:1:", remedy: "not a brand's", status: 2),
    BadUsage(
      "preview", "100 mg over 1 h", "--drug", "arketamine", "--weight", "82kg", code: "T8015",
      place: "--drug:1:1:", remedy: "the drug's own name", status: 2),
    BadUsage(
      "preview", "100 mg over 1 h", "--drug", "Ketamin", "--weight", "82kg", code: "T8015",
      place: "--drug:1:1:", remedy: "`ketamine`", status: 2),
    BadUsage(
      "preview", "1 mg/kg over 1 h", "--drug", "ketamine", code: "T3101", place: "<phrase>:1:1:",
      remedy: "--weight"),
    BadUsage(
      "show", "models", "kamp-2020", code: "T7007", place: ":1:21:",
      remedy: "`ketamine/kamp-2020`"),
  ]

  private static let moments = [
    BadUsage(
      "simulate", id, "--at", "1h", "-o", "", code: "T8002", place: "<command line>",
      remedy: "the path"),
    BadUsage(
      "simulate", id, "--at", "1h", "-o", "a.json", code: "T8008", place: "--output:1:1:",
      remedy: "`--format json`"),
    BadUsage(
      "simulate", id, "--at", "1h", "-o", "a.csv", "--format", "json", code: "T8008",
      place: "--output:1:1:", remedy: "`--format csv`"),
    BadUsage(
      "simulate", id, "--weight", "82kg", "--age", "40y", "--at", "1h", "--columns", "effect",
      code: "T8009", place: "--columns:1:1:", remedy: "leave `effect` out"),
    BadUsage(
      "simulate", id, "--weight", "82kg", code: "T8009", place: "<command line>", remedy: "--every"),
    BadUsage(
      "simulate", id, "--every", "1min", code: "T8009", place: "<command line>", remedy: "--until"),
    BadUsage(
      "simulate", id, "--until", "1h", code: "T8009", place: "<command line>", remedy: "--every"),
    BadUsage(
      "simulate", id, "--at", "1h", "--every", "1min", code: "T8008", place: "--every:1:1:",
      remedy: "leave one"),
    BadUsage(
      "simulate", id, "--every", "0.001s", "--until", "1d", code: "T8018", place: "--every:1:1:",
      remedy: "longer `--every`"),
    BadUsage(
      "simulate", id, "--at", "5min,0min", code: "T2062", place: "--at:1:6:", remedy: "sort",
      status: 2),
    BadUsage(
      "simulate", id, "--at", "5min,6", code: "T3003", place: "--at:1:6:", remedy: "unit", status: 2
    ),
    BadUsage(
      "explain", id, "--at", "2026-11-27", code: "T3001", place: "--at:1:1:",
      remedy: "how long after the start", status: 2),
    BadUsage(
      "explain", id, "--at", "24:00", code: "T3001", place: "--at:1:1:",
      remedy: "`24h` or \"D2 00:00\"", status: 2),
    BadUsage(
      "explain", id, "--at", "8:00", code: "T3001", place: "--at:1:1:", remedy: "`8h` or `08:00`",
      status: 2),
    BadUsage(
      "simulate", id, "--at", "5min,24:30", code: "T3001", place: "--at:1:6:",
      remedy: "`24h30` or \"D2 00:30\"", status: 2),
    BadUsage(
      "simulate", id, "--at", "01:00,00:30", code: "T2062", place: "--at:1:7:", remedy: "sort",
      status: 2),
    BadUsage(
      "simulate", id, "--every", "1h", "--until", "24:00", code: "T3001", place: "--until:1:1:",
      remedy: "`24h`", status: 2),
    BadUsage(
      "preview", id, "--until", "24:00", code: "T3001", place: "--until:1:1:", remedy: "`24h`",
      status: 2),
    BadUsage(
      "preview", id, "--until", "00:00", code: "T3007", place: "--until:1:1:",
      remedy: "later moment",
      status: 2),
    BadUsage(
      "simulate", id, "--at", "200y", code: "T3007", place: "--at:1:1:", remedy: "earlier",
      status: 2),
    BadUsage(
      "simulate", id, "--at", "1h", "--columns", "auc,plasm", code: "T8006",
      place: "--columns:1:5:", remedy: "`plasma`"),
    BadUsage(
      "simulate", id, "--at", "1h", "--format", "jsn", code: "T8006", place: "--format:1:1:",
      remedy: "`json`"),
    BadUsage(
      "simulate", id, "--at", "1h", "--time-unit", "s", code: "T8006", place: "--time-unit:1:1:",
      remedy: "help simulate"),
  ]
}
