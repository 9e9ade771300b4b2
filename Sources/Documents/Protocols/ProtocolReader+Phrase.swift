internal import Diagnostics
internal import Dosing
internal import Quantities

extension ProtocolReader {
  /// Reads a protocol whose steps and sessions are one phrase.
  /// - Parameters:
  ///   - head: The block that describes the protocol.
  ///   - phrase: The phrase and where it stands.
  ///   - drug: The drug of the parts that name none.
  ///   - concentration: The strength of the only drug.
  mutating func read(
    _ head: YAMLNode, phrase: CSVCell, drug: CSVCell?, concentration: CSVCell?
  ) -> DosingProtocol? {
    guard var block = open(head, "a protocol"), let header = header(&block) else { return nil }
    let drugNode = drug.map { YAMLNode(.scalar($0.text), at: $0.location) }
    let name = drugNode.flatMap { drugName($0) }
    let strength = concentration.flatMap {
      quantity(YAMLNode(.scalar($0.text), at: $0.location), as: .strength)
    }
    guard findings.diagnostics.isEmpty else { return nil }
    do throws(DiagnosticError) {
      var dosing = try ProtocolPhrase.read(phrase.text, drug: name, at: phrase.location) {
        (dosing) throws(DiagnosticError) in
        guard let strength, let place = concentration?.location else { return }
        do throws(Diagnostic) {
          try dosing.state(strength, at: place)
        } catch {
          throw DiagnosticError(error)
        }
      }
      dosing.id = header.id
      dosing.title = header.title
      dosing.summary = header.summary
      dosing.limitSets = header.limitSets
      return dosing
    } catch {
      for finding in error.diagnostics { findings.add(finding) }
      return nil
    }
  }

  /// Reads the name of a drug.
  mutating func drugName(_ node: YAMLNode) -> String? {
    name(node, "a drug", "letters, digits and hyphens") {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
    }
  }
}

extension DosingProtocol {
  /// Takes a strength that is stated beside a phrase; one that the phrase states is not replaced.
  fileprivate mutating func state(
    _ strength: Quantity, at place: SourceLocation
  ) throws(Diagnostic) {
    guard drugs.count == 1 else {
      throw Diagnostic(
        .twoConcentrations, at: place, "the phrase gives several drugs",
        expected: "the strength of each drug in the phrase",
        remedy: "write `of \(strength)` behind the dose or rate of the drug that it belongs to")
    }
    if let stated = drugs[0].concentration, stated.canonical != strength.canonical {
      throw Diagnostic(
        .twoConcentrations, at: place, "the phrase states \(stated), which is not \(strength)",
        expected: "one strength", remedy: "leave one of the two out")
    }
    drugs[0].concentration = drugs[0].concentration ?? strength
  }
}
