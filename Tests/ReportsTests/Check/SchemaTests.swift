import Foundation
import Limits
import Reports
import Testing

@Suite("Reports hold to published schemas")
struct SchemaTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let schemas = folder.appending(path: "Schemas")
  private static let models = folder.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "models/schemas")

  static var reports: [CheckReport] {
    var broken = CheckExample.report()
    broken.add(CheckedFile(path: "broken.yaml", diagnostics: [CheckExample.fault]))
    broken.add(
      CheckExample.aCase(
        "weights", judgements: [CheckExample.passing],
        ranges: [
          WeightRange(
            limitSet: CheckExample.set.id, subject: .rule(0), lower: 35, upper: 160,
            outcome: .impossible("too light"))
        ]), toFile: "ward.csv")
    broken.add(CheckExample.aCase("none", judgements: []), toFile: "ward.csv")
    var declared = CheckExample.aCase(
      "declared",
      judgements: [
        Judgement(
          limits: CheckExample.set,
          verdicts: [
            Verdict(
              .contraindication(0), .broken(.hard), setExclusion: .notConcerned("for children"))
          ],
          unjudged: [UnjudgedCondition(.pregnancy, judges: ["ketamine/other"])])
      ])
    declared.conditions = [.recentStroke, .pregnancy]
    broken.add(declared, toFile: "ward.csv")
    return [
      broken, CheckFormatTests.weirdReport, CheckReport(version: "0.1.0"),
      CheckExample.report([]),
    ]
  }

  /// Runs a validator, which `make test` installs, over a report; its words when it objects.
  private func objection(_ tool: String, _ arguments: [String], _ text: String) throws -> String? {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: tool)
    process.arguments = arguments + [file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let words = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : String(decoding: words, as: UTF8.self)
  }

  private func objection(to text: String, jsonSchema: URL) throws -> String? {
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1], encoding="utf-8"))
      kind = jsonschema.validators.validator_for(schema)
      kind.check_schema(schema)
      report = json.load(open(sys.argv[2], encoding="utf-8"))
      checker = jsonschema.FormatChecker()
      faults = [f"{list(e.path)}: {e.message}" for e in kind(schema, format_checker=checker).iter_errors(report)]
      sys.exit("\\n".join(faults) or 0)
      """
    return try objection("/usr/bin/python3", ["-c", script, jsonSchema.path], text)
  }

  @Test("SARIF validates against the schema of OASIS", arguments: reports.indices)
  func sarif(index: Int) throws {
    let schema = Self.schemas.appending(path: "sarif-schema-2.1.0.json")
    let found = try objection(to: Self.reports[index].rendered(as: .sarif), jsonSchema: schema)
    #expect(found == nil)
  }

  @Test("JUnit validates against the XSD of Jenkins", arguments: reports.indices)
  func junit(index: Int) throws {
    let schema = Self.schemas.appending(path: "junit-10.xsd").path
    let found = try objection(
      "/usr/bin/xmllint", ["--noout", "--nonet", "--schema", schema],
      Self.reports[index].rendered(as: .junit))
    #expect(found == nil)
  }

  @Test("JSON validates against its own schema", arguments: reports.indices)
  func json(index: Int) throws {
    let schema = Self.models.appending(path: "check-1.json")
    let found = try objection(to: Self.reports[index].rendered(as: .json), jsonSchema: schema)
    #expect(found == nil)
  }

  @Test("the validators object to what is wrong")
  func validators() throws {
    let report = CheckExample.report()
    let sarif = report.rendered(as: .sarif).replacing("\"runs\"", with: "\"walks\"")
    let json = report.rendered(as: .json).replacing("\"fail_on\"", with: "\"fail_off\"")
    let junit = report.rendered(as: .junit).replacing("<failure", with: "<fault")
      .replacing("</failure", with: "</fault")
    #expect(
      try objection(
        to: sarif, jsonSchema: Self.schemas.appending(path: "sarif-schema-2.1.0.json")) != nil)
    #expect(
      try objection(to: json, jsonSchema: Self.models.appending(path: "check-1.json")) != nil)
    #expect(
      try objection(
        "/usr/bin/xmllint",
        ["--noout", "--nonet", "--schema", Self.schemas.appending(path: "junit-10.xsd").path], junit
      )
        != nil)
  }
}
