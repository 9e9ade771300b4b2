internal import Titrate

/// Writes a table, and beside a file its manifest; both appear whole or not at all.
struct TableOutput {
  let table: CurveTable
  let format: TableFormat
  /// Makes the manifest, given the SHA-256 of the table's bytes.
  let manifest: (String) -> Manifest

  func write(to path: String) throws(ReportFailure) {
    var file = try open(path)
    guard path != "-" else {
      _ = try fill(&file)
      return try appear(file)
    }
    // Both are written before either appears.
    var beside = try open(Manifest.path(beside: path))
    let sha256 = try fill(&file)
    do {
      try beside.write(Array(manifest(sha256).text.utf8))
    } catch {
      throw .output(error)
    }
    try appear(file)
    try appear(beside)
  }

  private func open(_ path: String) throws(ReportFailure) -> OutputFile {
    do {
      return try OutputFile(path)
    } catch {
      throw .output(error)
    }
  }

  /// Writes the table and gives the SHA-256 of its bytes.
  private func fill(_ file: inout OutputFile) throws(ReportFailure) -> String {
    var fingerprint = Fingerprint()
    switch format {
    case .csv:
      try table.writeCSV { (bytes) throws(OutputFailure) in
        fingerprint.add(bytes)
        try file.write(bytes)
      }
    case .json:
      try table.writeJSON { (bytes) throws(OutputFailure) in
        fingerprint.add(bytes)
        try file.write(bytes)
      }
    }
    return fingerprint.sha256
  }

  private func appear(_ file: consuming OutputFile) throws(ReportFailure) {
    do {
      try file.commit()
    } catch {
      throw .output(error)
    }
  }
}
