/// The part of a line around a place, with the marker that goes under it.
struct Excerpt {
  /// The line, cut with `…` where it is long.
  let line: String
  /// Blanks and carets; the carets stand under the place.
  let marker: String

  /// How many characters of a line are shown, and how many of them stand before the place.
  private static let room = (whole: 96, before: 40)

  /// Cuts the part out; a place outside the line is moved to its nearest end.
  init(of text: String, column: Int, length: Int) {
    let scalars = text.unicodeScalars
    // Only what can be shown is walked over: a line may be as long as its file.
    let place = scalars.index(
      scalars.startIndex, offsetBy: max(0, column &- 1), limitedBy: scalars.endIndex)
    let start = place ?? scalars.endIndex
    let whole = scalars.prefix(Excerpt.room.whole + 1).count <= Excerpt.room.whole
    let before = scalars[..<start].suffix(whole ? Excerpt.room.whole : Excerpt.room.before)
    let after = scalars[start...].prefix(Excerpt.room.whole - before.count)
    let cutLeft = before.startIndex > scalars.startIndex
    let cutRight = after.endIndex < scalars.endIndex

    var shown = cutLeft ? "…" : ""
    var blanks = cutLeft ? " " : ""
    for scalar in before {
      shown += scalar.printable
      blanks += scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.printedWidth)
    }
    for scalar in after { shown += scalar.printable }
    let carets = after.prefix(max(1, length)).reduce(0) { $0 + $1.printedWidth }
    line = shown + (cutRight ? "…" : "")
    marker = blanks + String(repeating: "^", count: max(1, carets))
  }
}
