internal import Diagnostics
internal import Quantities

extension TableRow {
  /// The cells of the step as the block of keys that a protocol file would have.
  ///
  /// `for` and `at most` belong to the ramp when the row has one: a step has one action only.
  func step() -> YAMLNode {
    let fields = fields(about: .step)
    let ramp = fields.lazy.compactMap(\.column.path.block).first { $0 != "repeat" }
    var entries: [YAMLEntry] = []
    for field in fields {
      let isOfRamp = field.column == .for || field.column == .atMost
      let block = isOfRamp ? ramp : field.column.path.block
      TableRow.add(field, to: block, in: &entries)
    }
    return YAMLNode(.mapping(entries), at: fields[0].cell.location)
  }

  /// The cells of a phase of the course as the block of keys that a protocol file would have.
  func phase(_ findings: inout Findings) -> YAMLNode {
    let fields = fields(about: .course)
    var entries: [YAMLEntry] = []
    for field in fields {
      switch field.column {
      case .onDays:
        let days = field.cell.pieces.map { YAMLNode(.scalar($0.text), at: $0.location) }
        entries.append(YAMLEntry("on days", .sequence(days), at: field.cell.location))
      case .scaleFrom, .scaleTo:
        if let scale = self[.scale] {
          findings.add(
            Diagnostic(
              .contradictoryKeys, at: field.cell.location,
              "`\(field.column.rawValue)` beside `scale`, which is `\(scale.text.shortened())`",
              expected: "either `scale`, or `scale from` and `scale to`",
              remedy: "leave one of the two out"))
        } else {
          TableRow.add(field, to: "scale", in: &entries)
        }
      default: TableRow.add(field, to: nil, in: &entries)
      }
    }
    return YAMLNode(.mapping(entries), at: fields[0].cell.location)
  }

  private static func add(_ field: Field, to block: String?, in entries: inout [YAMLEntry]) {
    let entry = YAMLEntry(field.column.path.key, field.cell)
    guard let block else {
      entries.append(entry)
      return
    }
    if let index = entries.firstIndex(where: { $0.key == block }),
      case .mapping(let inner) = entries[index].value.content
    {
      entries[index].value.content = .mapping(inner + [entry])
    } else {
      entries.append(YAMLEntry(block, .mapping([entry]), at: field.cell.location))
    }
  }
}

extension CSVCell {
  /// The values in a cell that holds several with semicolons between them, each with its place.
  var pieces: [CSVCell] {
    var pieces: [CSVCell] = []
    var offset = 0
    for part in text.unicodeScalars.split(separator: ";", omittingEmptySubsequences: false) {
      let lead = part.prefix { $0 == " " }.count
      let trimmed = String(Substring(part)).trimmed
      pieces.append(
        CSVCell(
          text: trimmed,
          location: location.advanced(
            by: offset + lead, length: max(1, trimmed.unicodeScalars.count))))
      offset += part.count + 1
    }
    return pieces
  }
}
