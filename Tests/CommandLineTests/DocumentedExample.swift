import Foundation
import Testing

/// A command that a document shows, with the output printed below it.
struct DocumentedExample: CustomTestStringConvertible, Sendable {
  var command: String
  var output: [String]
  /// Files that the document shows before the command.
  var files: [String: String]
  var testDescription: String { command }

  /// The commands of a Markdown file: blocks of `console` that start with `$ `.
  ///
  /// A block below a line of just a file's name in backquotes and a colon is that file.
  static func examples(of path: String) -> [DocumentedExample] {
    var examples: [DocumentedExample] = []
    var files: [String: String] = [:]
    for block in blocks(of: path) {
      if block.language == "console", let command = block.body.first, command.hasPrefix("$ ") {
        examples.append(
          DocumentedExample(
            command: String(command.dropFirst(2)), output: Array(block.body.dropFirst()),
            files: files))
      } else if let name = block.name {
        files[name] = block.body.joined(separator: "\n") + "\n"
      }
    }
    return examples
  }

  /// The files that a Markdown file shows, by name.
  static func files(of path: String) -> [String: String] {
    blocks(of: path).reduce(into: [:]) { files, block in
      if let name = block.name { files[name] = block.body.joined(separator: "\n") + "\n" }
    }
  }

  /// Runs the command among its files and compares what it prints.
  func check() throws {
    let scratch = try Scratch()
    for (name, text) in files { try scratch.write(text, to: name) }
    let words = command.hasPrefix("titrate") ? String(command.dropFirst("titrate".count)) : nil
    let line = words.map { "\"$titrate\"" + $0 } ?? command
    let run = try Titration.shell(line + " 2>&1", in: scratch.path)
    var got = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if got.last == "" { got.removeLast() }
    var expected = output
    if expected.last == "…" {
      expected.removeLast()
      got = Array(got.prefix(expected.count))
    }
    #expect(got.count == expected.count)
    for (line, wanted) in zip(got, expected) { #expect(line == wanted) }
  }

  private struct Block {
    var language: String
    var name: String?
    var body: [String] = []
  }

  private static func blocks(of path: String) -> [Block] {
    guard
      let text = try? String(contentsOfFile: Titration.package + "/" + path, encoding: .utf8)
    else { return [] }
    var blocks: [Block] = []
    var open: Block?
    var name: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if open != nil {
        if line == "```" {
          if let block = open { blocks.append(block) }
          (open, name) = (nil, nil)
        } else {
          open?.body.append(line)
        }
      } else if line.hasPrefix("```") {
        open = Block(language: String(line.dropFirst(3)), name: name)
      } else if line.hasPrefix("`"), line.hasSuffix("`:") {
        name = String(line.dropFirst().dropLast(2))
      } else if !line.isEmpty {
        name = nil
      }
    }
    return blocks
  }
}
