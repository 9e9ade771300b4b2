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

  /// A study of seven subjects of whom the maxima of a metabolite are asked for.
  static let metabolite = """
    titrate: study/1
    id: metabolite
    title: Maxima of a metabolite
    seed: 11
    patients: { subjects: 7, weight: { uniform: 50..110 kg }, age: { fixed: 30 y } }
    models: [esketamine/otto-2021]
    protocols: ["10 mg over 30 min"]
    variability: as published
    observe: { every: 30 min, until: 4 h }
    outputs:
      curves: csv
      quantiles: [5, 50, 95]
      metrics: [cmax, tmax, auc, auc to infinity, { time above: 3 ng/mL }]
    """

  /// A study of nine subjects of a model whose compartments are no star: `ring.yaml`.
  static let ring = """
    titrate: study/1
    id: ring
    title: Compartments in a ring
    seed: 5
    patients: { subjects: 9, weight: { uniform: 50..110 kg } }
    models:
      - model: ring.yaml
        assumed between subjects:
          because: test
          distribution: log-normal
          parameters: { CL: { cv: 30 % }, V: { cv: 20 % } }
    protocols: ["testdrug 1 mg/kg over 20 min"]
    variability: as published
    observe: { every: 20 min, until: 2 h }
    outputs: { curves: csv, metrics: [cmax, auc] }
    """

  static let ringModel = """
    titrate: model/1
    id: testdrug/ring
    title: Three compartments in a ring
    drug: testdrug
    analytes: [{ name: testdrug, form: base }]
    sources: [{ id: a, cite: "A 2020" }]
    applies to: { evidence: assumption, sampling: arterial, population: nobody }
    parameters:
      V: { value: 20 L, from: a, evidence: assumption }
      CL: { value: 15 L/h * (weight / 70 kg), from: a, evidence: assumption }
      Q: { value: 10 L/h, from: a, evidence: assumption }
    compartments: { central: V, b: V, c: V }
    flows: [central -> out: CL, central <-> b: Q, b <-> c: Q, c <-> central: Q]
    routes: { iv: central }
    variability: none
    outputs: { plasma: central }

    """

  /// A study of an oral drug with a lag: `oral.yaml`.
  static func oral(weight: String, variability: String) -> String {
    """
    titrate: study/1
    id: oral
    title: Tablets
    seed: 5
    patients: { subjects: 9, weight: \(weight) }
    models:
      - model: oral.yaml
        assumed between subjects:
          because: test
          distribution: log-normal
          parameters: { \(variability): { cv: 20 % } }
    protocols: ["testdrug 50 mg by oral"]
    variability: as published
    observe: { every: 20 min, until: 2 h }
    outputs: { curves: csv, metrics: [cmax, tmax] }
    """
  }

  /// A model with a depot; the lag is the formula.
  static func oralModel(lag: String) -> String {
    """
    titrate: model/1
    id: testdrug/oral
    title: A depot and one compartment
    drug: testdrug
    analytes: [{ name: testdrug, form: base }]
    sources: [{ id: a, cite: "A 2020" }]
    applies to: { evidence: assumption, sampling: arterial, population: nobody }
    parameters:
      V: { value: 20 L, from: a, evidence: assumption }
      CL: { value: 15 L/h * (weight / 70 kg), from: a, evidence: assumption }
      ka: { value: 0.03 1/min, from: a, evidence: assumption }
      rest: { value: 10 min, from: a, evidence: assumption }
      tlag: { value: \(lag), from: a, evidence: assumption }
    compartments: { depot: none, central: V }
    flows: [depot -> central: ka, central -> out: CL]
    routes: { iv: central, oral: { into: depot, lag: tlag } }
    variability: none
    outputs: { plasma: central }

    """
  }

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
