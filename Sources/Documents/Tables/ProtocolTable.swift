public import Diagnostics
public import Dosing
public import Limits
public import Patients

/// Protocols as a CSV table with a row for every step; the article *Protocol tables* describes
/// every column.
///
/// ```swift
/// let table = ProtocolTable(text: text, file: "ward.csv")
/// table.entries.map(\.dosing.id)  // in the order of the file
/// table.findings                  // everything that is wrong with any of its rows
/// ```
public struct ProtocolTable: Hashable, Sendable {
  /// The largest table that is read, in bytes.
  public static let largestFile = CSVReader.largestFile

  /// The protocols that could be read, in the order of the file.
  public let entries: [Entry]
  /// Everything that is wrong with the table, in the order of its rows.
  ///
  /// A protocol with an error is not among the entries, and neither are those beside a row that
  /// could not be read.
  public let findings: [Diagnostic]

  /// One protocol of a table and what is stated beside it.
  public struct Entry: Hashable, Sendable {
    /// The protocol, with the places of its steps.
    public var dosing: DosingProtocol
    /// Where its id stands first.
    public var location: SourceLocation
    /// The patients that its rows state; none when a panel is to be used.
    public var subjects: [Subject]
    /// The verdict that is expected for patients who are not stated here.
    public var expected: Expectation?

    /// Makes an entry.
    public init(
      dosing: DosingProtocol, location: SourceLocation, subjects: [Subject] = [],
      expected: Expectation? = nil
    ) {
      self.dosing = dosing
      self.location = location
      self.subjects = subjects
      self.expected = expected
    }
  }

  /// A patient that a table states beside a protocol.
  public struct Subject: Hashable, Sendable {
    /// What is known about the patient.
    public var patient: Patient
    /// Where the weight stands, or whatever else is stated first.
    public var location: SourceLocation
    /// The verdict that is expected for this patient.
    public var expected: Expectation?

    /// Makes a subject.
    public init(patient: Patient, location: SourceLocation, expected: Expectation? = nil) {
      self.patient = patient
      self.location = location
      self.expected = expected
    }
  }

  /// A verdict that the author of a table expects.
  public struct Expectation: Hashable, Sendable {
    /// The worst finding that is expected.
    public var verdict: ExpectedVerdict
    /// Where it stands.
    public var location: SourceLocation

    /// Makes an expectation.
    public init(_ verdict: ExpectedVerdict, at location: SourceLocation) {
      self.verdict = verdict
      self.location = location
    }
  }

  /// Reads a table.
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: The name by which diagnostics call it.
  public init(text: String, file: String) {
    do throws(Diagnostic) {
      var reader = ProtocolTableReader(try CSVReader(text, file: file))
      reader.read()
      entries = reader.entries
      findings = reader.findings.diagnostics
    } catch {
      entries = []
      findings = [error]
    }
  }
}
