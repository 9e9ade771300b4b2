/// A study of which some subjects break limits, and the limits.
enum JudgedStudy {
  /// Rules that some keep and others break, that concern some only, and that measure nothing here.
  static let limits = """
    titrate: limits/1
    id: ketamine/own
    title: Invented
    drug: ketamine
    form: racemic base
    care area: ward
    bolus within: 5 min
    sources: [{ id: invented, cite: invented, evidence: assumption }]
    contraindications:
      - { condition: cystitis, severity: soft, from: invented, evidence: assumption }
    rules:
      - id: dose
        limit: session dose
        upper: { soft: 38 mg, hard: 45 mg }
        from: invented
        evidence: assumption
      - id: young
        limit: session dose
        upper: { hard: 38 mg }
        applies to: { age: 18..40 y }
        from: invented
        evidence: assumption
      - id: peak
        limit: concentration
        of: plasma
        upper: { soft: 253 ng/mL, hard: 270 ng/mL }
        from: invented
        evidence: assumption
      - id: bolus
        limit: bolus dose
        upper: { soft: 0.3 mg/kg }
        from: invented
        evidence: assumption
      - id: clinic
        limit: rate
        upper: { hard: 1 mg/kg/h }
        applies to: { diagnosis: pain }
        from: invented
        evidence: assumption
    """

  static let text = """
    titrate: study/1
    id: judged
    title: Shares beyond limits
    seed: 5
    patients:
      subjects: 48
      age: { uniform: 18..65 y }
      weight: { log-normal: { median: 76 kg, cv: 20 % }, within: 45..120 kg }
    models:
      - model: ketamine/kamp-2020
        assumed between subjects:
          because: test
          distribution: log-normal
          parameters: { CL: { cv: 30 % }, V1: { variance: 0.04 } }
    protocols:
      - protocol: session-40-to-180-min
        set: { dose: 0.5 mg/kg }
        vary: { duration: [40 min, 100 min] }
    limits: own.yaml
    variability: as published
    observe: { at: [0 min] }
    outputs: { subjects: [patient], limits: shares }
    """
}
