/// A set of limits with everything that a file can say, for tests that break it.
enum GoodLimits {
  static let text = """
    titrate: limits/1
    id: exampline/demo
    title: Invented limits
    summary: No number in it means anything.
    drug: exampline
    form: base
    care area: demo ward
    applies to: { age: 18..80 y, weight: 40..160 kg, diagnosis: [pain, sleep] }
    bolus within: 15 min
    pump: { flow step: 0.1 mL/h, lowest flow: 0.2 mL/h, highest flow: 1200 mL/h, volume step: 0.5 mL }
    sources:
      - { id: demo, cite: "Nobody N. Nowhere 2020;1:1-2", doi: 10.0000/demo, pmid: 123 }
      - { id: own, cite: "A choice of this file", evidence: assumption }
    contraindications:
      - { condition: pregnancy, severity: soft, advisory: Ask., from: demo, evidence: abstract }
      - { condition: cystitis, severity: hard, from: demo, evidence: two sources }
    rules:
      - id: infusion-rate
        limit: rate
        lower: { hard: 1 mg/h, soft: 2 mg/h }
        upper: { soft: 0.5 mg/kg/h, hard: [1 mg/kg/h, 100 mg/h] }
        route: iv
        applies to: { age: 60..90 y, diagnosis: pain }
        advisory: Watch.
        from: demo
        evidence: abstract
        note: Nothing.
      - { id: day, limit: dose in window, window: 24 h, upper: { hard: 5 mg/kg ideal }, from: demo, evidence: abstract }
      - { id: level, limit: concentration, of: plasma, settled after: 30 min, lower: { soft: 50 ng/mL }, from: demo, evidence: abstract }
      - { id: peak, limit: peak concentration, of: effect site, upper: { soft: 2 umol/L }, from: demo, evidence: abstract }
      - { id: long, limit: time above, of: norexampline, threshold: 640 ng/mL, upper: { soft: 0 min }, from: demo, evidence: abstract }
      - { id: sessions, limit: session count, upper: { soft: 6, hard: 12 }, from: own, evidence: assumption }
      - { id: error, limit: pump error, upper: { soft: 5 % }, from: own, evidence: assumption }
      - { id: bolus, limit: bolus dose, upper: { soft: [0.35 mg/kg, 30 mg] }, from: own, evidence: assumption }
    left out:
      - What nobody found.

    """
}
