internal import Titrate

/// Those for whom every protocol is judged: the patient of the options, and a panel.
struct JudgedPanel {
  /// The patient of the options first, then the panel in its order.
  private(set) var people: [JudgedPerson] = []
  /// What is wrong with the panel, or to be warned about.
  private(set) var findings: [Diagnostic] = []
  /// Where care areas and diagnoses are declared, to be held against the limits.
  private(set) var declared: [(careArea: PatientPanel.Word?, diagnosis: PatientPanel.Word?)] = []

  /// Reads the patient of the options and the panel.
  /// - Parameters:
  ///   - patient: The patient of the options; nobody when nothing is stated.
  ///   - context: What the options declare; it holds for a member of the panel who states nothing
  ///     else.
  ///   - path: The file of the panel.
  init(
    patient: Patient, context: ClinicalContext, panel path: String?
  ) throws(DiagnosticError) {
    if patient != Patient() {
      people.append(JudgedPerson(name: nil, patient: patient, context: context))
      findings += patient.plausibility()
    }
    guard let path else { return }
    let text: LoadedText
    do {
      text = try LoadedText(
        reading: path, atMost: ProtocolTable.largestFile,
        mentioned: CommandLineText.place(ofValue: path, for: "--patients"))
    } catch {
      throw DiagnosticError(error)
    }
    let panel = PatientPanel(text: text.text, file: text.path)
    findings += panel.findings
    for member in panel.members { add(member, context) }
  }

  private mutating func add(_ member: PatientPanel.Member, _ context: ClinicalContext) {
    let own = member.context(beside: context, &findings)
    declared.append((member.careArea, member.diagnosis))
    people.append(
      JudgedPerson(
        name: member.name, patient: member.patient, context: own, location: member.location))
  }
}
