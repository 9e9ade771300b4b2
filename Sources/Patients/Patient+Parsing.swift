public import Diagnostics
internal import Quantities

extension Patient.Sex {
  /// Reads `f`, `female`, `m` or `male`; the size formulas know no other.
  /// - Throws: `T3105` for any other word.
  public init(parsing text: String, at location: SourceLocation) throws(Diagnostic) {
    switch text.trimmed {
    case "f", "female": self = .female
    case "m", "male": self = .male
    default:
      let words = ["f", "female", "m", "male"]
      throw Diagnostic(
        .unknownSex, at: location.advanced(by: 0, length: max(1, text.unicodeScalars.count)),
        "`\(text.trimmed.shortened())` is not a sex that the size formulas know",
        expected: words.joined(separator: ", "),
        remedy: suggestion(for: text.trimmed, among: words).map { "did you mean `\($0)`?" }
          ?? "write `f` or `m`, or leave it out where no size formula needs it")
    }
  }
}

extension Patient {
  /// Reads a patient from the values of the options `--weight`, `--age`, `--height`, `--sex` and
  /// `--dosing-weight`.
  /// - Throws: Everything that is wrong with any of them; places are named after the options.
  public init(
    parsingWeight weight: String?, age: String? = nil, height: String? = nil, sex: String? = nil,
    dosingWeight: String? = nil
  ) throws(DiagnosticError) {
    var findings: [Diagnostic] = []
    func place(_ option: String, _ text: String) -> SourceLocation {
      SourceLocation(file: option, line: 1, column: 1, lineText: text)
    }
    func measure(_ text: String?, _ measure: Measure) -> Quantity? {
      guard let text else { return nil }
      do throws(Diagnostic) {
        return try measure.read(text, at: place(measure.option, text))
      } catch {
        findings.append(error)
        return nil
      }
    }
    self.init(
      weight: measure(weight, .weight), age: measure(age, .age), height: measure(height, .height),
      dosingWeight: measure(dosingWeight, .dosingWeight))
    if let sex {
      do throws(Diagnostic) {
        self.sex = try Sex(parsing: sex, at: place("--sex", sex))
      } catch {
        findings.append(error)
      }
    }
    if let error = DiagnosticError(findings) { throw error }
  }
}
