import Foundation
import Testing
import Titrate

@Suite("Uncertain typical values")
struct UncertaintyTests {
  private static let uncertainty = """
      uncertainty:
        from: demo
        evidence: assumption
        parameters:
          V1: { sd: 0.2, distribution: log-normal }
          CL: { sd: 0.6 L/h, distribution: additive }
        correlation: { V1 ~ CL: -0.5 }
    """
  private static let both =
    uncertainty + """

        between subjects:
          distribution: log-normal
          from: demo
          evidence: assumption
          parameters: { V1: { variance: 0.09 } }
      """

  /// The parameters V1 and CL of some rows.
  private func drawn(_ source: ScenarioSource, _ rows: Range<Int>) throws -> [[Double]] {
    try InventedModel.drawn(source, rows).map { $0[0] }
  }

  @Test("Typical values drawn have the mean and the covariance of their uncertainty")
  func moments() throws {
    let isSlow = ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"
    let count = isSlow && !_isDebugAssertConfiguration() ? 65_536 : 4096
    let source = try InventedModel.scenario(
      InventedModel.read(Self.uncertainty), replicates: count)
    let effects = try drawn(source, 0..<count).map { [log($0[0] / 10), $0[1] * 60 - 6] }
    // By hand: 0.2², 0.6² and -0.5 · 0.2 · 0.6.
    let covariance = [[0.04, -0.06], [-0.06, 0.36]]
    let n = Double(count)
    for i in 0..<2 {
      let mean = effects.reduce(0) { $0 + $1[i] } / n
      #expect(abs(mean) <= 5 * (covariance[i][i] / n).squareRoot(), "\(i) \(mean)")
      for j in 0..<2 {
        let product = effects.reduce(0) { $0 + $1[i] * $1[j] } / n
        let square = covariance[i][i] * covariance[j][j] + covariance[i][j] * covariance[i][j]
        #expect(abs(product - covariance[i][j]) <= 5 * (square / n).squareRoot(), "\(i) \(j)")
      }
    }
    // Quantiles: at u the empirical distribution has the standard error √(u(1 - u)/n).
    for (share, deviate) in [(0.025, -1.959964), (0.25, -0.6744898), (0.84134475, 1)] {
      for i in 0..<2 {
        let bound = deviate * covariance[i][i].squareRoot()
        let below = Double(effects.count { $0[i] <= bound }) / n
        #expect(abs(below - share) <= 5 * (share * (1 - share) / n).squareRoot(), "\(i) \(share)")
      }
    }
  }

  @Test("A replicate has one draw for all subjects, and every replicate its own")
  func oneForAll() throws {
    let source = try InventedModel.scenario(InventedModel.read(Self.uncertainty), replicates: 7)
    let rows = try drawn(source, 0..<7 * 11)
    #expect(Set(rows[0..<7]).count == 7)
    for (index, row) in rows.enumerated() { #expect(row == rows[index % 7]) }
    let single = try InventedModel.scenario(InventedModel.read(Self.uncertainty))
    #expect(try drawn(single, 0..<11).allSatisfy { $0 == rows[0] })
    let other = try InventedModel.scenario(
      InventedModel.read(Self.uncertainty), seed: 6, replicates: 7)
    #expect(try drawn(other, 0..<1) != [rows[0]])
  }

  @Test("Subjects differ around the typical values of their replicate")
  func around() throws {
    let uncertain = try InventedModel.scenario(
      InventedModel.read(Self.uncertainty), replicates: 5)
    let both = try InventedModel.scenario(InventedModel.read(Self.both), replicates: 5)
    let typical = try drawn(uncertain, 0..<5 * 400)
    let rows = try drawn(both, 0..<5 * 400)
    let effects = zip(rows, typical).map { log($0[0] / $1[0]) }
    let square = effects.reduce(0) { $0 + $1 * $1 } / 2000
    #expect(abs(square - 0.09) <= 5 * 0.09 * (2 / 2000.0).squareRoot())
    for (row, value) in zip(rows, typical) { #expect(row[1] == value[1]) }
  }
}
