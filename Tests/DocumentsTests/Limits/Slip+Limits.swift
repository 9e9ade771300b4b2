extension Slip {
  /// Slips in the good limits that each give one finding, in the order of the file.
  static let limits: [Slip] = [
    Slip("limits/1", "limits/2", "T2004", at: "limits/2", "first line"),
    Slip("id: exampline/demo", "id: demo", "T2052", at: "demo", "ketamine/"),
    Slip("drug: exampline", "drug: other", "T2052", at: "other", "correct the drug"),
    Slip("form: base\n", "", "T2003", at: "titrate", "add `form"),
    Slip(
      "care area: demo", "care-area: x\ncare area: demo", "T2002", at: "care-area", "`care area`"),
    Slip("18..80 y", "80..18 y", "T3007", at: "80..18 y", "smaller value first"),
    Slip("40..160 kg", "40..160", "T3003", at: "160", "unit"),
    Slip("within: 15 min", "within: 15 mg", "T3004", at: "15 mg", "40 min"),
    Slip("bolus within: 15 min\n", "", "T2087", at: "bolus dose", "`bolus within`"),
    Slip("lowest flow: 0.2 mL/h", "lowest flow: 2000 mL/h", "T5022", at: "{ flow", "data sheet"),
    Slip("highest flow: 1200 mL/h", "highest flow: 1200 mL", "T3004", at: "1200 mL,", "per time"),
    Slip("volume step: 0.5 mL", "volume step: 0.5 mg", "T3004", at: "0.5 mg }", "0.1 mL"),
    Slip("pump: {", "Pump: {", "T2088", at: "pump error", "describe the pump", echoes: 1),
    Slip("doi: 10.0000", "doi: https://doi.org/10.0000", "T2052", at: "https", "correct it"),
    Slip(
      "{ id: own,", "{ id: demo,", "T1003", at: "{ id: demo, cite: \"A", "name of its own",
      echoes: 3),
    Slip(
      "condition: cystitis", "condition: pregnancy", "T2085",
      at: "{ condition: pregnancy, severity: h", "better source"),
    Slip(
      "condition: pregnancy", "condition: pregnant", "T2005", at: "pregnant",
      "did you mean `pregnancy`"),
    Slip("severity: soft", "severity: sotf", "T2005", at: "sotf", "did you mean `soft`"),
    Slip("advisory: Ask., from: demo", "advisory: Ask., from: deom", "T2005", at: "deom", "`demo`"),
    Slip(
      "- id: infusion-rate", "- id: Infusion rate", "T2028", at: "Infusion rate", "choose a name"),
    Slip(
      "{ id: day,", "{ id: infusion-rate,", "T2085", at: "infusion-rate, limit",
      "files of acceptances"),
    Slip("limit: rate\n", "limit: rtae\n", "T2005", at: "rtae", "did you mean `rate`"),
    Slip(
      "limit: rate\n", "limit: rate\n    window: 1 h\n", "T2002", at: "window: 1 h", "remove it"),
    Slip(
      "hard: 1 mg/h, soft: 2 mg/h", "hard: 2 mg/h, soft: 1 mg/h", "T2081", at: "1 mg/h", "exchange"),
    Slip("soft: 2 mg/h", "soft: 100 mg/h", "T2082", at: "100 mg/h }", "exchange"),
    Slip("soft: 2 mg/h", "soft: 2 mg", "T3004", at: "2 mg }", "per time"),
    Slip("soft: 2 mg/h", "soft: 2 mL/h", "T3004", at: "2 mL/h }", "25 mg/h"),
    Slip("soft: 0.5 mg/kg/h", "soft: 1 mg/kg/h", "T2081", at: "1 mg/kg/h, hard", "exchange"),
    Slip("soft: 0.5 mg/kg/h", "soft: 20 mcg/kg/min", "T2081", at: "20 mcg", "exchange"),
    Slip("[1 mg/kg/h, 100 mg/h]", "[1 mg/kg/h, 30 mcg/kg/min]", "T2084", at: "30 mcg", "keep"),
    Slip("soft: 0.5 mg/kg/h", "sotf: 0.5 mg/kg/h", "T2002", at: "sotf", "did you mean `soft`"),
    Slip("60..90 y", "81..90 y", "T2086", at: "81..90 y", "correct the rule"),
    Slip("y, diagnosis: pain }", "y, diagnosis: pian }", "T2086", at: "pian", "`pain`"),
    Slip("window: 24 h, ", "", "T2003", at: "{ id: day", "add `window"),
    Slip("upper: { hard: 5 mg/kg ideal }, ", "", "T2083", at: "{ id: day", "state a bound"),
    Slip("{ hard: 5 mg/kg ideal }", "{ hard: 5 mg/kg idael }", "T3006", at: "idael", "`ideal`"),
    Slip("of: plasma, ", "", "T2003", at: "{ id: level", "add `of"),
    Slip("threshold: 640 ng/mL, ", "", "T2003", at: "{ id: long", "add `threshold"),
    Slip("soft: 6, hard: 12", "soft: 12, hard: 12", "T2081", at: "12, hard", "exchange"),
    Slip("soft: 6, hard: 12", "soft: 6.5, hard: 12", "T2027", at: "6.5", "digits only"),
    Slip("soft: 6, hard: 12", "soft: 0, hard: 12", "T2027", at: "0, hard", "1"),
    Slip("upper: { soft: 5 % }", "upper: { soft: 5 }", "T3003", at: "5 }", "unit"),
    Slip("[0.35 mg/kg, 30 mg]", "[0.35 mg/kg, 30 mL]", "T3004", at: "30 mL", "25 mg"),
    Slip("  - What nobody found.", "  - {}", "T2001", at: "{}", "left out"),
  ]
}
