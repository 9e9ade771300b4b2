internal import Titrate

extension ShardManifest {
  /// Reads the manifest of a folder.
  /// - Throws: `T8050` when there is none or it is not one.
  init(of folder: String) throws(Diagnostic) {
    let path = "\(folder)/\(Self.fileName)"
    guard !folder.isEmpty else {
      throw Diagnostic(
        .notAShard, at: CommandLineText.current.place(of: ""), "an empty path names no folder",
        expected: "a folder in which `titrate batch` has left `\(Self.fileName)`",
        remedy: "write its path; a variable of the shell may be unset")
    }
    let text: LoadedText
    do throws(Diagnostic) {
      text = try LoadedText(reading: path, atMost: 1 << 22)
    } catch {
      guard error.code == .fileNotFound else { throw error }
      throw Diagnostic(
        .notAShard, at: SourceLocation(file: folder, line: 1, column: 1),
        "`\(folder)` holds no finished results",
        expected: "a folder in which `titrate batch` has left `\(Self.fileName)`",
        remedy: "check the name; what was begun is finished with "
          + "`titrate batch … -o \(folder) --resume`")
    }
    do throws(Diagnostic) {
      var reader = try ShardManifestReader(text)
      self = try reader.manifest()
    } catch {
      let isForeign = Self.isOfSomethingElse(in: folder)
      throw Diagnostic(
        .notAShard, at: error.location ?? SourceLocation(file: path, line: 1, column: 1),
        "`\(path)` is not a manifest of titrate's results"
          + (isForeign ? "" : ": \(error.message)"),
        expected: "the file as `titrate batch` wrote it",
        remedy: isForeign ? "name the folder of a part" : "run that part again")
    }
  }
}

extension ShardManifest {
  /// Whether the file of that name in a folder is whole and belongs to another program: nothing
  /// that an interruption or a fault of the disk makes of a manifest.
  static func isOfSomethingElse(in folder: String) -> Bool {
    let path = "\(folder)/\(fileName)"
    guard let text = try? LoadedText(reading: path, atMost: 1 << 22) else { return false }
    guard let node = try? YAMLNode(parsing: text.text, file: path),
      var root = try? MappingReader(node, what: "the manifest")
    else { return !text.text.isEmpty && !text.text.hasPrefix("{") }
    return (try? root.optional("schema")?.text(expecting: "a schema")) != schema
  }
}

/// Takes a manifest apart; JSON as it is written here is YAML too.
private struct ShardManifestReader {
  private var root: MappingReader
  private let fault: Diagnostic

  init(_ text: LoadedText) throws(Diagnostic) {
    root = try MappingReader(
      YAMLNode(parsing: text.text, file: text.path), what: "the manifest")
    fault = Diagnostic(
      .notAShard, at: SourceLocation(file: text.path, line: 1, column: 1), "a number is not one",
      remedy: "run that part again")
  }

  mutating func manifest() throws(Diagnostic) -> ShardManifest {
    guard try text("schema", &root) == ShardManifest.schema else { throw fault }
    var scenarios: [ShardManifest.Scenario] = []
    var counts: [ShardManifest.Counts] = []
    for node in try items("scenarios") {
      var block = try MappingReader(node, what: "a scenario")
      scenarios.append(
        ShardManifest.Scenario(
          title: try text("title", &block), variability: try text("variability", &block),
          percentiles: try text("percentiles", &block),
          method: try block.optional("method")?.text(expecting: "a method")))
      counts.append(
        ShardManifest.Counts(
          fast: try number("fast", &block), general: try number("general", &block),
          lapack: try number("lapack", &block),
          scalarMetrics: try number("scalar_metrics", &block)))
    }
    var files: [ShardFile.Record] = []
    for node in try items("files") {
      var block = try MappingReader(node, what: "a file")
      guard let kind = ShardFile.Kind(rawValue: try text("kind", &block)) else { throw fault }
      files.append(
        ShardFile.Record(
          name: try text("name", &block), kind: kind, bytes: try number("bytes", &block),
          rows: try number("rows", &block), sha256: try text("sha256", &block)))
    }
    let (from, below) = (try number("from", &root), try number("below", &root))
    guard from <= below, let seed = UInt64(try text("seed", &root)),
      files.allSatisfy({ !$0.name.contains("/") && !$0.name.hasPrefix(".") })
    else { throw fault }
    var inputs: [String] = []
    for node in try items("inputs_sha256") { inputs.append(try node.text(expecting: "a hash")) }
    return ShardManifest(
      run: ShardManifest.Run(
        version: try text("titrate", &root), math: try text("math", &root),
        study: try text("study", &root), inputs: inputs, seed: seed,
        subjects: try number("subjects", &root), replicates: try number("replicates", &root),
        scenarios: scenarios),
      range: from..<below, counts: counts, libraries: try text("libraries", &root), files: files)
  }

  private func text(
    _ key: String, _ block: inout MappingReader
  ) throws(Diagnostic) -> String {
    let node = try block.required(key, example: "…")
    guard case .scalar(let text) = node.content else { throw fault }
    return text
  }

  private func number(_ key: String, _ block: inout MappingReader) throws(Diagnostic) -> Int {
    guard let number = Int(try text(key, &block)), number >= 0 else { throw fault }
    return number
  }

  private mutating func items(_ key: String) throws(Diagnostic) -> [YAMLNode] {
    let node = try root.required(key, example: "[]")
    guard case .sequence(let items) = node.content else { throw fault }
    return items
  }
}
