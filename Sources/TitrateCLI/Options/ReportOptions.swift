internal import ArgumentParser
internal import Titrate

/// The forms in which a report can be written beside text in the terminal.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write a page for browser and printer.", valueName: "file"))
  var html: String?

  @Option(
    help: ArgumentHelp(
      "Write the pictures as SVG, one below the other.", valueName: "file"))
  var svg: String?

  @Option(
    help: ArgumentHelp(
      "The same as PNG, drawn by rsvg-convert (Debian's librsvg2-bin).",
      valueName: "file"))
  var png: String?

  @Flag(help: "Write the report as JSON to standard output, instead of text.")
  var json = false

  @Flag(help: "Give the pictures of --svg and --png a logarithmic axis.")
  var log = false

  @Flag(help: "Add the model card and how to make the report again to the text.")
  var full = false

  /// Whether the report goes somewhere else than to the terminal as text.
  var isElsewhere: Bool { json || html != nil || svg != nil || png != nil }

  private var files: [(option: String, path: String)] {
    [("--html", html), ("--svg", svg), ("--png", png)].compactMap { option, path in
      path.map { (option, $0) }
    }
  }

  /// Refuses options without effect, and files that would be written over.
  /// - Throws: `T8009` for `--log` without a picture, `T8002` for an empty name, `T8005` for one file
  ///   in two forms, `T8022` for a file that is read.
  func check(against inputs: [LoadedText]) throws(DiagnosticError) {
    if log, svg == nil, png == nil {
      throw DiagnosticError(
        Diagnostic(
          .incompleteOptions, at: CommandLineText.current.place(of: "--log"),
          "`--log` has no picture to act on", expected: "`--svg` or `--png` beside it",
          remedy: "add `--svg FILE`; a page of `--html` has both axes"))
    }
    for (index, file) in files.enumerated() {
      try OutputChoice.check(
        file.path, of: file.option, against: inputs, besides: files[..<index].map(\.path))
    }
  }

  /// Writes all forms that were asked for, or text to the terminal when none was.
  func show(
    _ content: ReportContent, charts: [ChartModel], caption: PictureCaption
  ) throws(DiagnosticError) {
    guard !isElsewhere else { return try write(content, charts, caption) }
    try Output.show(content.text(.terminal))
  }

  /// Writes all forms that were asked for.
  private func write(
    _ content: ReportContent, _ charts: [ChartModel], _ caption: PictureCaption
  ) throws(DiagnosticError) {
    if charts.isEmpty, let file = svg ?? png {
      throw DiagnosticError(
        Diagnostic(
          .noCurve, at: CommandLineText.place(ofValue: file, for: svg == nil ? "--png" : "--svg"),
          "there is no curve to draw", expected: "a drug with a curve",
          remedy: "leave the option out; the report itself, also as `--html`, says why"))
    }
    // What can fail to be drawn is drawn before anything is written.
    let picture =
      svg == nil && png == nil ? "" : ChartModel.svg(charts, logarithmic: log, caption: caption)
    var image: [UInt8] = []
    if png != nil { image = try RasterImage.png(ofSVG: picture) }
    do throws(ReportFailure) {
      if let svg { try Output.write(picture, to: svg) }
      if let png { try Output.write(image, to: png) }
      if let html { try Output.write(content.html(), to: html) }
      if json { try Output.write(content.json()) }
    } catch {
      try Output.fail(error)
    }
  }
}
