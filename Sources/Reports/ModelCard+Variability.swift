internal import Diagnostics
internal import Kinetics
internal import Quantities

extension ModelCard {
  /// What was published about differences, number by number, or the words that say why not.
  func addVariability(to page: inout ReportContent) {
    page.heading("Variability")
    let variability = model.variability
    for (what, block) in variability.blocks {
      page.item(
        String(what.split(separator: " ").last ?? ""),
        block.effects.map(\.words).joined(separator: ", "))
      for relation in block.relations { page.item("", relation.words) }
      page.item("", "\(block.evidence.words) · source \(block.source)", .quiet)
      if let note = block.note { page.item("", note, .quiet) }
    }
    for error in variability.residualErrors {
      page.item("residual error", "\(error.output): \(error.words)")
      page.item("", "\(error.evidence.words) · source \(error.source)", .quiet)
    }
    if !variability.text.isEmpty {
      page.paragraph(variability.text)
    } else if !variability.hasNumbers {
      page.paragraph("not stated")
    }
  }
}

extension Variability {
  /// Everything that was published, in one line.
  var summary: String {
    let blocks = blocks.map { what, block in
      "\(what) \(block.effects.map(\.words).joined(separator: ", "))"
    }
    let errors = residualErrors.map { "residual error of \($0.output) \($0.words)" }
    return (blocks + errors + (text.isEmpty ? [] : [text])).joined(separator: "; ")
  }
}

extension RandomEffects.Effect {
  /// `CL log-normal, variance 0.026048 (CV 16.2 %)`.
  fileprivate var words: String {
    guard let share = coefficientOfVariation else {
      return "\(parameter) \(distribution.rawValue) \(text)"
    }
    let percent = "CV \(NumberFormat.plain(share * 100, digits: 3)) %"
    if case .variation = spread { return "\(parameter) \(distribution.rawValue) \(percent)" }
    return "\(parameter) \(distribution.rawValue) \(text) (\(percent))"
  }
}

extension RandomEffects.Relation {
  fileprivate var words: String { "\(measure.rawValue) of \(first) and \(second): \(value)" }
}

extension ResidualError {
  /// `proportional, SD 23.6 %`.
  fileprivate var words: String {
    func percent(_ share: Double) -> String { "\(NumberFormat.plain(share * 100)) %" }
    return [
      proportional.map { "proportional, SD \(percent($0))" },
      logarithmic.map { "of the logarithm, SD \(NumberFormat.plain($0))" },
      additive.map { "additive, SD \($0)" },
    ].compactMap { $0 }.joined(separator: "; ")
  }
}
