import Kinetics
import Quantities
import Reports
import Testing

@Suite("Cards of models, and lists")
struct ModelCardTests {
  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("With a patient, every equation has its value, its evidence and its source")
  func withPatient() throws {
    let text = flat(try ModelCard(Example.bound(effect: true)).text())
    #expect(
      text.contains(
        "V1 = 28.5 L * (weight / 80 kg) = 28.5 L · two transcriptions agree · source demo"))
    #expect(
      text.contains("= 96 L/h · an assumption of the file's author · source demo chosen by hand"))
    #expect(text.contains("endpoint: slowing of the EEG"))
    #expect(text.contains("https://doi.org/10.0000/demo"))
    #expect(text.contains("sampling arterial plasma"))
  }

  @Test("Clearance, volume at steady state and half-lives follow from the system")
  func derived() throws {
    let bound = Example.bound()
    let text = flat(try ModelCard(bound).text())
    #expect(text.contains("clearance 96 L/h = 20 mL/min/kg"))
    #expect(text.contains("Vss 92.5 L = 1.156 L/kg"))
    let halves = try bound.system.firstOrder.decayRates(observedAt: 0).map {
      NumberFormat.plain($0.halfLife, digits: 3) + " min"
    }
    #expect(text.contains("half-lives ketamine plasma: \(halves.joined(separator: ", "))"))
  }

  @Test("Without a patient there are no values, but the equations stay")
  func withoutPatient() throws {
    let text = flat(try ModelCard(Example.model(sampling: .notStated)).text())
    #expect(text.contains("V1 = 28.5 L * (weight / 80 kg) two transcriptions agree"))
    #expect(text.contains("the source does not say whether blood was arterial or venous"))
    #expect(text.contains("central [V1]"))
    #expect(!text.contains("half-lives"))
  }

  @Test("No line is wider than asked for", arguments: [60, 80, 100])
  func width(width: Int) throws {
    let text = try ModelCard(Example.bound(effect: true, metabolite: "norketamine"))
      .text(TextStyle(width: width))
    for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
  }

  @Test("A list is aligned where it fits and never cut where it does not", arguments: [60, 100])
  func list(width: Int) {
    let title = "A model with a title so long that it must go on in the line below it, unabridged"
    let table = ListTable(
      headings: ["id", "drug", "title"],
      rows: [["ketamine/kamp-2020", "ketamine", "short"], ["x/y", "esketamine", title]])
    let text = table.text(TextStyle(width: width))
    for line in text.split(separator: "\n") { #expect(line.count <= width) }
    #expect(
      text.hasPrefix(
        "id                  drug        title\nketamine/kamp-2020  ketamine    short\n"))
    for word in title.split(separator: " ") { #expect(text.contains(word)) }
  }
}
