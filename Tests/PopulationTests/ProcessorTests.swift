import Foundation
import Testing

@Suite("The same bits in other processes")
struct ProcessorTests {
  /// The sums that `PopulationWorkloads bits` prints: all concentrations, then maximum, its time and
  /// area of the plasma, then of the metabolite.
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
    arguments: [(1, 1), (2, 7), (8, 16)])
  func threads(threads: Int, blockSize: Int) throws {
    let sums = try Self.sums(threads: 1, blockSize: 64)
    #expect(sums.count == 7)
    #expect(try Self.sums(threads: threads, blockSize: blockSize) == sums)
  }

  @Test(
    "on the SIMD path whatever the C and linear algebra libraries take the processor for",
    arguments: [
      ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"], ["OPENBLAS_CORETYPE": "Haswell"],
      ["OPENBLAS_CORETYPE": "SkylakeX"], ["OPENBLAS_CORETYPE": "Nehalem"],
    ])
  func processors(environment: [String: String]) throws {
    let sums = try Self.sums(threads: 1, blockSize: 64)
    let others = try Self.sums(threads: 1, blockSize: 64, environment: environment)
    #expect(others[0..<4] == sums[0..<4])
    #expect(others[6] == sums[6])
  }

  @Test(
    "but not yet maxima from the scalar curve, which takes e^x from the C library",
    .enabled(if: ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"))
  func scalarMaxima() throws {
    let without = ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"]
    let sums = try Self.sums(threads: 2, blockSize: 64, subjects: 500)
    let others = try Self.sums(threads: 2, blockSize: 64, subjects: 500, environment: without)
    #expect(others[0..<4] == sums[0..<4])
    // Whether a bit differs depends on the processor: one without FMA shows none.
    withKnownIssue("the metabolite's maximum", isIntermittent: true) {
      #expect(others[4...5] == sums[4...5])
    }
  }
}
