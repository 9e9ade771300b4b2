internal import Diagnostics

/// Takes the bytes of a table apart into rows of cells.
struct CSVScanner: Sendable {
  private static let (tab, lf, cr): (UInt8, UInt8, UInt8) = (9, 10, 13)
  private static let (blank, quote, comma): (UInt8, UInt8, UInt8) = (32, 34, 44)

  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  /// The column of `position`, in Unicode scalars.
  private var column = 1
  private var lineText = ""

  init(_ text: String, file: String) {
    bytes = Array(text.utf8)
    self.file = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    readLineText()
  }

  /// Reads the next row that is not an empty line; nothing at the end.
  ///
  /// After a fault the next call goes on with the next line.
  /// - Parameter width: How many cells are expected.
  mutating func row(width: Int = 8) throws(Diagnostic) -> CSVRow? {
    while let byte = peek(), byte == Self.lf || (byte == Self.cr && peek(1) == Self.lf) {
      try endLine()
    }
    guard position < bytes.count else { return nil }
    let first = line
    var cells: [CSVCell] = []
    cells.reserveCapacity(width)
    do throws(Diagnostic) {
      while true {
        cells.append(try cell())
        guard peek() == Self.comma else { break }
        guard cells.count < CSVReader.mostColumns else {
          throw Diagnostic(
            .documentTooLarge, at: place(column),
            "the row has more than \(CSVReader.mostColumns) cells",
            remedy: "check that this is the right file")
        }
        step()
      }
      try endLine()
    } catch {
      skipLine()
      throw error
    }
    return CSVRow(cells: cells, line: first)
  }

  /// Passes over a line `sep=,` and refuses a table whose cells are not separated by commas.
  mutating func checkSeparator() throws(Diagnostic) {
    let text = lineText.unicodeScalars.filter { $0 != "\"" && $0 != " " }
    if String(String.UnicodeScalarView(text)).lowercased().hasPrefix("sep=") {
      guard text.dropFirst(4).elementsEqual([","]) else {
        throw refusal(of: text.dropFirst(4).first ?? " ", at: place(1, lineText))
      }
      skipLine()
    }
    var counts: [Unicode.Scalar: Int] = [:]
    var isQuoted = false
    for scalar in lineText.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted { counts[scalar, default: 0] += 1 }
    }
    for separator in [";", "\t"] as [Unicode.Scalar] {
      guard counts[separator, default: 0] > counts[",", default: 0] else { continue }
      let before = lineText.unicodeScalars.prefix { $0 != separator }.count
      throw refusal(of: separator, at: place(before + 1))
    }
  }

  private func refusal(of separator: Unicode.Scalar, at place: SourceLocation) -> Diagnostic {
    let name =
      switch separator {
      case ";": "semicolons"
      case "\t", "\\": "tabs"
      default: "something else"
      }
    return Diagnostic(
      .notCommas, at: place, "the cells of the table are separated by \(name)",
      expected: "commas between the cells, and decimal points in numbers",
      remedy: "save it as `CSV UTF-8 (Comma delimited)`; where Excel still writes \(name), set the "
        + "list separator of the system's region to a comma and the decimal sign to a point")
  }

  // MARK: - Cells

  private mutating func cell() throws(Diagnostic) -> CSVCell {
    while peek() == Self.blank { step() }
    if peek() == Self.quote { return try quoted() }
    let (start, startColumn) = (position, column)
    while let byte = peek(), byte != Self.comma, byte != Self.lf {
      if byte == Self.cr, peek(1) == nil || peek(1) == Self.lf { break }
      if byte == Self.quote {
        throw stray("a quote in the middle of a cell", place(column))
      }
      try refuseControl(byte)
      step()
    }
    var end = position
    while end > start, bytes[end - 1] == Self.blank { end -= 1 }
    let length = column - startColumn - (position - end)
    return CSVCell(
      text: String(decoding: bytes[start..<end], as: UTF8.self),
      location: place(startColumn, length: length))
  }

  private mutating func quoted() throws(Diagnostic) -> CSVCell {
    let opening = place(column)
    step()
    var inside = place(column)
    var (start, text, length) = (position, "", 0)
    while let byte = peek() {
      if byte == Self.quote {
        text += String(decoding: bytes[start..<position], as: UTF8.self)
        step()
        guard peek() == Self.quote else {
          while peek() == Self.blank { step() }
          guard let next = peek(), next != Self.comma, next != Self.lf, next != Self.cr else {
            inside.length = max(1, length)
            return CSVCell(text: text, location: inside)
          }
          throw stray("text behind a quoted cell", place(column))
        }
        start = position
      } else if byte == Self.lf {
        position += 1
        startLine()
        continue
      } else if byte != Self.cr || peek(1) != Self.lf {
        try refuseControl(byte)
      }
      if line == inside.line, byte != Self.cr, byte & 0xC0 != 0x80 { length += 1 }
      step()
    }
    throw Diagnostic(
      .openQuote, at: opening, "the quote that opens here is never closed",
      expected: "a quote at the end of the cell",
      remedy: "close the quote; a quote inside of a quoted cell is written twice")
  }

  private func stray(_ what: String, _ place: SourceLocation) -> Diagnostic {
    Diagnostic(
      .strayQuote, at: place, what, expected: "quotes around the whole cell, or none",
      remedy: "put the whole cell in quotes and write each quote inside of it twice")
  }

  private func refuseControl(_ byte: UInt8) throws(Diagnostic) {
    guard byte < 0x20 && byte != Self.tab || byte == 0x7F else { return }
    throw Diagnostic(
      .controlCharacter, at: place(column),
      byte == Self.cr ? "a carriage return without a line feed" : "a control character",
      expected: "printable characters, and lines that end in LF or CR LF",
      remedy: byte == Self.cr
        ? "save it as `CSV UTF-8`, not as `CSV (Macintosh)`" : "replace it by a blank")
  }

  // MARK: - Steps

  @inline(__always)
  private func peek(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  @inline(__always)
  private mutating func step() {
    position += 1
    // The bytes that continue a scalar take no column of their own.
    if position >= bytes.count || bytes[position] & 0xC0 != 0x80 { column += 1 }
  }

  private mutating func endLine() throws(Diagnostic) {
    if peek() == Self.cr {
      guard peek(1) == nil || peek(1) == Self.lf else { return try refuseControl(Self.cr) }
      position += 1
    }
    if peek() == Self.lf { position += 1 }
    startLine()
  }

  private mutating func skipLine() {
    while let byte = peek(), byte != Self.lf { position += 1 }
    if position < bytes.count { position += 1 }
    startLine()
  }

  private mutating func startLine() {
    line += 1
    column = 1
    readLineText()
  }

  private mutating func readLineText() {
    var end = position
    while end < bytes.count, bytes[end] != Self.lf { end += 1 }
    if end > position, bytes[end - 1] == Self.cr { end -= 1 }
    lineText = String(decoding: bytes[position..<end], as: UTF8.self)
  }

  private func place(_ column: Int, length: Int = 1) -> SourceLocation {
    SourceLocation(file: file, line: line, column: column, length: length, lineText: lineText)
  }

  private func place(_ column: Int, _ text: String) -> SourceLocation {
    place(column, length: text.unicodeScalars.count)
  }
}
