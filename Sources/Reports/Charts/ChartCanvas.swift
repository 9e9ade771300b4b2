/// A grid of dots behind characters.
///
/// A cell of braille has 2 × 4 dots, a character of ASCII one. Dot (0, 0) is the lower left corner.
struct ChartCanvas {
  let columns: Int
  let rows: Int
  let ascii: Bool
  /// The first of the series that give way where another one is drawn: fillings of areas.
  let ground: Int
  private var cells: [UInt8]
  private var owners: [Int?]
  private var marks: [Character?]
  private var names: [Character?]

  init(columns: Int, rows: Int, ascii: Bool, ground: Int = .max) {
    self.columns = columns
    self.rows = rows
    self.ascii = ascii
    self.ground = ground
    cells = Array(repeating: 0, count: columns * rows)
    owners = Array(repeating: nil, count: columns * rows)
    marks = Array(repeating: nil, count: columns * rows)
    names = Array(repeating: nil, count: columns * rows)
  }

  var dotsPerColumn: Int { ascii ? 1 : 2 }
  var dotsPerRow: Int { ascii ? 1 : 4 }
  var width: Int { columns * dotsPerColumn }
  var height: Int { rows * dotsPerRow }

  /// The row of characters, from the top, in which a dot's height lies.
  func row(ofDot y: Int) -> Int { rows - 1 - y / dotsPerRow }

  /// Puts a dot; a series drawn later takes the colour of the cell, and a curve empties it of what
  /// filled an area, so that it stands out without colour.
  mutating func set(_ x: Int, _ y: Int, series: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    let index = row(ofDot: y) * columns + x / dotsPerColumn
    if series < ground, let owner = owners[index], owner >= ground { cells[index] = 0 }
    cells[index] |= ascii ? 1 : ChartCanvas.bit(x % 2, 3 - y % 4)
    owners[index] = series
  }

  /// Puts a character where no curve is.
  mutating func setMark(_ mark: Character, column: Int, row: Int) {
    marks[row * columns + column] = mark
  }

  /// Puts a character in place of a piece of a curve.
  mutating func setName(_ name: Character, column: Int, row: Int, series: Int) {
    names[row * columns + column] = name
    owners[row * columns + column] = series
  }

  /// One row of characters, each with the series that owns it.
  func row(_ row: Int, letters: [Character]) -> [(character: Character, series: Int?)] {
    (0..<columns).map { column in
      let index = row * columns + column
      if let name = names[index] { return (name, owners[index]) }
      guard cells[index] != 0 else { return (marks[index] ?? " ", nil) }
      let owner = owners[index]
      if ascii { return (owner.map { letters[$0 % letters.count] } ?? " ", owner) }
      let scalar = Unicode.Scalar(0x2800 + UInt32(cells[index])).map(Character.init) ?? " "
      return (scalar, owner)
    }
  }

  /// Whether a cell holds a part of a curve.
  func isDrawn(column: Int, row: Int) -> Bool { cells[row * columns + column] != 0 }

  /// The bit of a braille dot; `y` counts from the top of the cell.
  private static func bit(_ x: Int, _ y: Int) -> UInt8 {
    y == 3 ? (x == 0 ? 0x40 : 0x80) : (x == 0 ? 1 << y : 8 << y)
  }
}
