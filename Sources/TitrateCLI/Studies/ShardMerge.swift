internal import Glibc
internal import Titrate

/// The parts of a study that belong together, in the order of their subjects.
struct ShardMerge {
  private let parts: [(folder: String, manifest: ShardManifest)]
  /// The subjects that the parts hold together.
  private let range: Range<Int>

  /// What the parts agree in.
  var run: ShardManifest.Run { parts[0].manifest.run }

  /// Whether these are all subjects of the study, of whom there are percentiles and shares.
  var isWhole: Bool { range == 0..<run.subjects }

  /// Reads the manifests and finds out whether they belong together.
  /// - Parameter wanted: The subjects that they must hold; all of the study when absent.
  /// - Throws: `T8050`...`T8056`, one for each thing that does not fit.
  init(_ folders: [String], of wanted: Range<Int>? = nil) throws(DiagnosticError) {
    var findings: [Diagnostic] = []
    var parts: [(folder: String, manifest: ShardManifest)] = []
    for folder in folders {
      do throws(Diagnostic) {
        parts.append((folder, try ShardManifest(of: folder)))
      } catch {
        findings.append(error)
      }
    }
    let range = wanted ?? 0..<(parts.first?.manifest.run.subjects ?? 0)
    if let first = parts.first {
      let scalar = parts.first { !$0.manifest.libraries.isEmpty } ?? first
      for part in parts where !part.manifest.libraries.isEmpty {
        if let fault = Self.otherLibraries(part, scalar) { findings.append(fault) }
      }
      for part in parts.dropFirst() {
        if let fault = Self.difference(part, first) { findings.append(fault) }
      }
      parts.sort {
        ($0.manifest.range.lowerBound, $0.manifest.range.upperBound)
          < ($1.manifest.range.lowerBound, $1.manifest.range.upperBound)
      }
      if findings.isEmpty { findings = Self.gaps(parts, in: range) }
    }
    if let error = DiagnosticError(findings) { throw error }
    self.parts = parts
    self.range = range
  }

  private static func place(_ folder: String) -> SourceLocation {
    SourceLocation(file: "\(folder)/\(ShardManifest.fileName)", line: 1, column: 1)
  }

  private static func difference(
    _ part: (folder: String, manifest: ShardManifest),
    _ first: (folder: String, manifest: ShardManifest)
  ) -> Diagnostic? {
    let (mine, other) = (part.manifest.run, first.manifest.run)
    func fault(_ code: DiagnosticCode, _ what: String, _ a: String, _ b: String) -> Diagnostic {
      Diagnostic(
        code, at: place(part.folder), "`\(part.folder)` \(what) \(a), `\(first.folder)` \(b)",
        expected: "parts of one run", remedy: "run one of the two again as the other was run")
    }
    if mine.version != other.version {
      return fault(.mixedVersions, "is of titrate", mine.version, other.version)
    }
    if mine.math != other.math {
      return fault(.mixedMath, "was computed with", mine.math, other.math)
    }
    if mine.seed != other.seed {
      return fault(.mixedSeeds, "has the seed", "\(mine.seed)", "\(other.seed)")
    }
    if mine != other {
      return fault(
        .mixedStudies, "is of the study `\(mine.study)` with the inputs",
        mine.inputs.map { String($0.prefix(8)) }.joined(separator: " "),
        "of `\(other.study)` with "
          + other.inputs.map { String($0.prefix(8)) }.joined(separator: " "))
    }
    return nil
  }

  /// What own functions did not do alone must have been done by the same libraries.
  private static func otherLibraries(
    _ part: (folder: String, manifest: ShardManifest),
    _ other: (folder: String, manifest: ShardManifest)
  ) -> Diagnostic? {
    guard part.manifest.libraries != other.manifest.libraries else { return nil }
    return Diagnostic(
      .mixedMath, at: place(part.folder),
      "`\(part.folder)` was computed with \(part.manifest.libraries), `\(other.folder)` with "
        + other.manifest.libraries,
      expected: "parts of one arithmetic",
      remedy: "run one of the two again on the other's kind of machine")
  }

  private static func gaps(
    _ parts: [(folder: String, manifest: ShardManifest)], in wanted: Range<Int>
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var next = wanted.lowerBound
    func missing(_ range: Range<Int>, _ folder: String) {
      findings.append(
        Diagnostic(
          .shardGap, at: place(folder),
          "the subjects \(range.lowerBound)..<\(range.upperBound) are in none of the parts",
          expected: "every subject once",
          remedy: "run them with `titrate batch … --subjects "
            + "'\(range.lowerBound)..<\(range.upperBound)' -o FOLDER`, and merge that too"))
    }
    for (index, part) in parts.enumerated() {
      let range = part.manifest.range
      if range.lowerBound > next { missing(next..<range.lowerBound, part.folder) }
      if range.lowerBound < next {
        let upper = min(next, range.upperBound)
        findings.append(
          Diagnostic(
            .shardOverlap, at: place(part.folder),
            "the subjects \(range.lowerBound)..<\(upper) are in `\(part.folder)` and in "
              + "`\(parts[max(0, index - 1)].folder)`",
            expected: "every subject once", remedy: "leave one of the two out"))
      }
      next = max(next, range.upperBound)
    }
    if let last = parts.last, next < wanted.upperBound {
      missing(next..<wanted.upperBound, last.folder)
    }
    return findings
  }

  /// Writes what a single run over all subjects would have written.
  func write(to target: ResultFolder) throws {
    guard let first = parts.first else { return }
    let folder = target.path
    if FileKind(of: "\(folder)/\(ShardManifest.fileName)") != nil {
      try target.checkManifestIsOurs()
      throw Diagnostic(
        .resultsPresent, at: CommandLineText.place(ofValue: folder, for: "--output"),
        "`\(folder)` holds results already", expected: "a folder without results",
        remedy: "choose another folder")
    }
    try target.checkNothingIsLost(
      first.manifest.files.map(\.name), reading: [], resume: nil)
    _ = try writeFiles(to: folder)
  }

  /// Writes the files into a folder of which it is known what is in it.
  /// - Returns: Their manifest.
  func writeFiles(to folder: String) throws -> ShardManifest {
    guard let first = parts.first else { throw Diagnostic.incompleteStudy }
    var files: [ShardFile] = []
    for record in first.manifest.files { files.append(try merged(record, in: folder)) }
    for file in files { file.seal() }
    var counts = first.manifest.counts
    for part in parts.dropFirst() {
      for index in counts.indices { counts[index].add(part.manifest.counts[index]) }
    }
    let manifest = ShardManifest(
      run: first.manifest.run, range: range, counts: counts,
      libraries: parts.map(\.manifest.libraries).first { !$0.isEmpty } ?? "",
      files: files.map(\.record))
    let last = try ShardFile(ShardManifest.fileName, .common, in: folder)
    try last.write(Array(manifest.text.utf8))
    try Interruption.check()
    for file in files { try file.commit() }
    try last.commit()
    return manifest
  }

  private func merged(_ record: ShardFile.Record, in folder: String) throws -> ShardFile {
    let same: [Source] = try parts.map { part in (part.folder, try own(record, in: part)) }
    switch record.kind {
    case .common, .quantiles, .limits:
      // A single part that holds everybody has its percentiles and shares already.
      let file = try ShardFile(record.name, record.kind, in: folder)
      try file.write(ShardBytes(record, in: parts[0].folder).whole())
      file.count(record.rows)
      return file
    case .rows:
      let file = try ShardFile(record.name, .rows, in: folder)
      for (index, (source, record)) in same.enumerated() {
        var isHeading = index > 0
        try ShardBytes(record, in: source).read { bytes in
          guard isHeading else { return try file.write(bytes) }
          // Only the first part keeps its heading, which no piece is too short for.
          let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count - 1
          isHeading = false
          try file.write(Array(bytes[(end + 1)...]))
        }
        file.count(record.rows)
      }
      return file
    case .counts: return try percentiles(record, same, in: folder)
    case .limitCounts: return try limits(same, in: folder)
    }
  }

  private func own(
    _ record: ShardFile.Record, in part: (folder: String, manifest: ShardManifest)
  ) throws -> ShardFile.Record {
    guard let own = part.manifest.files.first(where: { $0.name == record.name }),
      own.kind == record.kind
    else {
      throw Diagnostic(
        .notAShard, at: Self.place(part.folder), "the part has no file `\(record.name)`",
        expected: "the files that the other parts have", remedy: "run that part again")
    }
    return own
  }
}

extension ShardManifest.Counts {
  fileprivate mutating func add(_ other: ShardManifest.Counts) {
    fast += other.fast
    general += other.general
    lapack += other.lapack
    scalarMetrics += other.scalarMetrics
  }
}
