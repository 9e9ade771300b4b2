extension PublishedBound {
  /// Every bound that a source states and a set holds: what, where, how much, how well seen.
  static let table: [PublishedBound] = [
    // Spravato labels: 28 mg a device, at most 84 mg a session, 5 min between devices.
    .init("esketamine/nasal-session", "session-dose", "lower soft", "28 mg", "abstract"),
    .init("esketamine/nasal-session", "session-dose", "upper hard", "84 mg", "abstract"),
    .init("esketamine/nasal-session", "device-dose", "upper soft", "28 mg", "abstract"),
    .init("esketamine/nasal-session", "device-interval", "lower soft", "5 min", "abstract"),
    // Schwenk 2018: bolus up to 0.35 mg/kg, infusion up to 1 mg/kg/h. Idvall 1979: 2.7 umol/L.
    .init("ketamine/acute-pain", "bolus-dose", "upper soft", "0.35 mg/kg", "one source"),
    .init("ketamine/acute-pain", "infusion-rate", "upper soft", "1 mg/kg/h", "one source"),
    .init("ketamine/acute-pain", "plasma-recovery", "upper soft", "642 ng/mL", "calculated"),
    // Ketalar label: 1 to 4.5 mg/kg over 60 s; 6.5 to 13 mg/kg IM; half doses; 0.1 to 0.5 mg/min.
    .init(
      "ketamine/anaesthesia-induction", "induction-dose", "upper hard", "4.5 mg/kg", "abstract"),
    .init("ketamine/anaesthesia-induction", "repeat-dose", "lower soft", "0.5 mg/kg", "calculated"),
    .init("ketamine/anaesthesia-induction", "induction-duration", "lower soft", "60 s", "abstract"),
    .init(
      "ketamine/anaesthesia-induction", "intramuscular-dose", "upper hard", "13 mg/kg", "abstract"),
    .init(
      "ketamine/anaesthesia-induction", "maintenance-microdrip", "lower soft", "0.1 mg/min",
      "two sources"),
    .init(
      "ketamine/anaesthesia-induction", "maintenance-microdrip", "upper soft", "0.5 mg/min",
      "two sources"),
    .init(
      "ketamine/anaesthesia-induction", "undiluted-strength", "upper soft", "50 mg/mL", "calculated"
    ),
    // UK page for renal patients: 0.5 to 2 mg/kg, then 10 to 45 mcg/kg/min.
    .init("ketamine/anaesthesia-infusion", "loading-dose", "lower soft", "0.5 mg/kg", "one source"),
    .init("ketamine/anaesthesia-infusion", "loading-dose", "upper soft", "2 mg/kg", "one source"),
    .init(
      "ketamine/anaesthesia-infusion", "maintenance-rate", "lower soft", "10 mcg/kg/min",
      "one source"),
    .init(
      "ketamine/anaesthesia-infusion", "maintenance-rate", "upper soft", "45 mcg/kg/min",
      "one source"),
    // Cohen 2018: bolus up to 0.35 mg/kg, 0.5 to 2 mg/kg/h, at least 80 mg over more than 2 h.
    .init("ketamine/chronic-pain-clinic", "bolus-dose", "upper soft", "0.35 mg/kg", "one source"),
    .init("ketamine/chronic-pain-clinic", "infusion-rate", "upper soft", "2 mg/kg/h", "one source"),
    .init("ketamine/chronic-pain-clinic", "session-dose", "lower soft", "80 mg", "one source"),
    .init("ketamine/chronic-pain-clinic", "session-duration", "lower soft", "2 h", "one source"),
    .init(
      "ketamine/chronic-pain-clinic", "plasma-recovery", "upper soft", "642 ng/mL", "calculated"),
    // Kiefer 2002: 3, 4, 5 mg/kg/h by day; Kiefer 2007: 5 days.
    .init("ketamine/crps-anaesthetic-dose", "infusion-rate", "upper soft", "5 mg/kg/h", "abstract"),
    .init("ketamine/crps-anaesthetic-dose", "course-duration", "upper soft", "5 d", "abstract"),
    // Goldberg 2010: 10 to 40 mg/h, 5 days.
    .init("ketamine/crps-inpatient", "infusion-rate", "lower soft", "10 mg/h", "abstract"),
    .init("ketamine/crps-inpatient", "infusion-rate", "upper soft", "40 mg/h", "abstract"),
    .init("ketamine/crps-inpatient", "course-duration", "upper soft", "5 d", "abstract"),
    .init("ketamine/crps-inpatient", "plasma-recovery", "upper soft", "642 ng/mL", "calculated"),
    // Schwartzman 2009: at most 0.35 mg/kg/h and never above 25 mg/h, 4 h daily, 10 days.
    .init("ketamine/crps-outpatient", "infusion-rate", "upper soft", "0.35 mg/kg/h", "abstract"),
    .init("ketamine/crps-outpatient", "infusion-rate", "upper soft", "25 mg/h", "abstract"),
    .init("ketamine/crps-outpatient", "session-duration", "upper soft", "4 h", "abstract"),
    .init("ketamine/crps-outpatient", "session-count", "upper soft", "10", "abstract"),
    .init("ketamine/crps-outpatient", "session-interval", "lower soft", "1 d", "abstract"),
    .init("ketamine/crps-outpatient", "plasma-recovery", "upper soft", "642 ng/mL", "calculated"),
    // Dose-finding trial: 0.1 to 1 mg/kg over 40 min; the standard infusion takes 40 min.
    .init("ketamine/depression-infusion", "session-dose", "lower soft", "0.1 mg/kg", "abstract"),
    .init("ketamine/depression-infusion", "session-dose", "upper soft", "1 mg/kg", "abstract"),
    .init(
      "ketamine/depression-infusion", "session-duration", "lower soft", "40 min", "two sources"),
    .init(
      "ketamine/depression-infusion", "plasma-recovery", "upper soft", "642 ng/mL", "calculated"),
    // West J Emerg Med 2020: 0.2 to 0.3 mg/kg, at most 25 mg, over 5 min, once more at 30 min;
    // 4 mg/kg IM, at most 500 mg.
    .init("ketamine/emergency", "analgesic-dose", "lower soft", "0.2 mg/kg", "abstract"),
    .init("ketamine/emergency", "analgesic-dose", "upper soft", "0.3 mg/kg", "abstract"),
    .init("ketamine/emergency", "analgesic-dose", "upper soft", "25 mg", "abstract"),
    .init("ketamine/emergency", "analgesic-duration", "lower soft", "5 min", "abstract"),
    .init("ketamine/emergency", "analgesic-count", "upper soft", "2", "abstract"),
    .init("ketamine/emergency", "analgesic-interval", "lower soft", "30 min", "abstract"),
    .init("ketamine/emergency", "agitation-dose", "upper soft", "4 mg/kg", "abstract"),
    .init("ketamine/emergency", "agitation-dose", "upper soft", "500 mg", "abstract"),
    // PADIS 2018: 0.5 mg/kg, then 1 to 2 mcg/kg/min. Koppel 1990: 1.1 to 1.3 mg/kg/h.
    // Gaspard 2013: nothing below 0.9 mg/kg/h. A protocol: 0.5 to 3 mg/kg at most 0.5 mg/kg/min,
    // at most 10 mg/kg/h. A weak page: at most 2 mg/kg/h and 100 mg/h.
    .init("ketamine/icu", "adjunct-loading-dose", "upper soft", "0.5 mg/kg", "two sources"),
    .init("ketamine/icu", "adjunct-rate", "lower soft", "1 mcg/kg/min", "two sources"),
    .init("ketamine/icu", "adjunct-rate", "upper soft", "2 mcg/kg/min", "two sources"),
    .init("ketamine/icu", "analgosedation-rate", "upper soft", "1.3 mg/kg/h", "abstract"),
    .init("ketamine/icu", "analgosedation-ceiling", "upper soft", "2 mg/kg/h", "weak source"),
    .init("ketamine/icu", "analgosedation-ceiling", "upper soft", "100 mg/h", "weak source"),
    .init("ketamine/icu", "status-rate-floor", "lower soft", "0.9 mg/kg/h", "abstract"),
    .init("ketamine/icu", "status-rate", "upper soft", "10 mg/kg/h", "one source"),
    .init("ketamine/icu", "status-loading-dose", "lower soft", "0.5 mg/kg", "one source"),
    .init("ketamine/icu", "status-loading-dose", "upper soft", "3 mg/kg", "one source"),
    .init("ketamine/icu", "status-loading-rate", "upper soft", "0.5 mg/kg/min", "one source"),
  ]
}
