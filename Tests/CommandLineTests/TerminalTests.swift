import Testing

@Suite("Terminals, pipes and places")
struct TerminalTests {
  private let preview = "$titrate preview depression-40-min --weight 82kg --age 45y"

  private func onTerminal(_ command: String) throws -> String {
    // `script` runs a command on a terminal of its own.
    try Titration.shell("script -qec 'stty cols 72; \(command)' /dev/null").output
  }

  @Test("Colours are for terminals, and not when NO_COLOR is set")
  func colours() throws {
    #expect(try onTerminal(preview).contains("\u{1B}["))
    #expect(try !onTerminal("NO_COLOR=1 \(preview)").contains("\u{1B}["))
    #expect(try !onTerminal("TERM=dumb \(preview)").contains("\u{1B}["))
    #expect(try !Titration.shell(preview).output.contains("\u{1B}["))
    #expect(try onTerminal("$titrate preview x.yaml").contains("\u{1B}[1;31mx.yaml:1:1: error"))
  }

  @Test("Text is as wide as the terminal, and 100 columns in a pipe")
  func width() throws {
    func widest(_ text: String) -> Int {
      text.split(whereSeparator: \.isNewline).map(\.count).max() ?? 0
    }
    let narrow = try onTerminal("NO_COLOR=1 \(preview)")
    #expect(widest(narrow) <= 72)
    let piped = try Titration.shell(preview).output
    #expect((73...100).contains(widest(piped)))
  }

  @Test("The program finds its library from any folder")
  func anyFolder() throws {
    let run = try Titration.run(["list", "models"], in: "/")
    #expect(run.status == 0)
    #expect(run.output.contains("ketamine/kamp-2020"))
  }

  @Test("An installed program finds the library beside it, through a link too")
  func installed() throws {
    let scratch = try Scratch()
    let copy = try Titration.shell(
      """
      mkdir -p prefix/bin prefix/share/titrate links &&
      cp "$titrate" prefix/bin/ && cp -r '\(Titration.package)/models' prefix/share/titrate/ &&
      rm prefix/share/titrate/models/landmarks/esketamine.yaml &&
      ln -s ../prefix/bin/titrate links/titrate && cd / && "$OLDPWD/links/titrate" list landmarks
      """, in: scratch.path)
    #expect(copy.status == 0)
    #expect(copy.output.contains("ketamine"))
    #expect(!copy.output.contains("esketamine"))
    let alone = try Titration.shell(
      "mkdir bin && cp \"$titrate\" bin/ && bin/titrate list models", in: scratch.path)
    #expect(alone.code == "T7006")
    #expect(alone.status == 74)
    #expect(alone.errors.contains("make install"))
  }
}
