import Diagnostics
import Documents
import Dosing
import Patients
import Testing

@Suite("Printing protocols as a table and reading them")
struct ProtocolTableRoundTripTests {
  private func person() throws -> Patient {
    try Patient(
      parsingWeight: "82 kg", age: "45 y", height: "178 cm", sex: "f", dosingWeight: "70 kg")
  }

  @Test("every built-in protocol, with values for its settings, all in one table")
  func builtIn() throws {
    var protocols: [DosingProtocol] = []
    for shipped in Shipped.all {
      let dosing = try ProtocolDocument.read(
        text: shipped.text(), file: shipped.path, settings: shipped.settings)
      if !protocols.contains(where: { $0.id == dosing.id }) { protocols.append(dosing) }
    }
    #expect(protocols.count == 20)
    let read = try table(try #require(ProtocolTable.print(protocols))).entries
    #expect(read.map(\.dosing.id) == protocols.map(\.id))
    for (entry, dosing) in zip(read, protocols) {
      var wanted = dosing.withoutLocations
      wanted.sources = []
      #expect(entry.dosing.withoutLocations == wanted, "\(dosing.id)")
      #expect(
        try entry.dosing.schedule(for: person()).withoutLocations
          == dosing.schedule(for: person()).withoutLocations, "\(dosing.id)")
    }
  }

  @Test("random protocols, seed 20261127")
  func random() throws {
    var generator = ProtocolGenerator(random: SplitMix(state: 20_261_127))
    var printed = 0
    for _ in 0..<600 {
      let dosing = try generator.dosing()
      guard dosing.check().isEmpty, let text = ProtocolTable.print([dosing]) else { continue }
      printed += 1
      let read = try table(text)
      var wanted = dosing.withoutLocations
      wanted.sources = []
      #expect(read.entries.map(\.dosing.withoutLocations) == [wanted], "\(text)")
    }
    #expect(printed > 300)
  }

  @Test("patients and expected verdicts are printed too")
  func subjects() throws {
    let text = """
      protocol,title,drug,give,weight,age,sex,expected
      a,"One, two",ketamine,20 mg,60 kg,45 y,female,soft
      a,,,,110 kg,45 y,female,hard
      b,,ketamine,10 mg,,,,pass

      """
    #expect(ProtocolTable.print(try table(text).entries) == text)
  }

  @Test("what a table cannot say is not printed as one")
  func speechless() throws {
    let twice = try yaml("drug: k\nsteps: [{give: 1 mg}]")
    #expect(ProtocolTable.print([twice, twice]) == nil)
    let phases = try yaml(
      """
      drug: k
      steps: [{give: 1 mg}]
      course: [{sessions: 2, every: 7 d}, {sessions: 2, every: 7 d}]
      """)
    #expect(ProtocolTable.print([phases]) == nil)
    #expect(ProtocolTable.print([DosingProtocol]()) == nil)
  }
}
