internal import Titrate

/// A protocol of a file that is checked, with those for whom it is to be judged.
struct PlannedProtocol: Sendable {
  /// The file, as the user named it.
  let path: String
  let dosing: DosingProtocol
  /// Where it starts in the file.
  let location: SourceLocation?
  /// The patients that the file states beside it.
  var subjects: [ProtocolTable.Subject] = []
  /// What is expected for patients who are not stated there.
  var expected: ExpectedVerdict?
}

/// Someone for whom protocols are judged: the patient of the options, or one of a panel.
struct JudgedPerson: Hashable, Sendable {
  /// The name in the panel; nothing for the patient of the options.
  let name: String?
  let patient: Patient
  let context: ClinicalContext
  /// Where the panel states the patient.
  var location: SourceLocation?

  /// The same person, whatever the weight and the name.
  var ofAnyWeight: JudgedPerson {
    var patient = patient
    patient.weight = nil
    return JudgedPerson(name: nil, patient: patient, context: context)
  }

  /// The same person at another weight.
  func weighing(_ weight: Quantity) -> JudgedPerson {
    var patient = patient
    patient.weight = weight
    return JudgedPerson(name: name, patient: patient, context: context, location: location)
  }
}
