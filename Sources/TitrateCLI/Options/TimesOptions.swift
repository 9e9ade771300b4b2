internal import ArgumentParser
internal import Titrate

/// The moments at which a curve is written.
struct TimesOptions: ParsableArguments {
  /// More rows than this are refused; nobody reads them, and a slip of the unit makes them.
  static let mostRows: Int64 = 10_000_000

  @Option(help: ArgumentHelp("A row for every multiple of this, from zero.", valueName: "time"))
  var every: String?

  @Option(help: ArgumentHelp("The last moment, a multiple of --every.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "These moments, such as 0min,5min,1h or 00:05,01:30, or a CSV file with a column time_min, time_h or time_d.",
      valueName: "times"))
  var at: String?

  /// The moments.
  func times() throws(DiagnosticError) -> RequestedTimes {
    do {
      if let at {
        if let every { throw conflict("--every", every) }
        if let until { throw conflict("--until", until) }
        return try moments(at)
      }
      return RequestedTimes(times: try grid(), table: nil)
    } catch let error as Diagnostic {
      throw DiagnosticError(error)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(.unforeseen(error))
    }
  }

  private func grid() throws(Diagnostic) -> SampleTimes {
    guard let every, let until else {
      throw Diagnostic(
        .incompleteOptions, at: CommandLineText.current.end,
        every == nil && until == nil
          ? "it is not said at which moments the curve is wanted"
          : every == nil ? "`--until` needs `--every`" : "`--every` needs `--until`",
        expected: "`--every 1min --until 24h`, or `--at 0min,5min,1h`",
        remedy: every == nil ? "add `--every 1min`" : "add `--until 24h`")
    }
    let step = try MomentText.end(every, "--every")
    let end = try MomentText.end(until, "--until")
    guard step > .zero, end.flicks / step.flicks < Self.mostRows else {
      throw Diagnostic(
        .tooManyRows, at: CommandLineText.place(ofValue: every, for: "--every"),
        "every \(every) until \(until) makes too many rows",
        expected: "at most \(Self.mostRows) rows", remedy: "write a longer `--every`")
    }
    guard end.flicks % step.flicks == 0 else {
      let last = Tick(flicks: end.flicks / step.flicks * step.flicks)
      throw Diagnostic(
        .unevenGrid, at: CommandLineText.place(ofValue: until, for: "--until"),
        "steps of \(every) do not reach \(until)",
        expected: "a last moment that is a whole number of steps from zero",
        remedy: last > .zero
          ? "write `--until \"\(last.duration)\"` or `--until \"\((last + step).duration)\"`"
          : "write `--until \"\(step.duration)\"`, or a shorter `--every`")
    }
    return .every(step, until: end)
  }

  private func moments(_ at: String) throws -> RequestedTimes {
    if at == LoadedText.standardInput || at.hasSuffix(".csv") || FileKind(of: at) == .file {
      let table = try LoadedText(reading: at, atMost: 1 << 26)
      let moments = try TimesDocument.read(text: table.text, file: table.path)
      return RequestedTimes(times: .at(moments), table: table)
    }
    var moments: [Tick] = []
    var column = 0
    for part in at.split(separator: ",", omittingEmptySubsequences: false) {
      let place = SourceLocation(
        file: "--at", line: 1, column: column + 1, length: part.unicodeScalars.count, lineText: at)
      let moment = try MomentText.moment(String(part), at: place, as: .time)
      try TimesDocument.check(moment, isAfter: moments.last, written: String(part), at: place)
      moments.append(moment)
      column += part.unicodeScalars.count + 1
    }
    return RequestedTimes(times: .at(moments), table: nil)
  }

  private func conflict(_ option: String, _ value: String) -> Diagnostic {
    Diagnostic(
      .conflictingOptions, at: CommandLineText.place(ofValue: value, for: option),
      "`\(option)` and `--at` exclude each other",
      expected: "`--every` with `--until`, or `--at`", remedy: "leave one of them out")
  }
}
