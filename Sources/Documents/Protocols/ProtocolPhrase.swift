public import Diagnostics
public import Dosing
internal import Quantities

/// Protocols as one line of text, for the command line.
///
/// ```
/// phrase   = plan { ";" plan } [ [ "," ] course ]
/// plan     = [ DRUG ] step { separator step }
/// course   = phase { separator phase }
/// separator = "," | "then" | "," "then"
/// step     = [ "at" TIME ] ( dose | rate | ramp | "hold" TIME | "pause" TIME | "wait" TIME | "stop" )
/// dose     = [ "bolus" | "give" | "infusion" ] AMOUNT
///            { bound | strength | "over" TIME | "by" ROUTE | "IV" | "bolus" | repeat }
/// rate     = [ "run" "at" | "infusion" ] RATE { bound | strength | "for" TIME | "IV" }
/// ramp     = [ [ "run" "at" | "infusion" ] RATE { bound | strength | "IV" } ]
///            ( "stepping" | "step" ) ( "up" | "down" ) RATE "every" TIME "to" ( RATE | "0" ) { bound | "for" TIME }
/// bound    = limit | "(" limit ")"
/// limit    = ( "at" "most" | "up" "to" | "max" | "at" "least" ) ( AMOUNT | RATE )
/// strength = "of" CONCENTRATION
/// repeat   = [ "repeat" ] COUNT "times" "every" TIME
/// phase    = ( COUNT "sessions" interval | "daily" "for" COUNT "days" | "weekly" "for" COUNT "weeks"
///            | "on" "days" DAY { "," DAY } ) [ "after" TIME ]
///            [ "scaled" [ "from" SHARE ] "to" SHARE ]
/// interval = "every" TIME | "every" [ "other" ] ( "day" | "week" ) | "daily" | "weekly"
/// ```
///
/// An amount without `over` is a bolus, with `over` a finite infusion, which adds to what runs; a
/// rate is a pump setting, which holds until the next one or `for` a time. `DRUG` is one word that
/// is not a word of the grammar. Words are small letters; the order of the clauses behind a dose
/// or a rate is free.
public enum ProtocolPhrase {
  /// The longest phrase that is read, in bytes.
  public static let longest = 10_000

  /// Reads a phrase.
  /// - Parameters:
  ///   - text: One line, such as `0.5 mg/kg over 40 min, 6 sessions every 2 d`.
  ///   - drug: The drug of the parts that name none.
  ///   - origin: Where the phrase starts when it stands in another text; a file called `<phrase>`
  ///     otherwise.
  ///   - complete: Adds what is stated elsewhere, such as strengths, before the whole is checked.
  /// - Returns: A protocol called `phrase`, with the text as its title.
  /// - Throws: What is wrong, with the column of the word.
  public static func read(
    _ text: String, drug: String?, at origin: SourceLocation? = nil,
    completing complete: (inout DosingProtocol) throws(DiagnosticError) -> Void = { _ in }
  ) throws(DiagnosticError) -> DosingProtocol {
    let origin =
      origin ?? SourceLocation(file: "<phrase>", line: 1, column: 1, lineText: text)
    guard text.utf8.count <= longest else {
      throw DiagnosticError(
        Diagnostic(
          .documentTooLarge, at: origin,
          "the phrase has more than \(longest) bytes", remedy: "write a protocol file"))
    }
    var parser = PhraseParser(text, drug: drug, at: origin)
    let (drugs, course): ([DrugPlan], Course?)
    do {
      (drugs, course) = try parser.read()
    } catch {
      throw DiagnosticError(error)
    }
    let title = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var result = DosingProtocol(id: "phrase", title: title, drugs: drugs, course: course)
    try complete(&result)
    if let error = DiagnosticError(result.check()) { throw error }
    return result
  }
}
