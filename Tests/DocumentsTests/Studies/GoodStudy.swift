/// A study file that is right and uses every key.
enum GoodStudy {
  static let text = """
    titrate: study/1
    id: good
    title: Invented study
    summary: for tests
    seed: 18446744073709551615
    replicates: 3
    patients:
      subjects: 1000
      sex: { female: 45.5 %, male: 54.5 % }
      age: { uniform: 18..65 y }
      height:
        female: { normal: { mean: 165 cm, sd: 7 cm }, within: 145..190 cm }
        male: { normal: { mean: 178 cm, sd: 7 cm }, within: 155..205 cm }
      weight: { log-normal: { median: 75 kg, cv: 20 % }, within: 45..120 kg }
      dosing weight: { categorical: { 60 kg: 30 %, 80 kg: 70 % } }
      correlation: { weight ~ height: 0.5 }
    models:
      - ketamine/kamp-2020
      - model: ketamine/domino-1984
        effect site: eeg
        assumed between subjects:
          because: invented
          distribution: log-normal
          parameters: { CL: { cv: 30 % } }
        assumed between sessions:
          because: days differ
          distribution: proportional
          parameters: { CL: { cv: 15 % } }
        assumed residual error:
          because: assays differ
          outputs: { plasma: { proportional: 0.15, additive: 3 ng/mL } }
    protocols:
      - depression-40-min
      - protocol: session-40-to-180-min
        set: { dose: 0.5 mg/kg }
        vary: { duration: [40 min, 60 min, 100 min] }
    variability: as published
    residual error: as published
    limits:
      sets: [ketamine/depression-infusion, own.yaml]
      care area: clinic
      diagnosis: depression
      conditions: [cystitis]
    observe: { every: 15 min, until: 24 h }
    outputs:
      curves: [csv, nonmem]
      quantiles: [2.5, 50, 97.5]
      metrics: [cmax, tmax, auc, auc to infinity, { time above: 100 ng/mL }, half-life]
      subjects: [patient, parameters]
      limits: shares
    """
}
