import Testing

/// A model file that is right, and the means to break it in one place.
enum GoodModel {
  static let text = """
    titrate: model/1
    id: exampline/demo-2020
    title: Invented model
    drug: exampline
    analytes:
      - { name: exampline, form: base, molar mass: 200 g/mol }
      - { name: norexampline, form: base, molar mass: 180 g/mol }
    sources:
      - { id: demo, cite: "Nobody N. Nowhere 2020;1:1-2", doi: 10.0000/demo, pmid: 123 }
    applies to:
      age: 18..65 y
      weight: 45 kg..120 kg
      evidence: assumption
      sampling: venous
      population: nobody at all
      longest: 48 h
    parameters:
      V1: { value: 10 L * (weight / 70 kg), from: demo, evidence: two sources }
      CL: { value: 30 L/h * (weight / 70 kg)^0.75, from: demo, evidence: abstract }
      Q2: { value: 60 L/h, from: demo, evidence: one source, note: not scaled }
      V2: { value: V1 * 3, from: demo, evidence: calculated }
      k_a: { value: 0.05 1/min, from: demo, evidence: one source }
      F_oral: { value: 45 %, from: demo, evidence: one source }
      t_lag: { value: 12 min, from: demo, evidence: one source }
      formed: { value: 80 %, from: demo, evidence: one source }
      ratio: { value: 180 / 200, from: demo, evidence: calculated }
      V_m: { value: 20 L, from: demo, evidence: one source }
      CL_m: { value: 15 L/h, from: demo, evidence: one source }
    compartments:
      central: V1
      rapid: V2
      depot: none
      met: { volume: V_m, analyte: norexampline }
    flows:
      - central -> met: { clearance: CL, fraction: formed, mass ratio: ratio }
      - central <-> rapid: Q2
      - depot -> central: { rate: k_a }
      - met -> out: CL_m
    routes:
      iv: central
      oral: { into: depot, bioavailability: F_oral, lag: t_lag }
    effect sites:
      eeg:
        driven by: central
        ke0: 0.2 1/min
        endpoint: EEG
        from: demo
        evidence: abstract
    variability: none published
    outputs: { plasma: central, metabolite: met }
    """

  /// The line and column, from 1, at which a text first stands.
  static func place(of needle: String, in text: String) -> String {
    for (line, content) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard let range = content.firstRange(of: needle) else { continue }
      let column = content[..<range.lowerBound].unicodeScalars.count
      return "\(line + 1):\(column + 1)"
    }
    return "not there: \(needle)"
  }
}
