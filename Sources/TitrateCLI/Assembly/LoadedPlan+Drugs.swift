internal import Titrate

extension LoadedPlan {
  /// Where a drug is named: the value of `--drug`, a word of the phrase, or a line of the file.
  func place(ofDrug drug: String) -> SourceLocation? {
    if namedDrug == drug, !text.text.contains(drug) {
      return CommandLineText.place(ofValue: drug, for: "--drug")
    }
    var anywhere: SourceLocation?
    // By scalars, because CR and LF together are one character.
    let lines = text.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, scalars) in lines.enumerated() {
      let line = String(Substring(scalars.last == "\r" ? scalars.dropLast() : scalars))
      guard let range = line.firstRange(of: drug) else { continue }
      let place = SourceLocation(
        file: text.path, line: index + 1,
        column: line.unicodeScalars.distance(from: line.startIndex, to: range.lowerBound) + 1,
        length: drug.unicodeScalars.count, lineText: line)
      // The title of a file may name its drug before the line that counts.
      if origin == .phrase || line.contains("drug") { return place }
      anywhere = anywhere ?? place
    }
    return anywhere
  }
}
