import Foundation
import Testing

@Suite("The same bits in other processes")
struct ProcessorTests {
  /// The sums that `PopulationWorkloads bits` prints: all concentrations, then maximum, its time
  /// and area of the plasma, then of the metabolite; the same once more for sessions that differ, and
  /// for doses into a muscle with lags of each subject's own besides.
  static func sums(
    threads: Int, blockSize: Int, subjects: Int = 40, environment: [String: String] = [:]
  ) throws -> [String] {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(filePath: own).deletingLastPathComponent()
      .appending(path: "PopulationWorkloads")
    process.arguments = ["bits", "\(threads)", "\(blockSize)", "\(subjects)"]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self).split(separator: " ").map {
      $0.trimmingCharacters(in: .newlines)
    }
  }

  @Test(
    "concentrations, maxima, their times and areas: for any number of threads and size of blocks",
    arguments: [(1, 1), (2, 7), (8, 16), (2, 1_000)])
  func threads(threads: Int, blockSize: Int) throws {
    let sums = try Self.sums(threads: 1, blockSize: 64)
    #expect(sums.count == 21)
    #expect(try Self.sums(threads: threads, blockSize: blockSize) == sums)
  }

  /// What makes the C library, OpenBLAS and the hashed collections choose other ways.
  static let environments = [
    ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"],
    ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F,-AVX,-SSE4_2"],
    ["OPENBLAS_CORETYPE": "Haswell"], ["OPENBLAS_CORETYPE": "SkylakeX"],
    ["OPENBLAS_CORETYPE": "Nehalem"], ["SWIFT_DETERMINISTIC_HASHING": "1"],
  ]

  @Test("whatever the libraries take the processor for", arguments: environments)
  func processors(environment: [String: String]) throws {
    let sums = try Self.sums(threads: 1, blockSize: 64)
    #expect(try Self.sums(threads: 1, blockSize: 64, environment: environment) == sums)
  }

  @Test(
    "also of so many subjects that some value lies where the C library's functions differ",
    .enabled(if: ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"))
  func manySubjects() throws {
    let sums = try Self.sums(threads: 2, blockSize: 64, subjects: 600)
    for environment in Self.environments.prefix(2) {
      let others = try Self.sums(threads: 1, blockSize: 7, subjects: 600, environment: environment)
      #expect(others == sums)
    }
  }
}
