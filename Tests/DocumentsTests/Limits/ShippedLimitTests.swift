import Documents
import Foundation
import Limits
import Quantities
import Testing

@Suite("The sets of limits that come with titrate")
struct ShippedLimitTests {
  @Test("The folder holds the sets that are listed here, and each is named by its path")
  func folder() throws {
    let files = FileManager.default.enumerator(atPath: ShippedLimits.folder.path)
    let paths = (files?.allObjects as? [String] ?? []).filter { $0.hasSuffix(".yaml") }
    #expect(paths.sorted() == ShippedLimits.ids.map { $0 + ".yaml" })
    for id in ShippedLimits.ids { #expect(try ShippedLimits.set(id).id == id) }
  }

  @Test("Every bound is one that a source states, and no other bound is there")
  func bounds() throws {
    let found = try ShippedLimits.ids.flatMap { PublishedBound.all(of: try ShippedLimits.set($0)) }
    for bound in found { #expect(PublishedBound.table.contains(bound), "\(bound)") }
    for bound in PublishedBound.table { #expect(found.contains(bound), "\(bound)") }
    #expect(found.count == PublishedBound.table.count)
  }

  @Test("What was not seen well has soft bounds only", arguments: ShippedLimits.ids)
  func weakIsSoft(id: String) throws {
    let set = try ShippedLimits.set(id)
    for rule in set.rules where !rule.evidence.isStrong {
      #expect((rule.upper?.hard ?? []).isEmpty && (rule.lower?.hard ?? []).isEmpty, "\(rule.id)")
    }
    for entry in set.contraindications where !entry.evidence.isStrong {
      #expect(entry.severity == .soft, "\(entry.condition)")
    }
  }

  @Test("Hard bounds are maxima of labels, and nothing else")
  func hardIsLabel() throws {
    let hard = try ShippedLimits.ids.flatMap { PublishedBound.all(of: try ShippedLimits.set($0)) }
      .filter { $0.side.hasSuffix("hard") }.map { "\($0.rule) \($0.bound)" }
    #expect(
      hard.sorted() == [
        "induction-dose 4.5 mg/kg", "intramuscular-dose 13 mg/kg", "session-dose 84 mg",
      ])
    for id in ShippedLimits.ids {
      let set = try ShippedLimits.set(id)
      for entry in set.contraindications where entry.severity == .hard {
        #expect(entry.source.hasSuffix("label") || entry.source.hasSuffix("spravato"))
      }
    }
  }

  @Test("A rule of weak evidence, or worked out, says what its number rests on")
  func weakIsExplained() throws {
    for id in ShippedLimits.ids {
      for rule in try ShippedLimits.set(id).rules {
        switch rule.evidence {
        case .weakSource, .calculated, .assumption: #expect(rule.note != nil, "\(id) \(rule.id)")
        case .abstract, .twoSources, .oneSource: break
        }
      }
    }
  }

  @Test("The traps are spelled out where they lie")
  func traps() throws {
    let drip = try ShippedLimits.set("ketamine/anaesthesia-induction").rules
      .first { $0.id == "maintenance-microdrip" }
    #expect(drip?.advisory?.contains("never convert") == true)
    let uk = try ShippedLimits.set("ketamine/anaesthesia-infusion").rules
      .first { $0.id == "maintenance-rate" }
    #expect(uk?.advisory?.contains("never convert") == true)
    let pain = try ShippedLimits.set("ketamine/acute-pain")
    #expect(pain.rules.first { $0.id == "infusion-rate" }?.advisory?.contains("600 to 870") == true)
    #expect(pain.rules.contains { $0.measure == .concentration(of: .plasma, settledAfter: nil) })
  }

  @Test("Every set says what is not in it, and every source is used")
  func completeness() throws {
    for id in ShippedLimits.ids {
      let set = try ShippedLimits.set(id)
      #expect(!set.leftOut.isEmpty && !set.summary.isEmpty && !set.contraindications.isEmpty)
      let used = Set(set.rules.map(\.source) + set.contraindications.map(\.source))
      #expect(used == Set(set.sources.map(\.id)), "\(id)")
    }
  }

  @Test("The recovery of consciousness is the one of the landmarks")
  func landmark() throws {
    let url = ShippedLimits.folder.appendingPathComponent("../landmarks/ketamine.yaml")
    let marks = try LandmarkDocument.read(
      text: try String(contentsOf: url, encoding: .utf8), file: "ketamine.yaml")
    let recovery = try #require(
      marks.landmarks.first { $0.name == "recovery of consciousness" })
    for id in ShippedLimits.ids {
      for rule in try ShippedLimits.set(id).rules where rule.id == "plasma-recovery" {
        #expect(rule.upper?.soft == [recovery.lower])
        #expect(rule.evidence == recovery.evidence)
      }
    }
  }

  @Test(
    "In whom a level was seen is said in the words of its note",
    arguments: ["ketamine", "esketamine"])
  func populations(drug: String) throws {
    let url = ShippedLimits.folder.appendingPathComponent("../landmarks/\(drug).yaml")
    let marks = try LandmarkDocument.read(
      text: try String(contentsOf: url, encoding: .utf8), file: "\(drug).yaml")
    #expect(marks.landmarks.contains { $0.population != nil })
    for mark in marks.landmarks {
      if let population = mark.population {
        #expect(mark.note.contains(population), "\(mark.name)")
      }
    }
  }
}
