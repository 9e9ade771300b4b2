import Foundation

/// Studies for tests, and what they leave behind.
enum Studies {
  /// A study of 61 drawn subjects, two models, three scenarios of a setting, every kind of output.
  static let text = """
    titrate: study/1
    id: test
    title: A study for tests
    seed: 7
    patients:
      subjects: 61
      sex: { female: 40 %, male: 60 % }
      age: { uniform: 18..65 y }
      height: { normal: { mean: 172 cm, sd: 9 cm }, within: 150..200 cm }
      weight: { log-normal: { median: 76 kg, cv: 20 % }, within: 45..120 kg }
      correlation: { weight ~ height: 0.5 }
    models:
      - model: ketamine/kamp-2020
        assumed between subjects:
          because: test
          distribution: log-normal
          parameters: { CL: { cv: 30 % }, V1: { variance: 0.04 } }
          correlation: { CL ~ V1: 0.4 }
    protocols:
      - protocol: session-40-to-180-min
        set: { dose: 0.5 mg/kg }
        vary: { duration: [40 min, 100 min] }
      - "0.5 mg/kg over 40 min"
    variability: as published
    observe: { at: [0 min, 20 min, 40 min, 41.5 min, 3 h, 24 h] }
    outputs:
      curves: csv
      quantiles: [2.5, 50, 97.5]
      metrics: [cmax, tmax, auc, auc to infinity, { time above: 50 ng/mL }, half-life, clearance]
      subjects: [patient, parameters]
    """

  /// The hash of every file of a folder, by name.
  static func hashes(of folder: String) throws -> [String: String] {
    let run = try Titration.shell("cd '\(folder)' && sha256sum *")
    var hashes: [String: String] = [:]
    for line in run.output.split(separator: "\n") {
      let words = line.split(separator: " ")
      hashes[String(words[1])] = String(words[0])
    }
    return hashes
  }
}
