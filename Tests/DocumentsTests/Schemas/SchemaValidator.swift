import Documents
import Foundation
import Testing

/// Python's `jsonschema`, which `make test` installs: a second opinion on what a schema means.
enum SchemaValidator {
  /// What the validator objects to in a YAML file; nothing when it is valid.
  static func objection(toYAML text: String, schema: String) throws -> String? {
    try objections(toYAML: [text], schema: schema)[0]
  }

  /// What the validator objects to in each of some YAML files; nothing where one is valid.
  static func objections(toYAML texts: [String], schema: String) throws -> [String?] {
    let documents = try texts.map { value(try YAMLNode(parsing: $0, file: "schema.yaml")) }
    let data = try JSONSerialization.data(withJSONObject: documents, options: [.sortedKeys])
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let script = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1], encoding="utf-8"))
      jsonschema.Draft7Validator.check_schema(schema)
      validator = jsonschema.Draft7Validator(schema)
      faults = [[f"{list(e.path)}: {e.message}" for e in validator.iter_errors(document)]
                for document in json.load(open(sys.argv[2], encoding="utf-8"))]
      print(json.dumps(["\\n".join(found) for found in faults]))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    let path = EditorSchema.folder.appendingPathComponent(schema).path
    process.arguments = ["-c", script, path, file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let words = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let found = try #require(try JSONSerialization.jsonObject(with: words) as? [String])
    try #require(found.count == texts.count)
    return found.map { $0.isEmpty ? nil : $0 }
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
