internal import Diagnostics
internal import Patients
internal import Quantities

/// The cells of one row that describe a patient, each number with its unit.
struct PatientCells {
  var age: CSVCell?
  var height: CSVCell?
  var sex: CSVCell?
  var dosingWeight: CSVCell?

  /// Reads the patient, with the checks that options have.
  /// - Parameters:
  ///   - weight: The weight, if there is one.
  ///   - place: Where to say that measures do not go together.
  ///   - findings: Takes every fault and every warning.
  /// - Returns: Nothing when a cell cannot be read.
  func patient(
    weighing weight: CSVCell?, at place: SourceLocation, _ findings: inout Findings
  ) -> Patient? {
    let before = findings.diagnostics.count
    var patient = Patient(
      weight: measure(.weight, weight, &findings), age: measure(.age, age, &findings),
      height: measure(.height, height, &findings),
      dosingWeight: measure(.dosingWeight, dosingWeight, &findings))
    if let sex {
      patient.sex = findings.attempt { () throws(Diagnostic) in
        try Patient.Sex(parsing: sex.text, at: sex.location)
      }
    }
    guard findings.diagnostics.count == before else { return nil }
    for var warning in patient.plausibility() {
      warning.location = weight?.location ?? place
      findings.add(warning)
    }
    return patient
  }

  private func measure(
    _ measure: Patient.Measure, _ cell: CSVCell?, _ findings: inout Findings
  ) -> Quantity? {
    guard let cell else { return nil }
    return findings.attempt { () throws(Diagnostic) in
      try measure.read(cell.text, at: cell.location)
    }
  }
}
