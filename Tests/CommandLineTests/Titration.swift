import Foundation

/// One run of the built executable, to its end.
struct Titration {
  var status: Int32
  var output: String
  var errors: String

  /// The executable beside the test bundle.
  static var executable: String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: own).deletingLastPathComponent().appending(path: "titrate").path
  }

  /// The folder that holds `Package.swift`.
  static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// Runs `titrate` with arguments.
  static func run(
    _ arguments: [String], input: String = "", in folder: String? = nil,
    executable: String = Titration.executable, environment: [String: String] = [:]
  ) throws -> Titration {
    let scratch = try Scratch()
    try scratch.write(input, to: "input")
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder ?? scratch.path)
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "TERM"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle(forReadingAtPath: scratch.file("input"))
    // Files take any amount of text without anyone reading meanwhile.
    process.standardOutput = try scratch.handle("output")
    process.standardError = try scratch.handle("errors")
    try process.run()
    process.waitUntilExit()
    return Titration(
      status: process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus,
      output: try scratch.read("output"), errors: try scratch.read("errors"))
  }

  /// Runs a shell command in which `$titrate` is the executable.
  static func shell(_ command: String, in folder: String? = nil) throws -> Titration {
    try run(
      ["-c", command], in: folder, executable: "/bin/bash",
      environment: ["titrate": executable, "TERM": "xterm"])
  }

  /// The first code in the errors, such as `T8001`.
  var code: String {
    errors.firstMatch(of: /error\[(T\d{4})\]/).map { String($0.1) } ?? ""
  }

  /// The numbers of a CSV table by the names of its columns.
  var table: [String: [Double]] {
    let lines = output.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    guard let names = lines.first else { return [:] }
    var table: [String: [Double]] = [:]
    for (index, name) in names.enumerated() {
      table[name] = lines.dropFirst().compactMap { index < $0.count ? Double($0[index]) : nil }
    }
    return table
  }
}

/// A folder that is removed with the value that made it.
final class Scratch {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "titrate-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try write(bytes: Array(text.utf8), to: name)
  }

  @discardableResult
  func write(bytes: [UInt8], to name: String) throws -> String {
    let url = URL(filePath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: file(name))), as: UTF8.self)
  }

  func handle(_ name: String) throws -> FileHandle {
    try write("", to: name)
    return try FileHandle(forWritingTo: URL(filePath: file(name)))
  }

  /// The names of what is in the folder.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
