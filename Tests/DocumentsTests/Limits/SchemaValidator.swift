import Documents
import Foundation

/// Python's `jsonschema`, which `make test` installs: a second opinion on what a schema means.
enum SchemaValidator {
  /// What the validator objects to in a YAML file; nothing when it is valid.
  static func objection(toYAML text: String, schema: String) throws -> String? {
    let node = try YAMLNode(parsing: text, file: "schema.yaml")
    let data = try JSONSerialization.data(
      withJSONObject: value(node), options: [.sortedKeys, .fragmentsAllowed])
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1], encoding="utf-8"))
      jsonschema.Draft7Validator.check_schema(schema)
      document = json.load(open(sys.argv[2], encoding="utf-8"))
      faults = [f"{list(e.path)}: {e.message}"
                for e in jsonschema.Draft7Validator(schema).iter_errors(document)]
      sys.exit("\\n".join(faults) or 0)
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    let path = EditorSchemaTests.folder.appendingPathComponent(schema).path
    process.arguments = ["-c", script, path, file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let words = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : String(decoding: words, as: UTF8.self)
  }

  /// What an editor sees: whole numbers are numbers, every other scalar of these files is a text.
  private static func value(_ node: YAMLNode) -> Any {
    switch node.content {
    case .scalar(let text): Int(text).map { $0 as Any } ?? text
    case .sequence(let items): items.map(value)
    case .mapping(let entries):
      Dictionary(uniqueKeysWithValues: entries.map { ($0.key, value($0.value)) })
    }
  }
}
