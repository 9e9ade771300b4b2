import Documents
import Foundation
import Kinetics
import Quantities
import Testing

@Suite("Every shipped number says where it comes from")
struct ProvenanceTests {
  @Test("The folder holds the models that are listed here, and each is named by its path")
  func folder() throws {
    let files = FileManager.default.enumerator(atPath: ShippedModels.folder.path)
    let paths = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".yaml") }
    #expect(
      paths.sorted() == (ShippedModels.ids.map { $0 + ".yaml" } + ["defaults.yaml"]).sorted())
    for id in ShippedModels.ids { #expect(try ShippedModels.model(id).id == id) }
  }

  @Test("Every parameter and effect site has a source in the file", arguments: ShippedModels.ids)
  func sources(id: String) throws {
    let model = try ShippedModels.model(id)
    let sources = Set(model.sources.map(\.id))
    #expect(model.parameters.count >= 4)
    for parameter in model.parameters { #expect(sources.contains(parameter.source)) }
    for site in model.effectSites { #expect(sources.contains(site.source)) }
    #expect(model.sources.allSatisfy { !$0.text.isEmpty })
    #expect(model.sources.contains { $0.doi != nil || $0.text.contains("PMID") })
  }

  @Test(
    "No file claims better evidence than was seen",
    arguments: [
      ("ketamine/kamp-2020", "V1", Evidence.twoSources),
      ("ketamine/kamp-2020", "clearance_exponent", .assumption),
      ("ketamine/clements-1981", "k12", .oneSource), ("ketamine/domino-1984", "k31", .twoSources),
      ("ketamine/hijazi-2003", "k10", .oneSource), ("ketamine/herd-2007", "CL", .abstract),
      ("esketamine/otto-2021", "CL", .oneSource), ("midazolam/albrecht-1999", "CL", .abstract),
      ("midazolam/albrecht-1999", "k21", .oneSource),
    ])
  func evidence(id: String, parameter: String, evidence: Evidence) throws {
    let model = try ShippedModels.model(id)
    #expect(model.parameters.first { $0.name == parameter }?.evidence == evidence)
  }

  @Test("Parameters keep the text of the file")
  func texts() throws {
    let model = try ShippedModels.model("ketamine/kamp-2020")
    #expect(model.parameters[1].text == "25 L * (weight / 70 kg)")
    #expect(model.parameters[4].note?.contains("assumption") == true)
  }

  @Test("Effect sites are those that were published, and none is a default")
  func effectSites() throws {
    let names = try ShippedModels.ids.map { try ShippedModels.model($0).effectSites.map(\.name) }
    #expect(names == [[], [], ["ani"], [], ["sedation"], [], ["eeg"]])
    for id in ShippedModels.ids { #expect(try ShippedModels.bound(id).effectSite == nil) }
  }

  @Test("Each drug has a default model, and it is there")
  func defaults() throws {
    let defaults = try ModelDefaults.read(
      text: ShippedModels.text("defaults"), file: "defaults.yaml")
    #expect(
      defaults.choices.map(\.model) == [
        "ketamine/kamp-2020", "esketamine/otto-2021", "midazolam/albrecht-1999",
      ])
    #expect(defaults.choices.allSatisfy { ShippedModels.ids.contains($0.model) })
    #expect(defaults.model(for: "ketamine") == "ketamine/kamp-2020")
    #expect(defaults.model(for: "propofol") == nil)
  }

  @Test("Sampling and scope are stated as they were seen")
  func scope() throws {
    let samplings = try ShippedModels.ids.map { try ShippedModels.model($0).sampling }
    #expect(
      samplings == [
        .arterial, .notStated, .notStated, .notStated, .notStated, .venous, .arterial,
      ])
    let longest = try ShippedModels.ids.map {
      try ShippedModels.model($0).applicability.longest?.description
    }
    #expect(longest == [nil, nil, nil, nil, "152 min", nil, nil])
  }
}
