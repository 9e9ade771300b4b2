internal import Diagnostics
internal import Kinetics
internal import Quantities

extension ModelReader {
  mutating func readAnalytes(_ root: inout MappingReader) {
    let example = "[{ name: ketamine, form: racemic base, molar mass: 237.73 g/mol }]"
    guard let list = required("analytes", example, in: &root) else { return }
    for item in items(list, "analytes") {
      guard var block = block(item, "an analyte") else { continue }
      let name = requiredText("name", "ketamine", in: &block)
      let form = requiredText("form", "racemic base", in: &block)
      let mass = findings.attempt { () throws(Diagnostic) in
        try block.optionalQuantity("molar mass", as: .molarMass)
      }
      block.finish(&findings)
      guard let name else { continue }
      if analytes.contains(where: { $0.name == name }) { repeated(name, at: item.location) }
      analytes.append(Model.Analyte(name: name, form: form ?? "", molarMass: mass ?? nil))
    }
    if let first = analytes.first, !drug.isEmpty, first.name != drug {
      findings.add(
        Diagnostic(
          .analyteMismatch, at: list.location,
          "the first analyte is `\(first.name)`, not the drug `\(drug)`",
          expected: "the drug itself first", remedy: "put `\(drug)` first, or correct its name"))
    }
  }

  mutating func readSources(_ root: inout MappingReader) {
    let example = "[{ id: kamp, cite: \"...\", doi: 10.1097/... }]"
    guard let list = required("sources", example, in: &root) else { return }
    sources = findings.citations(items(list, "sources"))
  }

  private mutating func repeated(_ name: String, at location: SourceLocation) {
    findings.add(
      Diagnostic(
        .duplicateKey, at: location, "`\(name)` is already in this list", expected: "each once",
        remedy: "remove one, or give it a name of its own"))
  }

  mutating func readApplicability(_ root: inout MappingReader) {
    let example = "{ age: 18..80 y, weight: 45..120 kg, sampling: arterial, ... }"
    guard let node = required("applies to", example, in: &root),
      var block = block(node, "the model's scope")
    else { return }
    applicability.population =
      requiredText("population", "20 healthy volunteers", in: &block) ?? ""
    if let node = required("sampling", "arterial", in: &block) {
      let word = findings.attempt { () throws(Diagnostic) in
        try node.choice(Model.Sampling.self, what: "where blood was sampled")
      }
      sampling = word ?? .notStated
    }
    let longest = findings.attempt { () throws(Diagnostic) in
      try block.optionalQuantity("longest", as: .duration)
    }
    applicability.longest = longest ?? nil
    readRanges(&block)
    block.finish(&findings)
  }

  private mutating func readRanges(_ block: inout MappingReader) {
    let kinds: [(String, QuantityKind)] = [("age", .age), ("weight", .weight), ("height", .height)]
    let entries = kinds.compactMap { key, kind in block.entry(key).map { ($0, kind) } }
      .sorted {
        ($0.0.keyLocation.line, $0.0.keyLocation.column)
          < ($1.0.keyLocation.line, $1.0.keyLocation.column)
      }
    for (entry, kind) in entries {
      let range = findings.attempt { () throws(Diagnostic) in
        let (text, location) = try entry.value.line(expecting: "a range such as `18..80 y`")
        return try QuantityRange(parsing: text, as: kind, at: location)
      }
      guard let range else { continue }
      applicability.ranges.append(
        Model.Applicability.Range(
          covariate: entry.key, lower: range.lower, upper: range.upper))
    }
    let evidence =
      entries.isEmpty
      ? block.optional("evidence") : required("evidence", "assumption", in: &block)
    guard let evidence else { return }
    applicability.evidence = findings.attempt { () throws(Diagnostic) in
      try evidence.choice(Evidence.self, what: "how well the ranges were seen")
    }
  }
}
