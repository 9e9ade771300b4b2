import Diagnostics
import Documents
import Foundation
import Kinetics
import Patients
import Testing

@Suite("Damaged model files")
struct MutatedModelTests {
  @Test("Each damage is read or refused with a place, and nothing traps")
  func mutations() throws {
    let seed =
      ProcessInfo.processInfo.environment["TITRATE_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    print("damaged model files: TITRATE_SEED=\(seed)")
    var random = Damage(state: seed)
    let texts = try ShippedModels.ids.map { try ShippedModels.text($0) } + [GoodModel.text]
    let patient = try ShippedModels.patient(weight: "70 kg", age: "40 y")
    var read = 0
    for round in 0..<2000 {
      var text = texts[round % texts.count]
      for _ in 0...(random.below(3)) { text = random.damaged(text) }
      do throws(DiagnosticError) {
        let model = try ModelDocument.read(text: text, file: "damaged.yaml")
        read += 1
        let bound = try model.bind(to: patient, effectSite: model.effectSites.first?.name)
        #expect(bound.system.links.allSatisfy { $0.rate > 0 && $0.rate.isFinite })
      } catch {
        let errors = error.diagnostics.filter { $0.severity == .error }
        #expect(errors.contains { $0.location != nil }, "seed \(seed), round \(round)")
        #expect(errors.allSatisfy { !$0.remedy.isEmpty && !$0.description.isEmpty })
      }
    }
    // Damage in titles and notes is harmless; were nothing read, nothing would be tested.
    #expect(read > 100)
  }

  @Test("The file of defaults is read or refused, damaged or not")
  func defaults() throws {
    var random = Damage(state: 7)
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

/// Random damage to a text, repeatable from a seed.
struct Damage {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) >> 1) % max(1, bound)
  }

  mutating func damaged(_ text: String) -> String {
    switch below(6) {
    case 0: flipped(text)
    case 1: withoutLine(text)
    case 2: withLineTwice(text)
    case 3: withOtherNumber(text)
    case 4: withInsertion(text)
    default: cut(text)
    }
  }

  private mutating func flipped(_ text: String) -> String {
    var bytes = Array(text.utf8)
    bytes[below(bytes.count)] ^= UInt8(1 << below(8))
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func withoutLine(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    lines.remove(at: below(lines.count))
    return lines.joined(separator: "\n")
  }

  private mutating func withLineTwice(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines[below(lines.count)]
    lines.insert(line, at: below(lines.count))
    return lines.joined(separator: "\n")
  }

  private mutating func withOtherNumber(_ text: String) -> String {
    let numbers = ["0", "-1", "1e300", "1e-300", "99999999999999999999", "nan", "0x1F", "1,5", ""]
    var characters = Array(text)
    let digits = characters.indices.filter { characters[$0].isNumber }
    guard !digits.isEmpty else { return text }
    let place = digits[below(digits.count)]
    characters.replaceSubrange(place...place, with: Array(numbers[below(numbers.count)]))
    return String(characters)
  }

  private mutating func withInsertion(_ text: String) -> String {
    let pieces = [
      "(", ")", "{", "}", "[", "]", ": ", "- ", "^", "/", "*", "\"", "'", "&a ", "!!str ", "\t",
      "\u{0}", "\u{FEFF}", "\u{1F600}", "if ", "weight", " kg", "..", "#", "\n", "\r", "|", ">",
      String(repeating: "(", count: 500), String(repeating: "[", count: 200),
    ]
    var characters = Array(text)
    characters.insert(contentsOf: pieces[below(pieces.count)], at: below(characters.count))
    return String(characters)
  }

  private mutating func cut(_ text: String) -> String {
    let characters = Array(text)
    let start = below(characters.count)
    let end = min(characters.count, start + below(12))
    return String(characters[..<start] + characters[end...])
  }
}
