import Randomness

/// Random damage to a text, repeatable from a seed.
struct Damage {
  var random: SplitMix64

  mutating func below(_ bound: Int) -> Int { Int(random.next() >> 1) % max(1, bound) }

  mutating func damaged(_ text: String) -> String {
    switch below(6) {
    case 0: flipped(text)
    case 1: withoutLine(text)
    case 2: withLineTwice(text)
    case 3: withOtherNumber(text)
    case 4: withInsertion(text)
    default: cut(text)
    }
  }

  private mutating func flipped(_ text: String) -> String {
    var bytes = Array(text.utf8)
    bytes[below(bytes.count)] ^= UInt8(1 << below(8))
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func withoutLine(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines.remove(at: below(lines.count))
    return lines.joined(separator: "\n")
  }

  private mutating func withLineTwice(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines[below(lines.count)]
    lines.insert(line, at: below(lines.count))
    return lines.joined(separator: "\n")
  }

  private mutating func withOtherNumber(_ text: String) -> String {
    let numbers = ["0", "-1", "1e300", "1e-300", "99999999999999999999", "nan", "0x1F", "1,5", ""]
    var scalars = Array(text.unicodeScalars)
    let digits = scalars.indices.filter { ("0"..."9").contains(scalars[$0]) }
    guard !digits.isEmpty else { return text }
    let place = digits[below(digits.count)]
    scalars.replaceSubrange(
      place...place, with: Array(numbers[below(numbers.count)].unicodeScalars))
    return String(String.UnicodeScalarView(scalars))
  }

  private mutating func withInsertion(_ text: String) -> String {
    let pieces = [
      "(", ")", "{", "}", "[", "]", ": ", "- ", "^", "/", "*", "\"", "'", "&a ", "!!str ", "\t",
      "\u{0}", "\u{FEFF}", "\u{1F600}", "if ", "weight", " kg", "..", "#", "\n", "\r", "|", ">",
      String(repeating: "(", count: 500), String(repeating: "[", count: 200),
    ]
    var scalars = Array(text.unicodeScalars)
    scalars.insert(contentsOf: pieces[below(pieces.count)].unicodeScalars, at: below(scalars.count))
    return String(String.UnicodeScalarView(scalars))
  }

  private mutating func cut(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = below(scalars.count)
    let end = min(scalars.count, start + below(12))
    return String(String.UnicodeScalarView(scalars[..<start] + scalars[end...]))
  }
}
