import Diagnostics
import Documents
import Foundation
import Kinetics
import Patients
import Randomness
import Testing

@Suite("Damaged model files")
struct MutatedModelTests {
  @Test("Each damage is read or refused with a place, and nothing traps")
  func mutations() throws {
    var random = Damage(random: .announced("damaged model files"))
    let texts =
      try ShippedModels.ids.map { try ShippedModels.text($0) }
      + [GoodModel.text, SaturableModel.text]
    let patient = try ShippedModels.patient(weight: "70 kg", age: "40 y")
    var read = 0
    for round in 0..<2000 {
      var text = texts[round % texts.count]
      for _ in 0...(random.below(3)) { text = random.damaged(text) }
      do throws(DiagnosticError) {
        let model = try ModelDocument.read(text: text, file: "damaged.yaml")
        read += 1
        let bound = try model.bind(to: patient, effectSite: model.effectSites.first?.name)
        #expect(bound.system.firstOrder.links.allSatisfy { $0.rate > 0 && $0.rate.isFinite })
        #expect(bound.system.saturable.allSatisfy { $0.intrinsicClearance.isNormal })
      } catch {
        let errors = error.diagnostics.filter { $0.severity == .error }
        #expect(errors.contains { $0.location != nil }, "round \(round)")
        #expect(errors.allSatisfy { !$0.remedy.isEmpty && !$0.description.isEmpty })
      }
    }
    // Damage in titles and notes is harmless; were nothing read, nothing would be tested.
    #expect(read > 100)
  }

  @Test("The file of defaults is read or refused, damaged or not")
  func defaults() throws {
    var random = Damage(random: SplitMix64(seed: UInt64(7)))
    let text = try ShippedModels.text("defaults")
    for _ in 0..<300 {
      do throws(DiagnosticError) {
        _ = try ModelDefaults.read(text: random.damaged(text), file: "defaults.yaml")
      } catch {
        #expect(error.diagnostics.contains { $0.location != nil })
      }
    }
  }
}
