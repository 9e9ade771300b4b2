/// How a report was made, so that it can be made again and compared.
public struct ReportProvenance: Hashable, Sendable {
  /// A file that was read.
  public struct Source: Hashable, Sendable {
    /// What it is, such as `protocol` or `model`.
    public var role: String
    /// Its id, or its name.
    public var name: String
    /// The SHA-256 of its bytes, in hexadecimal.
    public var sha256: String

    /// Makes a source.
    public init(role: String, name: String, sha256: String) {
      self.role = role
      self.name = name
      self.sha256 = sha256
    }
  }

  /// The command as it was given.
  public var command: String
  /// The version of the program.
  public var version: String
  /// How each curve was solved, such as `ketamine by modal`.
  public var methods: [String]
  /// What was read.
  public var sources: [Source]

  /// Makes a provenance.
  public init(
    command: String = "", version: String = "", methods: [String] = [], sources: [Source] = []
  ) {
    self.command = command
    self.version = version
    self.methods = methods
    self.sources = sources
  }

  func add(to content: inout ReportContent) {
    content.heading("How to make this report again")
    content.item("command", command)
    content.item("version", "titrate \(version)")
    for method in methods { content.item("solved", method) }
    for source in sources {
      content.item(source.role, "\(source.name), SHA-256 \(source.sha256)")
    }
    content.paragraph(
      "The same command with the same files and version writes the same report, byte for byte.",
      .quiet)
  }
}
