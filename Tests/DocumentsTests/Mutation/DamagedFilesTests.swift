import Diagnostics
import Documents
import Dosing
import Foundation
import Kinetics
import Patients
import Quantities
import Randomness
import Simulation
import Testing

@Suite("Damaged files all the way to the curve")
struct DamagedFilesTests {
  /// How many damaged files are tried; the slow run tries tens of thousands.
  static let rounds =
    ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1" ? 30_000 : 1500

  @Test("Every shipped file, damaged at random, gives finite numbers or a diagnostic with a place")
  func chain() throws {
    var random = Damage(random: .announced("damaged files"))
    let files = try Self.shippedFiles()
    let patient = try ShippedModels.patient(weight: "82 kg", age: "45 y")
    let model = try ShippedModels.bound("ketamine/kamp-2020", weight: "82 kg", age: "45 y")
    let schedule = try ProtocolPhrase.read("0.5 mg/kg over 40 min", drug: "ketamine")
      .schedule(for: patient)
    var (accepted, slowest) = (0, Duration.zero)
    for round in 0..<Self.rounds {
      let file = files[round % files.count]
      var text = file.text
      for _ in 0...random.below(3) { text = random.damaged(text) }
      let clock = ContinuousClock()
      let began = clock.now
      do throws(DiagnosticError) {
        switch file.kind {
        case .model:
          let damaged = try ModelDocument.read(text: text, file: "damaged.yaml")
          let bound = try damaged.bind(to: patient, effectSite: damaged.effectSites.first?.name)
          check(bound, drug: damaged.drug == "ketamine" ? schedule : Schedule(deliveries: []))
        case .dosing(let settings):
          let damaged = try ProtocolDocument.read(
            text: text, file: "damaged.yaml", settings: settings)
          // Ten thousand deliveries are possible and slow; the curve of a few is the question here.
          let planned = try damaged.schedule(for: patient)
          if planned.deliveries.count < 200 { check(model, drug: planned) }
        case .observations:
          _ = try ObservationDocument.read(text: text, file: "damaged.yaml")
        case .landmarks:
          _ = try LandmarkDocument.read(text: text, file: "damaged.yaml")
        case .limits:
          _ = try LimitDocument.read(text: text, file: "damaged.yaml")
        case .study: _ = try StudyDocument.read(text: text, file: "damaged.yaml")
        case .defaults:
          _ = try ModelDefaults.read(text: text, file: "damaged.yaml")
        }
        accepted += 1
      } catch {
        let errors = error.diagnostics.filter { $0.severity == .error }
        #expect(errors.contains { $0.location != nil }, "round \(round)")
        #expect(errors.allSatisfy { !$0.remedy.isEmpty && !$0.description.isEmpty })
      }
      slowest = max(slowest, clock.now - began)
    }
    print("damaged files: \(accepted) of \(Self.rounds) accepted, slowest \(slowest)")
    #expect(accepted > Self.rounds / 50)
    #expect(slowest < .seconds(20))
  }

  /// Solves, and looks at the curve: numbers are finite and not negative, or there is a reason.
  private func check(_ model: BoundModel, drug schedule: Schedule) {
    do throws(SimulationFailure) {
      let curve = try Curve(model: model, schedule: schedule)
      for moment in [Tick.zero, schedule.end, schedule.end + schedule.end] {
        let states = try curve.states(at: moment)
        #expect(states.allSatisfy { $0 >= 0 && $0.isFinite })
      }
    } catch {
      #expect(!"\(error)".isEmpty)
    }
  }

  enum Kind {
    case model
    case study
    case dosing(settings: [String: String])
    case observations
    case landmarks
    case limits
    case defaults
  }

  static func shippedFiles() throws -> [(kind: Kind, text: String)] {
    var files: [(kind: Kind, text: String)] = try ShippedModels.ids.map {
      (.model, try ShippedModels.text($0))
    }
    files += try ShippedLimits.ids.map { (.limits, try ShippedLimits.text($0)) }
    files += try Shipped.all.map { (.dosing(settings: $0.settings), try $0.text()) }
    let others: [(Kind, String)] = [
      (.observations, "observations/ketamine"), (.observations, "observations/esketamine"),
      (.observations, "observations/midazolam"), (.landmarks, "landmarks/ketamine"),
      (.landmarks, "landmarks/esketamine"), (.defaults, "drugs/defaults"),
      (.study, "studies/forty-minutes-by-size"),
    ]
    let models = ShippedModels.folder.deletingLastPathComponent()
    for (kind, name) in others {
      let url = models.appendingPathComponent(name + ".yaml")
      files.append((kind, try String(contentsOf: url, encoding: .utf8)))
    }
    // A file that is shipped and not damaged here would be a promise not kept.
    let shipped =
      FileManager.default.enumerator(atPath: models.path)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".yaml") } ?? []
    #expect(files.count == shipped.count)
    return files
  }
}
