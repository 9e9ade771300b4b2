/// What a report says, before it is decided how it is shown: text for a terminal, a page of HTML and
/// JSON are made from the same value, so a number cannot differ between them.
///
/// Numbers are in it as they are shown, rounded once.
public struct ReportContent: Sendable {
  /// One piece, in reading order.
  enum Block: Sendable {
    /// The name of a section, or of a part of one.
    case heading(String, isPart: Bool)
    /// Running text.
    case paragraph(String, indent: Int, TextStyle.Role?)
    /// A label and running text beside it.
    case item(String, String, TextStyle.Role?)
    /// One remark of several.
    case remark(String, TextStyle.Role?)
    /// Cells; one of the columns, by its number, may go on below itself.
    case table(TextTable, folding: Int?)
    /// The schedule, whose rows are grouped by session.
    case schedule(ScheduleTable)
    /// Arrows between places.
    case graph(TextTable)
    /// A picture; in the terminal landmarks are drawn only where that is asked for.
    case chart(ChartModel, drawsLandmarks: Bool)
    /// Room between two pieces of text.
    case blank
  }

  private(set) var blocks: [Block] = []

  /// The name of a section.
  mutating func heading(_ text: String) { blocks.append(.heading(text, isPart: false)) }

  /// The name of a part of a section.
  mutating func part(_ text: String) { blocks.append(.heading(text, isPart: true)) }

  /// Running text.
  mutating func paragraph(_ text: String, indent: Int = 2, _ role: TextStyle.Role? = nil) {
    blocks.append(.paragraph(text, indent: indent, role))
  }

  /// A label and running text beside it.
  mutating func item(_ label: String, _ text: String, _ role: TextStyle.Role? = nil) {
    blocks.append(.item(label, text, role))
  }

  /// One remark of several.
  mutating func remark(_ text: String, _ role: TextStyle.Role? = nil) {
    blocks.append(.remark(text, role))
  }

  /// Cells in columns.
  mutating func table(_ table: TextTable, folding column: Int? = nil) {
    blocks.append(.table(table, folding: column))
  }

  /// Anything else.
  mutating func add(_ block: Block) { blocks.append(block) }

  /// All of another content, as parts of the present section.
  mutating func add(parts other: ReportContent) {
    for block in other.blocks {
      if case .heading(let text, _) = block { part(text) } else { blocks.append(block) }
    }
  }

  /// Room between two pieces of text.
  mutating func blank() { blocks.append(.blank) }

  /// A section: its name, and what follows until the next; the first may have no name.
  struct Section {
    let heading: String?
    var blocks: [Block]
  }

  /// The content by sections.
  var sections: [Section] {
    var sections = [Section(heading: nil, blocks: [])]
    for block in blocks {
      if case .heading(let text, false) = block {
        sections.append(Section(heading: text, blocks: []))
      } else {
        sections[sections.count - 1].blocks.append(block)
      }
    }
    return sections.filter { $0.heading != nil || !$0.blocks.isEmpty }
  }
}
