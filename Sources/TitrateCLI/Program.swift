internal import ArgumentParser
internal import Titrate

/// Runs a command and says how it went.
enum Program {
  /// Parses and runs what this process was started with.
  static func run() -> ExitStatus {
    let line = CommandLineText.current
    do {
      try RepeatedOptions.check(line)
      var command = try Tool.parseAsRoot(line.arguments)
      try command.run()
      return .clean
    } catch let error as DiagnosticError {
      return fail(error.diagnostics)
    } catch let error as Diagnostic {
      return fail([error])
    } catch let error as CommandEnd {
      return error.status
    } catch {
      return answer(error, line)
    }
  }

  private static func fail(_ diagnostics: [Diagnostic]) -> ExitStatus {
    Output.report(diagnostics)
    return ExitStatus(diagnostics)
  }

  /// Help and version are answers; everything else from the parser is a fault of usage.
  private static func answer(_ error: any Error, _ line: CommandLineText) -> ExitStatus {
    guard Tool.exitCode(for: error) != .success else {
      do throws(ReportFailure) {
        try Output.write(Tool.fullMessage(for: error, columns: Terminal.width) + "\n")
        return .clean
      } catch {
        return error.diagnostic.map { fail([$0]) } ?? .clean
      }
    }
    let command = line.arguments.first { name in
      Tool.configuration.subcommands.contains { $0._commandName == name }
    }
    let fault = UsageFault(
      line: line, message: Tool.message(for: error), command: command ?? "")
    return fail([fault.diagnostic])
  }
}
