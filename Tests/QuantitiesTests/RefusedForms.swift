import Diagnostics
import Quantities
import Testing

@Suite("A form that is not a quantity is told what it would be as one, and never read as a number")
struct RefusedForms {
  /// What a person writes, and what has to be proposed; 12 in are a foot, 2.54 cm an inch.
  static let heights: [(String, String)] = [
    ("5'10\"", "5 ft 10 in is 70 in: write `70 in` or `177.8 cm`"),
    ("5'10", "5 ft 10 in is 70 in: write `70 in` or `177.8 cm`"),
    ("5' 10", "write `70 in` or `177.8 cm`"), ("5\u{2032}10\u{2033}", "write `70 in`"),
    ("5\u{2019}10\u{201D}", "write `70 in`"), ("5ft10in", "write `70 in` or `177.8 cm`"),
    ("5 ft 10 in", "write `70 in`"), ("5ft 10", "write `70 in`"),
    ("5 feet 10 inches", "write `70 in`"), ("6' 0.5\"", "write `72.5 in` or `184.15 cm`"),
    ("5'", "5 ft is 60 in: write `60 in` or `152.4 cm`"),
    ("70\"", "if inches are meant, write `70 in`"),
    ("5 10", "if 5 ft 10 in is meant, write `70 in` or `177.8 cm`"),
    ("1m78", "write `1.78 m` or `178 cm`"),
  ]

  @Test("heights in feet and inches", arguments: heights)
  func height(text: String, remedy: String) {
    let found = finding(text, as: .height)
    #expect(found?.code == .ambiguousUnit)
    #expect(found?.location?.column == 1 && found?.location?.length == text.unicodeScalars.count)
    #expect(found?.remedy.contains(remedy) == true, "\(found?.remedy ?? "")")
    #expect(found?.remedy.contains("510") == false)
  }

  @Test(
    "ages in words",
    arguments: [
      ("45yo", "45 y"), ("45y/o", "45 y"), ("45 years old", "45 y"),
      ("45 y.o.", "45 y"), ("45-year-old", "45 y"), ("8 months old", "8 mo"), ("6 wk old", "6 wk"),
      ("45 yrs", "y"), ("45 yrs.", "y"), ("45ys", "y"),
    ])
  func age(text: String, meant: String) {
    let found = finding(text, as: .age)
    #expect(found?.remedy.contains("`\(meant)`") == true, "\(found?.remedy ?? "")")
    #expect(found?.remedy.contains("`mo`") == false)
  }

  @Test("a date of birth is no age")
  func birth() {
    #expect(finding("1980-05-01", as: .age)?.code == .badNumber)
    #expect(finding("1980-05-01", as: .age)?.remedy == "write the age, such as `45 y`")
  }

  @Test(
    "dates and clocks where times count from a start",
    arguments: [
      ("2026-11-27", "a date", "`24 h`"), ("24:00", "a clock", "`24 h` if"),
      ("08:30", "a clock", "`510 min` if"), ("8:00", "a clock", "`8 h` if"),
    ])
  func clock(text: String, message: String, remedy: String) {
    for kind in [QuantityKind.time, .duration] {
      let found = finding(text, as: kind)
      #expect(found?.code == .badNumber && found?.location?.length == text.count)
      #expect(found?.message.contains(message) == true, "\(found?.message ?? "")")
      #expect(found?.remedy.contains(remedy) == true, "\(found?.remedy ?? "")")
    }
  }

  @Test("a minus sign that the keyboard does not have makes a negative value, too")
  func minus() {
    for kind in [QuantityKind.dose, .rate, .weight, .age] {
      for text in ["\u{2212}5 mg", "\u{2013}5 mg", "\u{2212}82kg"] {
        let found = finding(text, as: kind)
        #expect(found?.code == .valueOutOfRange)
        #expect(found?.message.contains("is negative") == true)
        #expect(found?.remedy.contains("positive value") == true)
      }
    }
  }

  @Test("of units that differ by their size alone none is preferred")
  func sizes() {
    #expect(finding("5 mgc", as: .dose)?.remedy == "write `mcg` or `mg`, whichever is meant")
    #expect(finding("5 mn", as: .age)?.remedy == "write `mo` or `min`, whichever is meant")
    #expect(finding("5 ys", as: .duration)?.remedy == "did you mean `y`?")
    #expect(finding("5 Lx", as: .dose)?.remedy == "did you mean `L`?")
  }

  private func finding(_ text: String, as kind: QuantityKind) -> Diagnostic? {
    QuantitiesTests.finding { () throws(Diagnostic) in
      _ = try Quantity(parsing: text, as: kind, at: start)
    }
  }
}
