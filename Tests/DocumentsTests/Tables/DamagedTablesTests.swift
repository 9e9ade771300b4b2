import Diagnostics
import Documents
import Dosing
import Foundation
import Patients
import Randomness
import Testing

@Suite("Damaged tables")
struct DamagedTablesTests {
  /// How many damaged tables are tried; a build that is not optimised needs minutes for more.
  private static let rounds =
    ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"
    ? (_isDebugAssertConfiguration() ? 4_000 : 30_000) : 600

  @Test("a table damaged at random gives protocols, or findings with a place and a remedy")
  func tables() throws {
    var random = Damage(random: .announced("damaged tables"))
    let protocols = try Shipped.all.map {
      try ProtocolDocument.read(text: $0.text(), file: $0.path, settings: $0.settings)
    }
    let whole = try #require(ProtocolTable.print(protocols))
    let panel =
      "patient,weight_kg,age,height,sex,dosing_weight,care_area,diagnosis,conditions\n"
      + "A,82,45 y,178 cm,f,,pain clinic,CRPS,none\n"
      + "B,120,61 y,182 cm,m,95 kg,icu,,\"stroke; seizures, \"\"old\"\"\"\n"
    var sound = 0
    for round in 0..<Self.rounds {
      var text = round % 3 == 0 ? panel : whole
      for _ in 0...random.below(3) { text = random.damaged(text) }
      let findings: [Diagnostic]
      if round % 3 == 0 {
        findings = PatientPanel(text: text, file: "t.csv").findings
      } else {
        let table = ProtocolTable(text: text, file: "t.csv")
        findings = table.findings
        sound += table.entries.count
      }
      for finding in findings {
        #expect(finding.location?.file == "t.csv", "round \(round): \(finding)")
        #expect(!finding.remedy.isEmpty && !finding.description.isEmpty)
      }
    }
    #expect(sound > Self.rounds)
  }
}
