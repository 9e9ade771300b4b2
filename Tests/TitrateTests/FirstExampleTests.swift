import Foundation
import Testing
import Titrate

@Suite("The example of the documentation's first page")
struct FirstExampleTests {
  /// The page's own lines; 253 ng/mL is what an independent script found for the same regimen.
  @Test("prints the peak that the paper's model gives for 70 kg")
  func firstPage() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = try String(
      contentsOf: folder.appending(path: "models/drugs/ketamine/kamp-2020.yaml"), encoding: .utf8)

    let patient = try Patient(parsingWeight: "70 kg")
    let dosing = try ProtocolPhrase.read("0.5 mg/kg over 40 min", drug: "ketamine")
    let schedule = try dosing.schedule(for: patient)
    let model = try ModelDocument.read(text: file, file: "kamp-2020.yaml").bind(to: patient)
    let curve = try Curve(model: model, schedule: schedule)
    let peak = try curve.maximum(of: curve.outputs[0], to: schedule.end)

    #expect(abs(peak.concentration * 1000 - 253) < 0.5)
    #expect(peak.minutes == 40)
  }

  @Test("is written on that page as it runs here")
  func samePage() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: folder.appending(path: "Sources/Titrate/Titrate.docc/Titrate.md"),
      encoding: .utf8)
    let own = try String(contentsOfFile: #filePath, encoding: .utf8)
    let lines = page.split(separator: "\n").filter { $0.hasPrefix("let ") }
    #expect(lines.count == 6)
    for line in lines { #expect(own.contains(line), "\(line)") }
  }
}
