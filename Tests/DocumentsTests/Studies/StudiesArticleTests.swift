import Diagnostics
import Documents
import Foundation
import Population
import Testing

@Suite("What is documented about studies is true")
struct StudiesArticleTests {
  private func article() throws -> String {
    let path = "../../../Sources/Titrate/Titrate.docc/Studies.md"
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: path)
    return try String(contentsOf: url, encoding: .utf8)
  }

  @Test("The example is read")
  func example() throws {
    let block = try article().components(separatedBy: "```yaml\n")[1]
      .components(separatedBy: "```")[0]
    let study = try StudyDocument.read(text: block, file: "article")
    #expect(study.protocols.count == 2 && study.models.count == 1)
  }

  @Test("The article names every choice")
  func words() throws {
    let article = try article().replacing("\n", with: " ")
    for choice in Study.VariabilityChoice.allCases {
      #expect(article.contains("`\(choice.rawValue)`"), "\(choice)")
    }
    for word in [
      "cmax", "tmax", "auc", "auc to infinity", "half-life", "mean residence time", "clearance",
      "volume at steady state",
    ] {
      #expect(article.contains("`\(word)`"), "\(word)")
    }
    for columns in Study.SubjectColumns.allCases { #expect(article.contains(columns.rawValue)) }
  }

  @Test("Every code of studies is unique and tested")
  func codes() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent()
    let whole = tests.appending(path: "../../CommandLineTests")
    var text = ""
    for folder in [tests, whole] {
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
      where file.hasSuffix(".swift") {
        text += try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      }
    }
    let codes = DiagnosticCode.studyCodes.map(\.id)
    #expect(Set(codes).count == codes.count)
    for code in codes { #expect(text.contains("\"\(code)\""), "\(code)") }
  }
}
