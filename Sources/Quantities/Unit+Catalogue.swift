extension Unit {
  /// The spellings of one unit; the first is the one printed.
  struct Entry: Sendable {
    let spellings: [String]
    let unit: Unit

    init(
      _ spellings: [String], _ dimension: Dimension, _ numerator: Int64, _ denominator: Int64 = 1
    ) {
      self.spellings = spellings
      unit = Unit(spellings[0], dimension, numerator, denominator)
    }
  }

  /// Every simple unit known.
  ///
  /// The pound and the inch are the international ones of 1959
  /// (0.45359237 kg, 2.54 cm exactly); a year is the Julian year of 365.25 days.
  static let entries: [Entry] = [
    Entry(["pg"], .drug, 1, 1_000_000_000),
    Entry(["ng"], .drug, 1, 1_000_000),
    Entry(["mcg", "ug", "\u{B5}g", "\u{3BC}g"], .drug, 1, 1000),
    Entry(["mg"], .drug, 1),
    Entry(["g"], .drug, 1000),
    Entry(["nmol"], .substance, 1, 1000),
    Entry(["umol", "\u{B5}mol", "\u{3BC}mol"], .substance, 1),
    Entry(["mmol"], .substance, 1000),
    Entry(["mol"], .substance, 1_000_000),
    Entry(["kg"], .body, 1),
    Entry(["lb", "lbs"], .body, 45_359_237, 100_000_000),
    Entry(["uL", "\u{B5}L", "\u{3BC}L"], .volume, 1, 1_000_000),
    Entry(["mL", "ml"], .volume, 1, 1000),
    Entry(["dL", "dl"], .volume, 1, 10),
    Entry(["L", "l"], .volume, 1),
    Entry(["s", "sec", "second", "seconds"], .time, 1, 60),
    Entry(["min", "minute", "minutes"], .time, 1),
    Entry(["h", "hr", "hour", "hours"], .time, 60),
    Entry(["d", "day", "days"], .time, 1440),
    Entry(["wk", "week", "weeks"], .time, 10080),
    Entry(["mo", "month", "months"], .time, 43830),
    Entry(["y", "yr", "year", "years"], .time, 525_960),
    Entry(["mm"], .length, 1, 10),
    Entry(["cm"], .length, 1),
    Entry(["m"], .length, 100),
    Entry(["in", "inch", "inches"], .length, 254, 100),
    Entry(["ft"], .length, 3048, 100),
    Entry(["%"], .none, 1, 100),
  ]

  /// Looks up a simple unit by any of its spellings; case matters.
  static func named(_ spelling: String) -> Unit? { bySpelling[spelling] }

  private static let bySpelling: [String: Unit] = Dictionary(
    entries.flatMap { entry in entry.spellings.map { ($0, entry.unit) } },
    uniquingKeysWith: { first, _ in first })
}

extension Unit {
  /// Why a spelling that people do use is not accepted, and what to write.
  struct Refusal: Sendable {
    let why: String
    let remedy: String

    init(_ why: String, _ remedy: String) {
      self.why = why
      self.remedy = remedy
    }
  }

  /// Spellings that have hurt patients, mean several things, or are words instead of symbols.
  static func refusal(of spelling: String) -> Refusal? {
    if let refusal = refused[spelling] { return refusal }
    if let symbol = words[spelling.lowercased()] {
      return Refusal("units are written as symbols", "write `\(symbol)`")
    }
    if spelling.hasSuffix(".") {
      let plain = String(spelling.dropLast())
      if let symbol = named(plain)?.symbol ?? words[plain.lowercased()] {
        return Refusal("units have no point", "write `\(symbol)`")
      }
    }
    return nil
  }

  private static let refused: [String: Refusal] = [
    "cc": Refusal("it is misread as zeros or as units", "write `mL`"),
    "M": Refusal("it may be minute, month, metre or mole", "write `min`, `mo`, `m` or `mol`"),
    "mM": Refusal("it may be millimolar or a slip", "write `mmol/L`"),
    "uM": Refusal("molar units are written in full", "write `umol/L`"),
    "\u{B5}M": Refusal("molar units are written in full", "write `umol/L`"),
    "\u{3BC}M": Refusal("molar units are written in full", "write `umol/L`"),
    "nM": Refusal("molar units are written in full", "write `nmol/L`"),
    "Mg": Refusal("it may be milligram or megagram", "write `mg`"),
    "MG": Refusal("it may be milligram or megagram", "write `mg`"),
    "ML": Refusal("it may be millilitre or megalitre", "write `mL`"),
    "KG": Refusal("units are case-sensitive", "write `kg`"),
    "Kg": Refusal("units are case-sensitive", "write `kg`"),
    "H": Refusal("units are case-sensitive", "write `h`"),
    "mcL": Refusal("it is not the usual symbol of a microlitre", "write `uL`"),
    "gamma": Refusal("it is an old name of mcg or of mcg/kg/min", "write `mcg` or `mcg/kg/min`"),
    "gm": Refusal("it may be gram or a slip for mg", "write `g` or `mg`"),
    "gr": Refusal("it may be gram or grain", "write `g` or `mg`"),
    "U": Refusal("it is misread as zero", "no drug here is dosed in units; write `mg`"),
    "IU": Refusal("no drug here is dosed in international units", "write `mg`"),
    "ms": Refusal("it may be milliseconds or months", "write the time in `s`, `min`, `h` or `d`"),
    "us": Refusal("nothing here happens within microseconds", "write the time in `s` or `min`"),
    "st": Refusal("stones are not accepted", "write `kg` or `lb`"),
    "'": Refusal("feet and inches are not written as marks", "write `178 cm` or `70 in`"),
  ]

  private static let words: [String: String] = [
    "mcgs": "mcg", "ugs": "mcg", "mgs": "mg", "ngs": "ng", "gms": "g", "kgs": "kg", "mls": "mL",
    "hrs": "h", "mins": "min", "secs": "s", "yrs": "y", "yo": "y", "mos": "mo", "cms": "cm",
    "wks": "wk",
    "microgram": "mcg", "micrograms": "mcg", "milligram": "mg", "milligrams": "mg", "gram": "g",
    "grams": "g", "kilogram": "kg", "kilograms": "kg", "kilo": "kg", "kilos": "kg", "pound": "lb",
    "pounds": "lb", "milliliter": "mL", "milliliters": "mL", "millilitre": "mL",
    "millilitres": "mL", "liter": "L", "liters": "L", "litre": "L", "litres": "L", "percent": "%",
    "foot": "ft", "feet": "ft", "meter": "m", "metre": "m", "centimeter": "cm",
    "centimetre": "cm", "micromole": "umol", "micromolar": "umol/L",
  ]
}
