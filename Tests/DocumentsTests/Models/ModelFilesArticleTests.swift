import Diagnostics
import Documents
import Foundation
import Kinetics
import Patients
import Quantities
import Testing

@Suite("What is documented about model files is true")
struct ModelFilesArticleTests {
  private func article() throws -> String {
    let path = "../../Sources/Titrate/Titrate.docc/ModelFiles.md"
    let url = ShippedModels.folder.appendingPathComponent(path)
    return try String(contentsOf: url, encoding: .utf8)
  }

  @Test("The examples of the article are read")
  func examples() throws {
    let blocks = try article().components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(blocks.count == 4)
    let model = try ModelDocument.read(text: blocks[0], file: "article")
    let bound = try model.bind(
      to: ShippedModels.patient(weight: "70 kg", age: "40 y"), effectSite: "eeg")
    #expect(bound.outputs.map(\.name) == ["plasma", "metabolite", "effect"])
    let saturable = try ModelDocument.read(text: blocks[1], file: "article")
    #expect(saturable.flows.map(\.isSaturable) == [true, false])
    let varied = blocks[0].replacing("variability: none published\n", with: blocks[2])
    let variability = try ModelDocument.read(text: varied, file: "article").variability
    #expect(variability.betweenSubjects?.relations.count == 1)
    #expect(variability.residualErrors.map(\.output) == ["plasma"])
    let defaults = try ModelDefaults.read(text: blocks[3], file: "article")
    #expect(defaults.model(for: "ketamine") == "ketamine/kamp-2020")
  }

  @Test("The article names every property of the patient, function and word of evidence")
  func words() throws {
    let article = try article()
    let words =
      Covariate.allCases.map(\.rawValue) + Expression.Function.allCases.map(\.rawValue)
      + RandomEffects.Distribution.allCases.map(\.rawValue)
      + Evidence.allCases.map(\.rawValue) + Model.Sampling.allCases.map(\.rawValue)
    for word in words { #expect(article.contains("`\(word)`"), "\(word)") }
  }

  @Test("Codes are unique")
  func codes() {
    let codes =
      DiagnosticCode.modelCodes + DiagnosticCode.modelDocumentCodes + DiagnosticCode.documentCodes
      + DiagnosticCode.quantityCodes + DiagnosticCode.patientCodes + DiagnosticCode.protocolCodes
    #expect(Set(codes.map(\.id)).count == codes.count)
  }

  @Test("Every code about models is the answer to a slip that is tested")
  func codesAreTested() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let expressions = folder.appendingPathComponent("../../KineticsTests/Models")
    var text = ""
    for place in [folder, expressions] {
      for file in try FileManager.default.contentsOfDirectory(atPath: place.path) {
        text += try String(contentsOf: place.appendingPathComponent(file), encoding: .utf8)
      }
    }
    let byName: [String: DiagnosticCode] = [
      ".expressionTooLarge": .expressionTooLarge, ".unknownEffectSite": .unknownEffectSite,
    ]
    for code in DiagnosticCode.modelCodes + DiagnosticCode.modelDocumentCodes {
      let name = byName.first { $0.value == code }?.key
      #expect(text.contains("\"\(code.id)\"") || name.map(text.contains) == true, "\(code.id)")
    }
  }
}
