internal import Quantities

/// What to write instead of words that clinicians use and the grammar does not.
///
/// No advice ever is to leave a word out: what is left could be another prescription, such as an
/// intravenous bolus of a dose meant for a muscle.
enum PhraseAdvice {
  /// The remedy for a word that means nothing at its place, or nothing for a word nobody foresaw.
  static func remedy(for word: String) -> String? {
    // In capitals it is the nose, in small letters the time of a dose.
    if word == "IN" { return route("nasal") }
    let word = word.lowercased()
    return words[word] ?? joined(word)
  }

  /// The remedy for a word nobody foresaw.
  static func otherwise(_ expected: String) -> String {
    "say what it means in the words of the grammar, such as `over 40 min`, `for 4 h`, "
      + "`at most 40 mg` or `6 sessions every 2 d` (here: \(expected))"
  }

  /// How a route is written, and what it takes: the form alone would not make it work.
  private static func route(_ name: String) -> String {
    "a route is written `by \(name)`, and needs a model that has it: those that come with titrate "
      + "know doses into a vein only"
  }

  /// Where the start of a step stands, and what it is not.
  private static let start =
    "`at` stands before the step that starts then and takes the time since the start, as in "
    + "`at 30 min 0.5 mg/kg over 40 min`; a schedule knows no times of day and no dates"

  private static let words: [String: String] = {
    let advice: [(words: [String], remedy: String)] = [
      (["im", "intramuscular", "intramuscularly"], route("im")),
      (["sc", "sq", "subcut", "subcutaneous", "subcutaneously"], route("sc")),
      (["nasal", "intranasal", "nasally", "intranasally"], route("nasal")),
      (["po", "oral", "orally"], route("oral")),
      (["sl", "sublingual", "sublingually"], route("sublingual")),
      (["io", "intraosseous", "intraosseously"], route("io")),
      (["pr", "rectal", "rectally"], route("rectal")),
      (
        ["via", "into", "through", "route", "with"],
        "write `IV` behind a dose into a vein; any other route as `by` and the model's name for it"
      ),
      (["at", "today", "tonight", "tomorrow", "noon", "midnight", "am", "pm"], start),
      (
        ["on"],
        "a schedule counts from its start and knows no dates; days of sessions stand behind all "
          + "steps, as in `, on days 1, 3, 5`"
      ),
      (
        ["until", "till"],
        "write how long it runs, not when it ends, such as `for 4 h`; a dose is given `over` a time"
      ),
      (
        ["in", "within", "during"],
        "write `over 40 min` for a dose, `for 4 h` for a rate, or `at 30 min` for when it starts"
      ),
      (
        ["max", "maximum", "maximal", "max.", "cap", "capped", "limit"],
        "write the bound behind its dose or rate, such as `at most 40 mg`"
      ),
      (
        ["min", "minimum", "minimal", "min."],
        "write the bound behind its dose or rate, such as `at least 5 mg`"
      ),
      (
        ["per"], "write the whole unit, such as `0.5 mg/kg` or `0.1 mg/kg/h`"
      ),
      (
        ["/"],
        "write one unit such as `mg/kg`; the strength of a syringe stands behind `of`, such as "
          + "`7 mL/h of 10 mg/mL`"
      ),
      (
        ["iv", "intravenous", "intravenously"],
        "write `IV` right behind the dose it belongs to, such as `0.5 mg/kg IV over 40 min`"
      ),
      (
        ["infusion", "drip", "cri", "infuse"],
        "write it before what it names: `infusion 0.2 mg/kg/h for 4 h`, or "
          + "`infusion 0.5 mg/kg over 40 min`"
      ),
      (
        ["start", "starting", "begin", "beginning", "initial", "initially"],
        "write the rate itself, such as `0.1 mg/kg/h stepping up 0.05 mg/kg/h every 30 min to "
          + "0.3 mg/kg/h`, or `at 30 min` for when a step starts"
      ),
      (
        ["increase", "increasing", "raise", "uptitrate", "titrate", "escalate"],
        "write `stepping up 0.05 mg/kg/h every 30 min to 0.3 mg/kg/h` behind the first rate"
      ),
      (
        ["decrease", "decreasing", "reduce", "lower", "taper", "wean", "downtitrate"],
        "write `stepping down 0.05 mg/kg/h every 30 min to 0` behind the rate that runs"
      ),
      (
        ["every", "each", "q"],
        "write how often in all: `3 times every 20 min` within a session, "
          + "`, 6 sessions every 2 d` for sessions"
      ),
      (
        ["qd", "od", "bid", "tid", "qid", "qod", "qh", "twice", "thrice", "monthly", "biweekly"],
        "write how many and how far apart, start to start: `, 6 sessions every 12 h`"
      ),
      (["weekly"], "write how many: `6 sessions weekly` or `weekly for 6 weeks`"),
      (["daily"], "write how many: `6 sessions daily` or `daily for 10 days`"),
      (["session"], "write the number and `sessions`, such as `6 sessions every 2 d`"),
      (["x", "\u{D7}"], "write `3 times every 20 min`"),
      (["and", "followed", "plus", "+", "&"], "write `, then` between two steps"),
      (
        ["bolus"], "write `bolus` before or right behind a dose, such as `bolus 0.3 mg/kg`"
      ),
      (["stat", "now"], "write `at 0 min` before the step"),
    ]
    var table: [String: String] = [:]
    for entry in advice {
      for word in entry.words { table[word] = entry.remedy }
    }
    return table
  }()

  /// Words with a number or a unit stuck to them: `q20`, `x3`, `/h`.
  private static func joined(_ word: String) -> String? {
    if let first = word.first, "qx\u{D7}".contains(first),
      word.dropFirst().first.map(\.isASCIIDigit) ?? false
    {
      return words[first == "q" ? "q" : "x"]
    }
    return word.hasPrefix("/") ? words["/"] : nil
  }

  /// Counts in words; one to twelve.
  static let counts = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
  ]

  /// What people write behind a unit per kilogram to say which weight they mean.
  static func namesWeight(_ word: String) -> Bool {
    let lower = word.lowercased()
    if weightWords.contains(lower) { return true }
    // `ideal/h`: the unit goes on behind the weight's name.
    let head = lower.split(separator: "/", omittingEmptySubsequences: false).first.map(String.init)
    return lower.contains("/") && (head.map(isWeight) ?? false)
  }

  private static func isWeight(_ word: String) -> Bool {
    WeightScalar(rawValue: word) != nil || weightWords.contains(word)
  }

  private static let weightWords: Set<String> = [
    "abw", "adjbw", "ajbw", "bw", "fat-free", "fatfree", "ffm", "ibw", "lbm", "lbw", "tbw", "total",
  ]
}
