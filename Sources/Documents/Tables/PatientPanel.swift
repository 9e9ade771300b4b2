public import Diagnostics
public import Patients

/// Patients as a CSV table with a row for each; the article *Protocol tables* describes every
/// column.
public struct PatientPanel: Hashable, Sendable {
  /// The patients that could be read, in the order of the file.
  public let members: [Member]
  /// Everything that is wrong with the table, in the order of its rows; a patient with an error is
  /// not among the members.
  public let findings: [Diagnostic]

  /// A patient with a name.
  public struct Member: Hashable, Sendable {
    /// What the patient is called in the table; no two are called alike.
    public var name: String
    /// Where the name stands.
    public var location: SourceLocation
    /// What is known about the patient's body.
    public var patient: Patient
    /// Where the patient is treated, if it is stated.
    public var careArea: Word?
    /// What the patient is treated for, if it is stated.
    public var diagnosis: Word?
    /// The conditions that were declared: empty for `none`, nothing when they are unknown.
    public var conditions: [Word]?

    /// Makes a member.
    public init(
      name: String, location: SourceLocation, patient: Patient, careArea: Word? = nil,
      diagnosis: Word? = nil, conditions: [Word]? = nil
    ) {
      self.name = name
      self.location = location
      self.patient = patient
      self.careArea = careArea
      self.diagnosis = diagnosis
      self.conditions = conditions
    }
  }

  /// A word of a cell and where it stands; whoever knows the vocabulary judges it.
  public struct Word: Hashable, Sendable {
    /// The word.
    public var text: String
    /// Where it stands.
    public var location: SourceLocation

    /// Makes a word.
    public init(_ text: String, at location: SourceLocation) {
      self.text = text
      self.location = location
    }
  }

  /// Reads a table of patients.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  public init(text: String, file: String) {
    do throws(Diagnostic) {
      var reader = PatientPanelReader(try CSVReader(text, file: file))
      reader.read()
      members = reader.members
      findings = reader.findings.diagnostics
    } catch {
      members = []
      findings = [error]
    }
  }
}
