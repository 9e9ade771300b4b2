internal import Foundation
internal import Titrate

/// Pictures of dots, drawn by `rsvg-convert` of librsvg, which Debian keeps as `librsvg2-bin`.
enum RasterImage {
  private static let program = "rsvg-convert"

  /// A picture of SVG as PNG, two dots for each unit, on white.
  /// - Throws: `T8024` when the program is not on the `PATH` or does not draw the picture.
  static func png(ofSVG svg: String) throws(DiagnosticError) -> [UInt8] {
    guard let path = Self.path else {
      throw DiagnosticError(
        fault(
          "there is no `\(program)` on the PATH, which draws PNG",
          remedy: "install it (Debian: `apt-get install librsvg2-bin`), or write `--svg`"))
    }
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: path)
    process.arguments = ["--zoom", "2", "--format", "png", "--background-color", "white"]
    process.standardInput = input
    process.standardOutput = output
    do {
      try process.run()
      // It reads all of the picture before it writes, so neither waits for the other.
      try input.fileHandleForWriting.write(contentsOf: Data(svg.utf8))
      try input.fileHandleForWriting.close()
      let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      if process.terminationStatus == 0, !bytes.isEmpty { return Array(bytes) }
    } catch {
      throw DiagnosticError(fault("`\(path)` failed: \(error)", remedy: "write `--svg` instead"))
    }
    throw DiagnosticError(
      fault(
        "`\(path)` did not draw the picture (status \(process.terminationStatus))",
        remedy: "write `--svg` instead"))
  }

  private static func fault(_ message: String, remedy: String) -> Diagnostic {
    Diagnostic(.noPNG, at: CommandLineText.current.place(of: "--png"), message, remedy: remedy)
  }

  private static var path: String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
