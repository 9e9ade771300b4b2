import Diagnostics
import Documents
import Dosing
import Patients
import Quantities
import Testing

@Suite("Printing and reading")
struct ProtocolRoundTripTests {
  @Test("a printed protocol reads back as the same protocol and the same schedule")
  func roundTrip() throws {
    var generator = ProtocolGenerator(random: SplitMix(state: 20_261_121))
    var sound = 0
    var phrases = 0
    var patient = try patient("82 kg")
    patient.dosingWeight = try q("70 kg")
    for _ in 0..<600 {
      let dosing = try generator.dosing()
      guard dosing.check().isEmpty else { continue }
      sound += 1
      let schedule = try dosing.schedule(for: patient)
      let text = ProtocolDocument.print(dosing)
      let read = try ProtocolDocument.read(text: text, file: "printed.yaml")
      #expect(read.withoutLocations == dosing.withoutLocations, "\(text)")
      #expect(
        try read.schedule(for: patient).withoutLocations == schedule.withoutLocations, "\(text)")
      guard let line = ProtocolPhrase.print(dosing) else {
        let speechless =
          dosing.course?.phases.contains {
            $0.name != nil || ($0.scaleFrom != nil && $0.scaleTo == nil)
          } ?? false
        #expect(speechless, "\(text)")
        continue
      }
      phrases += 1
      let spoken = try ProtocolPhrase.read(line, drug: nil)
      #expect(spoken.content == dosing.content, "\(line)")
      #expect(
        try spoken.schedule(for: patient).withoutLocations == schedule.withoutLocations, "\(line)")
    }
    #expect(sound > 300)
    #expect(phrases > 150)
  }

  @Test("what a phrase cannot say is not printed as one")
  func speechless() throws {
    let named = try yaml(
      "drug: k\nsteps: [{give: 1 mg}]\ncourse: {name: a, sessions: 2, every: 1 d}")
    #expect(ProtocolPhrase.print(named) == nil)
    let oddly = try yaml("drug: hold\nsteps: [{give: 1 mg}]")
    #expect(ProtocolPhrase.print(oddly) == nil)
  }
}
