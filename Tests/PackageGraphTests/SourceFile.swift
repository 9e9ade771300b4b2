import Foundation

/// One Swift file under `Sources`, with the module it belongs to.
struct SourceFile: Sendable {
  var module: String
  var path: String
  var text: String

  /// The file's name without its folder.
  var name: String { String(path.split(separator: "/").last ?? "") }

  /// The number of lines, not counting an empty one after the last line break.
  var lineCount: Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.last == "" ? lines.count - 1 : lines.count
  }

  /// The modules that the file imports, in the order of its lines.
  ///
  /// Read line by line, so an import inside a comment block or a string literal counts as one too.
  var imports: [String] {
    let importLine = Self.importLine
    return text.split(separator: "\n").filter { $0.contains("import ") }.compactMap { line in
      line.prefixMatch(of: importLine).map { String($0.1) }
    }
  }

  // `@_exported public import struct Module.Name`, with everything but `import Module` optional.
  private static var importLine: Regex<(Substring, Substring)> {
    /\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:typealias|struct|class|enum|protocol|let|var|func)\s+)?(\w+)/
  }
}

extension SourceFile {
  /// The folder that holds `Package.swift`.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The names of the folders of `Sources` that hold a Swift file, sorted.
  static func modules() throws -> [String] {
    Set(try all().map(\.module)).sorted()
  }

  /// Every Swift file under `Sources`.
  static func all() throws -> [SourceFile] {
    let folder = root.appending(path: "Sources").path
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".swift") }
      .map { path in
        SourceFile(
          module: String(path.split(separator: "/")[0]),
          path: "Sources/" + path,
          text: try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8))
      }
  }
}
