internal import Diagnostics
internal import Quantities

/// Walks over the words of a phrase.
struct PhraseScanner {
  /// Every word that means something in a phrase.
  static let keywords = [
    "after", "at", "bolus", "by", "daily", "days", "down", "every", "for", "from", "give", "hold",
    "infusion", "least", "max", "most", "of", "on", "over", "pause", "repeat", "run", "scaled",
    "sessions", "step", "stepping", "stop", "then", "times", "to", "up", "wait", "weekly",
  ]

  private let text: String
  private let origin: SourceLocation
  private let words: [PhraseWord]
  private var position = 0
  /// Warnings about how quantities of the present step are written.
  private var doubts: [Diagnostic] = []

  /// Starts at the first word.
  /// - Parameters:
  ///   - text: The phrase.
  ///   - origin: Where it starts.
  init(_ text: String, at origin: SourceLocation) {
    self.text = text
    self.origin = origin
    words = PhraseWord.split(text)
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { position >= words.count }

  /// The next word.
  var next: PhraseWord? { word(0) }

  /// The word some places ahead.
  func word(_ ahead: Int) -> PhraseWord? {
    words.indices.contains(position + ahead) ? words[position + ahead] : nil
  }

  /// Whether the next words are these.
  func sees(_ expected: String...) -> Bool {
    expected.enumerated().allSatisfy { word($0)?.text == $1 }
  }

  /// Steps over the next words if they are these.
  mutating func take(_ expected: String...) -> Bool {
    guard expected.enumerated().allSatisfy({ word($0)?.text == $1 }) else { return false }
    position += expected.count
    return true
  }

  /// Takes the next word, whatever it is.
  mutating func takeWord() -> PhraseWord? {
    defer { position += 1 }
    return next
  }

  /// Where a stretch of the phrase stands.
  func place(_ start: Int, length: Int = 1) -> SourceLocation {
    origin.advanced(by: start, length: length)
  }

  /// Where a word stands.
  func place(of word: PhraseWord) -> SourceLocation {
    place(word.start, length: word.text.unicodeScalars.count)
  }

  /// Where the phrase goes on, or its end.
  var here: SourceLocation {
    next.map { place(of: $0) } ?? place(text.unicodeScalars.count)
  }

  /// From a word to the last one taken.
  func span(from start: Int) -> SourceLocation {
    let end = position > 0 && position <= words.count ? words[position - 1].end : start + 1
    return place(start, length: max(1, end - start))
  }

  /// The finding for a word that has no meaning here.
  func unexpected(_ expected: String) -> Diagnostic {
    guard let word = next else {
      return Diagnostic(
        .incompletePhrase, at: here, "the phrase ends where \(expected) is needed",
        expected: expected, remedy: "add \(expected)")
    }
    let names = PhraseScanner.keywords + WeightScalar.allCases.map(\.rawValue)
    let near = names.contains(word.text) ? nil : suggestion(for: word.text, among: names)
    return Diagnostic(
      .unknownPhraseWord, at: place(of: word),
      "`\(word.text.shortened())` is not understood here", expected: expected,
      remedy: PhraseAdvice.remedy(for: word.text) ?? near.map { "did you mean `\($0)`?" }
        ?? PhraseAdvice.otherwise(expected))
  }

  /// Takes a word that must stand here.
  mutating func need(_ word: String, _ expected: String) throws(Diagnostic) {
    if !take(word) { throw unexpected(expected) }
  }

  /// Takes a number with its unit, and for a per-kilogram unit which weight.
  mutating func quantity(_ kind: QuantityKind, _ example: String) throws(Diagnostic) -> Quantity {
    guard let first = next, first.isNumber else {
      throw unexpected("\(kind.name) such as `\(example)`")
    }
    position += 1
    takeUnit(after: first)
    let last = words[position - 1]
    let start = first.start
    let written = String(
      text.unicodeScalars.dropFirst(start).prefix(last.end - start).map(Character.init))
    let place = place(start, length: last.end - start)
    let quantity = try Quantity(protocolText: written, as: kind, at: place)
    if let doubt = quantity.doubt(about: written, at: place) { doubts.append(doubt) }
    return quantity
  }

  /// The warnings about quantities since the last call.
  mutating func takeDoubts() -> [Diagnostic] {
    defer { doubts = [] }
    return doubts
  }

  /// Takes what belongs to the number just taken: its unit and which weight it refers to.
  ///
  /// A word behind a bare number is its unit first, even one such as `days` that means something
  /// elsewhere.
  private mutating func takeUnit(after number: PhraseWord) {
    if !number.hasUnit, let unit = next, unit.text.first.map({ $0.isLetter || $0 == "%" }) ?? false,
      !PhraseScanner.keywords.contains(unit.text)
        || (try? Unit(parsing: unit.text, at: place(of: unit))) != nil
    {
      position += 1
    }
    takeDivisors()
    guard let scalar = next else { return }
    let isPerWeight = words[position - 1].text.contains("/") || word(-2)?.text == "per"
    if WeightScalar(rawValue: scalar.text) != nil
      || isPerWeight && PhraseAdvice.namesWeight(scalar.text)
    {
      position += 1
    }
  }

  /// `mg/h per 70 kg`, `mg/h/70 kg`, `mg per kg` and `mg / kg` are units with blanks in them.
  private mutating func takeDivisors() {
    let isBody = { (word: PhraseWord?) in word.map { ["kg", "lb"].contains($0.text) } ?? false }
    while true {
      let last = words[position - 1].text
      if sees("per") || sees("/"), let first = word(1) {
        if first.isNumber, let body = word(2), isBody(body) {
          position += 3
        } else if (try? Unit(parsing: first.text, at: place(of: first))) != nil {
          position += 2
        } else {
          return
        }
      } else if last.contains("/"), isBody(next),
        last.split(separator: "/").last?.allSatisfy(\.isASCIIDigit) ?? false
      {
        position += 1
      } else {
        return
      }
    }
  }

  /// Whether the next word is a count, in digits or in words.
  var seesCount: Bool {
    next.map { $0.isNumber || PhraseAdvice.counts[$0.text] != nil } ?? false
  }

  /// Takes a whole number of at least one, in digits or, up to twelve, in words.
  mutating func count(_ expected: String) throws(Diagnostic) -> Int {
    if let word = next, let number = PhraseAdvice.counts[word.text] {
      position += 1
      return number
    }
    guard let word = next, word.isNumber else { throw unexpected(expected) }
    let number = try WholeNumber.read(word.text, at: place(of: word))
    guard number >= 1 else {
      throw Diagnostic(
        .badCount, at: place(of: word), "`\(number)` where at least 1 is needed",
        remedy: "write a whole number from 1 upwards")
    }
    position += 1
    return number
  }
}
