internal import ArgumentParser
internal import Glibc
internal import Titrate

/// `titrate batch`: a study over many subjects.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Simulate a study: many patients, models and protocols, into a folder of tables.",
    discussion: """
      titrate batch forty-minutes-by-size -o results
      titrate batch study.yaml -o part-1 --subjects '0..<500000'
      titrate batch study.yaml -o part-2 --subjects '500000..<1000000'
      titrate merge part-1 part-2 -o results
      titrate batch study.yaml -o results --time-limit 50min --resume

      The same study and seed give the same bytes, whatever the number of threads or parts. The \
      last file to appear is manifest.json; without it the results are not finished. With \
      `limits: shares` in the study, limits.csv holds the share of subjects that break each limit.

      A run with `--time-limit` ends with status 75 when its time is over, says how many subjects are \
      finished, and keeps these; the same command with `--resume` goes on from there.
      """)

  @Argument(help: ArgumentHelp("A study's id or file.", valueName: "study"))
  var study: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the results.", valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Some of the subjects only, counted from 0, such as '0..<5000'.",
      valueName: "a..<b"))
  var subjects: String?

  @Option(help: ArgumentHelp("The number of threads; one for each processor.", valueName: "n"))
  var threads: String?

  @Option(help: ArgumentHelp("A seed instead of the study's.", valueName: "n"))
  var seed: String?

  @Option(
    help: ArgumentHelp(
      "Stop when this much time is over, such as 50min, and keep what is finished.",
      valueName: "duration"))
  var timeLimit: String?

  @Flag(help: "Leave finished results alone, and finish those that are not.")
  var resume = false

  @Flag(help: "Only check the study and print what it will take.")
  var estimate = false

  @Flag(help: "Print progress as lines of JSON on standard error.")
  var jsonProgress = false

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let options = try BatchOptions(
      subjects: subjects, threads: threads, seed: seed, output: output,
      timeLimit: timeLimit, isEstimate: estimate)
    let loaded: LoadedStudy
    do {
      loaded = try LoadedStudy(study, seed: options.seed, in: library.opened())
    } catch {
      Output.report(error.diagnostics)
      // Whatever is wrong in a study is bad input, also a name that the library does not have.
      let status = ExitStatus(error.diagnostics)
      throw CommandEnd(status: status == .usage ? .badInput : status)
    }
    Output.report(loaded.warnings)
    let range = try options.range(of: loaded)
    let estimated = StudyEstimate(loaded, subjects: range, threads: options.threads)
    guard !estimate, let folder = options.folder else { return Output.note(estimated.text) }
    let isTerminal = isatty(STDERR_FILENO) == 1
    if isTerminal, !jsonProgress { Output.note(estimated.text) }
    guard try folder.isOpen(for: loaded, range, resume: resume) else {
      // What a run that was killed at its very end may have left.
      SliceFolder(study: loaded, range: range, folder: folder).clear()
      return
    }
    if let fault = estimated.fault(for: folder.path) { throw fault }
    let style: BatchProgress.Style =
      jsonProgress ? .json : isTerminal ? .bar(columns: Terminal.errorWidth) : .quiet
    try runShard(loaded, range, options, folder, style)
  }

  private func runShard(
    _ loaded: LoadedStudy, _ range: Range<Int>, _ options: BatchOptions, _ folder: ResultFolder,
    _ style: BatchProgress.Style
  ) throws {
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let points = loaded.study.times.count
    let rows = loaded.rows(of: range).count * loaded.scenarios.count
    let progress = BatchProgress(style, rows: rows, pointsPerRow: points, limit: options.limit)
    do {
      let slices = SliceFolder(study: loaded, range: range, folder: folder)
      let (judged, paths) = try folder.filling { () -> ([JudgedScenario], [String]) in
        // Another run may have finished here since the first look.
        guard try folder.isOpen(for: loaded, range, resume: resume) else { return ([], []) }
        if options.limit != nil || slices.exists {
          let run = SlicedRun(
            kept: slices, threads: options.threads, progress: progress, limit: options.limit)
          return ([], try run.run())
        }
        return try ShardRun(
          study: loaded, range: range, folder: folder.path, threads: options.threads,
          progress: progress
        ).run()
      }
      if case .bar = style {
        Output.note(loaded.glance(at: judged) + paths.map { $0 + "\n" }.joined())
      }
    } catch let request as Interruption.Requested {
      throw CommandEnd(status: Interruption.take(request))
    } catch {
      progress.leave()
      throw Diagnostic.ofBatch(error)
    }
  }
}

extension LoadedStudy {
  /// What limits say, in a few lines.
  fileprivate func glance(at judged: [JudgedScenario]) -> String {
    LimitGlance(
      judged.map { judged in
        (scenarios.first { $0.number == judged.number }?.title ?? "", judged)
      }
    ).text
  }
}

extension Diagnostic {
  /// The failure of a run as it is shown.
  static func ofBatch(_ error: any Error) -> DiagnosticError {
    switch error {
    case let error as DiagnosticError: return error
    case let error as Diagnostic: return DiagnosticError(error)
    case let error as OutputFailure: return DiagnosticError(error.diagnostic ?? .unforeseen(error))
    case let error as ReportFailure: return DiagnosticError(error.diagnostic ?? .unforeseen(error))
    case let error as PopulationFailure: return DiagnosticError(error.diagnostic)
    default: return DiagnosticError(.unforeseen(error))
    }
  }
}

extension PopulationFailure {
  /// The failure as it is shown.
  var diagnostic: Diagnostic {
    switch self {
    case .simulation(let failure): failure.diagnostic
    case .noPatientWithinBounds(let subject):
      Diagnostic(
        .numericalFailure, at: nil, "no draw of subject \(subject) lies within the bounds",
        expected: "bounds that most patients keep", remedy: "widen `within`")
    case .eventAfterHorizon(let end):
      Diagnostic(
        .undefinedMetric, at: nil,
        "`auc to infinity` is asked for, and doses go on after the last moment observed",
        expected: "a last moment that is not before the end of the last dose, \(end.clock)",
        remedy: "observe until then, or ask for `auc`")
    case .changingDisposition:
      Diagnostic(
        .undefinedMetric, at: nil,
        "parameters change from session to session, so a subject has no single clearance, volume, "
          + "residence time or half-life",
        expected: "metrics of the curve, such as `cmax` and `auc`",
        remedy: "remove these metrics, or the differences between sessions")
    case .notJudged(let subject, let failure):
      Diagnostic(
        .numericalFailure, at: nil,
        "the limits cannot be asked about subject \(subject): "
          + "\(failure.diagnostic.message); nothing was written",
        expected: "parameters that are possible for everybody",
        remedy: "look at it with `--subjects \(subject)..<\(subject + 1)`")
    case .stopped(let reason): Diagnostic.ofBatch(reason).diagnostics[0]
    default:
      Diagnostic(
        .numericalFailure, at: nil, "the study cannot be computed: \(self)",
        remedy: "check doses, moments and the model's parameters; if they are plausible, report it")
    }
  }
}
