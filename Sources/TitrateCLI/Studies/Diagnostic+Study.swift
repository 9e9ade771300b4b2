internal import Titrate

extension Diagnostic {
  /// The finding with a remedy that a study has, where its own is an option of other commands.
  var inStudyTerms: Diagnostic {
    var finding = self
    switch code {
    case .noDrug:
      finding.remedy = "write the drug first, such as `ketamine 0.5 mg/kg over 40 min`"
    case .noConcentration:
      finding.remedy = "state it: `of 1 mg/mL` in a phrase, `concentration: 1 mg/mL` in a file"
    default: break
    }
    return finding
  }
}
