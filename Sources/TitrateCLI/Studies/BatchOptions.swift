internal import Glibc
internal import Titrate

/// The options of a batch, read and checked.
struct BatchOptions {
  let threads: Int
  let seed: UInt64?
  /// Where results go; nothing when only an estimate is wanted.
  let folder: ResultFolder?
  /// How long the run may take; for ever when absent.
  let limit: TimeLimit?
  private let subjects: String?

  init(
    subjects: String?, threads: String?, seed: String?, output: String?, timeLimit: String?,
    isEstimate: Bool
  ) throws(DiagnosticError) {
    self.subjects = subjects
    limit = try timeLimit.map { (text) throws(DiagnosticError) in try TimeLimit(text) }
    self.threads =
      try threads.map { (text) throws(DiagnosticError) in
        guard let number = Int(text), (1...1024).contains(number) else {
          throw DiagnosticError(
            Diagnostic(
              .badThreads, at: CommandLineText.place(ofValue: text, for: "--threads"),
              "`\(text)` is not a number of threads", expected: "1 to 1024",
              remedy: "leave it out for one thread per processor"))
        }
        return number
      } ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    self.seed = try seed.map { (text) throws(DiagnosticError) in
      do throws(Diagnostic) {
        return try StudyDocument.seed(text, at: CommandLineText.place(ofValue: text, for: "--seed"))
      } catch {
        throw DiagnosticError(error)
      }
    }
    guard output != nil || isEstimate else {
      throw DiagnosticError(
        Diagnostic(
          .missingArgument, at: CommandLineText.current.end, "`-o <folder>` is missing",
          remedy: "name a folder for the results, or ask for `--estimate`"))
    }
    folder = try output.map { (path) throws(DiagnosticError) in try ResultFolder(path: path) }
  }

  /// The subjects to run.
  func range(of study: LoadedStudy) throws(DiagnosticError) -> Range<Int> {
    guard let subjects else { return 0..<study.subjects }
    let ends = subjects.split(separator: "<", omittingEmptySubsequences: false)
    guard ends.count == 2, ends[0].hasSuffix(".."), let from = Int(ends[0].dropLast(2)),
      let below = Int(ends[1]), from >= 0, from < below, below <= study.subjects
    else {
      throw DiagnosticError(
        Diagnostic(
          .badSubjects, at: CommandLineText.place(ofValue: subjects, for: "--subjects"),
          "`\(subjects)` is not a range of the study's subjects",
          expected: "two numbers from 0 to \(study.subjects), such as 0..<\(study.subjects)",
          remedy: "write `--subjects '0..<\(study.subjects)'`, the first below the second"))
    }
    return from..<below
  }
}
