/// A model file that is right, in which a metabolite is formed and eliminated by flows that
/// saturate.
enum SaturableModel {
  static let text = """
    titrate: model/1
    id: exampline/saturable-2020
    title: Invented model
    drug: exampline
    analytes:
      - { name: exampline, form: base, molar mass: 200 g/mol }
      - { name: norexampline, form: base }
    sources:
      - { id: demo, cite: "Nobody N. Nowhere 2020;1:1-2" }
    applies to: { sampling: venous, population: nobody at all }
    parameters:
      V1: { value: 10 L, from: demo, evidence: one source }
      V2: { value: 30 L, from: demo, evidence: one source }
      Q2: { value: 72 L/h, from: demo, evidence: one source }
      CL: { value: 6 L/h, from: demo, evidence: one source }
      Vmax: { value: 24 mg/h, from: demo, evidence: one source }
      Km: { value: 500 ng/mL, from: demo, evidence: one source }
      formed: { value: 80 %, from: demo, evidence: one source }
      ratio: { value: 180 / 200, from: demo, evidence: calculated }
      V_m: { value: 20 L, from: demo, evidence: one source }
      M_m: { value: 180 g/mol, from: demo, evidence: one source }
      high: { value: 6 mg/h * (weight / 70 kg)^0.75, from: demo, evidence: one source }
      half: { value: 1.8 umol/L * M_m, from: demo, evidence: one source }
      k_a: { value: 0.05 1/min, from: demo, evidence: one source }
    compartments:
      central: V1
      rapid: V2
      depot: none
      met: { volume: V_m, analyte: norexampline }
    flows:
      - central -> met: { Vmax: Vmax, Km: Km, fraction: formed, mass ratio: ratio }
      - central -> out: { clearance: CL }
      - central -> out: { Vmax: high, Km: Km }
      - central <-> rapid: Q2
      - depot -> central: k_a
      - met -> out: { Vmax: high, Km: half }
    routes:
      iv: central
      oral: depot
    variability:
      between subjects:
        from: demo
        evidence: one source
        distribution: log-normal
        parameters: { Vmax: { cv: 30 % }, Km: { variance: 0.09 } }
    outputs: { plasma: central, metabolite: met }
    """

  /// Slips in flows that saturate; each gives one finding.
  static let slips: [Slip] = [
    Slip("Km: Km, fraction", "fraction", "T2051", at: "central -> met", "state also `Km`"),
    Slip("{ Vmax: Vmax, Km", "{ Km", "T2051", at: "central -> met", "state also `Vmax`"),
    Slip("{ Vmax: Vmax, Km", "{ vmax: Vmax, Km", "T2002", at: "vmax:", "did you mean `Vmax`"),
    Slip("{ Vmax: Vmax, Km", "{ Vm: Vmax, Km", "T2002", at: "Vm:", "did you mean `Vmax`"),
    Slip("Km: Km, frac", "K_m: Km, frac", "T2002", at: "K_m:", "did you mean `Km`"),
    Slip("clearance: CL", "clearence: CL", "T2002", at: "clearence", "did you mean `clearance`"),
    Slip(
      "Vmax: Vmax, Km: Km, fraction", "fraction", "T2051", at: "central -> met",
      "such as `clearance: CL` or `Vmax: Vmax, Km: Km`"),
    Slip(
      "{ Vmax: Vmax,", "{ clearance: CL, Vmax: Vmax,", "T2051", at: "central -> met",
      "a flow of its own"),
    Slip(
      "rapid: Q2", "rapid: { Vmax: high, Km: half }", "T2051", at: "central <-> rapid",
      "two flows with `->`"),
    Slip(
      "Vmax: Vmax,", "Vmax: 3,", "T4007", at: "3, Km",
      "define a parameter such as `Vmax: { value: 24 mg/h, from: ..., evidence: ... }`"),
    Slip(
      "Km: Km, frac", "Km: 3, frac", "T4007", at: "3, frac",
      "define a parameter such as `Km: { value: 500 ng/mL, from: ..., evidence: ... }`"),
    Slip(
      "Vmax: { value: 24 mg/h", "Vmax: { value: 24", "T4007", at: "Vmax, Km: Km",
      "`Vmax: { value: 24 mg/h, from: ..., evidence: ... }`"),
    Slip(
      "Vmax: { value: 24 mg/h", "Vmax: { value: 0.1 kg/h", "T4007", at: "Vmax, Km: Km",
      "write a mass of drug per time, such as `24 mg/h`"),
    Slip(
      "Vmax: { value: 24 mg/h", "Vmax: { value: 24 kg", "T4007", at: "Vmax, Km: Km",
      "write a mass of drug per time, such as `24 mg/h`"),
    Slip(
      "Vmax: { value: 24 mg/h", "Vmax: { value: 24 mg/kg", "T4007", at: "Vmax, Km: Km",
      "such as `0.4 mg/kg/h * weight`"),
    Slip(
      "1.8 umol/L * M_m", "M_m / M_m * 1 kg/L", "T4007", at: "half }",
      "write a mass of drug per volume, such as `500 ng/mL`"),
    Slip("Vmax: Vmax,", "Vmax: Vmx,", "T4003", at: "Vmx", "did you mean `Vmax`"),
    Slip("Vmax: Vmax,", "Vmax: 24 mg/h,", "T4009", at: "24 mg/h, Km", "define a parameter"),
    Slip("Km: Km, frac", "Km: 1 mg/L, frac", "T4009", at: "1 mg/L, frac", "define a parameter"),
    Slip("Vmax: { value: 24 mg/h", "Vmax: { value: 2 1/h", "T4007", at: "Vmax, Km: Km", "`rate`"),
    Slip(
      "Vmax: { value: 24 mg/h", "Vmax: { value: 24 L/h", "T4007", at: "Vmax, Km: Km", "`clearance`"
    ),
    Slip("Vmax: { value: 24 mg/h", "Vmax: { value: 24 mg", "T4007", at: "Vmax, Km: Km", "per time"),
    Slip(
      "Vmax: { value: 24 mg/h", "Vmax: { value: 24 mg/kg/h", "T4007", at: "Vmax, Km: Km",
      "multiply by `weight`"),
    Slip(
      "Vmax: { value: 24 mg/h", "Vmax: { value: 24 mg/h / V1", "T4007", at: "Vmax, Km: Km",
      "multiply by a volume"),
    Slip(
      "Vmax: { value: 24 mg/h", "Vmax: { value: 120 umol/h", "T4007", at: "Vmax, Km: Km",
      "`M: { value: 200 g/mol, from: ..., evidence: ... }`"),
    Slip(
      "1.8 umol/L * M_m", "M_m / M_m * 1.8 umol/L", "T4007", at: "half }",
      "such as `M: { value: 237.73 g/mol, from: ..., evidence: ... }`"),
    Slip(
      "Vmax: high, Km: half", "Vmax: half, Km: half", "T4007", at: "half, Km: half", "exchanged"),
    Slip("Vmax: high, Km: half", "Vmax: high, Km: high", "T4007", at: "high }", "exchanged"),
    Slip("1.8 umol/L * M_m", "1.8 umol * M_m", "T4007", at: "half }", "divide by a volume"),
    Slip("M_m: { value: 180 g/mol", "M_m: { value: 0 g/mol", "T4021", at: "half }", "correct"),
    Slip("value: 24 mg/h", "value: -24 mg/h", "T4021", at: "Vmax, Km: Km", "correct the formula"),
    Slip(
      "depot -> central: k_a", "depot -> central: { Vmax: high, Km: half }", "T2045",
      at: "depot -> central", "state the volume of `depot`"),
    Slip(
      ", mass ratio: ratio", "", "T2046", at: "central -> met", "`{Vmax: ..., Km: ..., fraction"),
    Slip(
      "Km: half }", "Km: half, fraction: formed }", "T2046", at: "met -> out",
      "leave out `fraction`"
    ),
    Slip(
      "  - met -> out", "  - met -> out: { Vmax: Vmax, Km: half }\n  - met -> out", "T2042",
      at: "met -> out: { Vmax: high", "add the two Vmax"),
    Slip(
      "{ clearance: CL }", "CL\n  - central -> out: CL * 1", "T2042", at: "central -> out: CL * 1",
      "add the two values"),
    Slip("  - met -> out: { Vmax: high, Km: half }\n", "", "T2044", at: "met: {", "missing flow"),
    Slip("Km: { variance", "Kmm: { variance", "T2041", at: "Kmm", "did you mean `Km`"),
    Slip(
      "Km: { variance: 0.09 }", "Km: { sd: 0.1, distribution: logit }", "T4031", at: "Km: { sd",
      "log-normal"),
  ]
}
