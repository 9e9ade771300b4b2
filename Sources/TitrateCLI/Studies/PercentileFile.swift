internal import Titrate

/// The percentiles of one scenario as `titrate batch` writes them.
struct PercentileFile {
  private let text: LoadedText

  init(_ text: LoadedText) { self.text = text }

  /// Takes the table apart.
  /// - Parameter percentiles: Those of the scenario, in the order of the columns of each output.
  /// - Throws: `T8032` at the first line that is not one.
  func curves(_ percentiles: [DecimalNumber]) throws(Diagnostic) -> [PercentileCurves] {
    let lines = text.text.split(separator: "\n")
    let names = lines.first?.split(separator: ",").dropFirst().map(String.init) ?? []
    var outputs: [String] = []
    for (index, name) in names.enumerated() where !percentiles.isEmpty {
      let percentile = percentiles[index % percentiles.count]
      let end = "_p\(percentile.description.replacing(".", with: "_"))_ng_per_mL"
      guard name.hasSuffix(end) else { throw fault(1, lines.first) }
      let output = String(name.dropLast(end.count))
      if index % percentiles.count == 0 {
        outputs.append(output)
      } else if output != outputs.last {
        throw fault(1, lines.first)
      }
    }
    guard !outputs.isEmpty, names.count == outputs.count * percentiles.count else {
      throw fault(1, lines.first)
    }
    var minutes: [Double] = []
    var values = names.map { _ in [Double]() }
    for (index, line) in lines.enumerated().dropFirst() {
      let cells = line.split(separator: ",").compactMap { Double($0) }
      guard cells.count == names.count + 1,
        cells.allSatisfy(\.isFinite), cells[0] >= 0, cells[0] > minutes.last ?? -1
      else { throw fault(index + 1, line) }
      minutes.append(cells[0])
      for column in names.indices { values[column].append(cells[column + 1]) }
    }
    guard !minutes.isEmpty else { throw fault(lines.count, lines.last) }
    return outputs.enumerated().map { index, output in
      let first = index * percentiles.count
      return PercentileCurves(
        output: output, minutes: minutes, percentiles: percentiles,
        values: Array(values[first..<(first + percentiles.count)]))
    }
  }

  private func fault(_ line: Int, _ text: Substring?) -> Diagnostic {
    Diagnostic(
      .badPercentiles,
      at: SourceLocation(
        file: self.text.path, line: max(1, line), column: 1, lineText: String(text ?? "")),
      "this is not a table of percentiles", expected: "the file as `titrate batch` wrote it",
      remedy: "run the study again with this version of titrate")
  }
}
