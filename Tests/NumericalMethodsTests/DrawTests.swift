import Foundation
import NumericalMethods
import Testing

@Suite("Random draws")
struct DrawTests {
  @Test("Philox gives the known answers of its authors")
  func knownAnswers() {
    // Salmon et al. 2011, Random123's kat_vectors for philox4x32-10.
    let zeros = Philox(seed: 0).words(at: .init(subject: 0, purpose: 0, draw: 0))
    #expect(zeros == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = Philox(seed: .max).words(
      at: .init(subject: .max, purpose: .max, draw: .max, replicate: .max))
    #expect(ones == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    // The digits of pi as counter and key, in the same list.
    let pi = Philox(seed: 0x299f_31d0_a409_3822).words(
      at: .init(
        subject: 0x85a3_08d3_243f_6a88, purpose: 0x7344, draw: 0x1319_8a2e, replicate: 0x0370))
    #expect(pi == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test("a draw is the same alone and among eight subjects, and inside (0, 1)")
  func lanes() {
    let philox = Philox(seed: 7)
    let together = philox.uniforms(at: .init(subject: 100, purpose: 2, draw: 3, replicate: 4))
    for lane in 0..<8 {
      let alone = philox.uniform(
        at: .init(subject: 100 + UInt64(lane), purpose: 2, draw: 3, replicate: 4))
      #expect(alone == together[lane] && alone > 0 && alone < 1)
    }
  }

  @Test(
    "draws have the moments of the normal distribution within 5 standard errors",
    .enabled(if: ProcessInfo.processInfo.environment["TITRATE_SLOW"] == "1"))
  func moments() {
    // A build that is not optimised takes a tenth; the standard errors follow.
    let count = _isDebugAssertConfiguration() ? 100_000 : 1_000_000
    let n = Double(count)
    let philox = Philox(seed: 20_261_127)
    var (sum, squares, cubes, fourths, lag, across) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for subject in stride(from: 0, to: count, by: 8) {
      let first = Portable.normalDeviate(
        philox.uniforms(at: .init(subject: UInt64(subject), purpose: 0, draw: 0)))
      let second = Portable.normalDeviate(
        philox.uniforms(at: .init(subject: UInt64(subject), purpose: 0, draw: 1)))
      for lane in 0..<8 {
        let z = first[lane]
        sum += z
        squares += z * z
        cubes += z * z * z
        fourths += z * z * z * z
        lag += z * second[lane]
        across += z * first[(lane + 1) % 8]
      }
    }
    #expect(abs(sum) / n < 5 / n.squareRoot())
    #expect(abs(squares / n - 1) < 5 * (2 / n).squareRoot())
    #expect(abs(cubes) / n < 5 * (15 / n).squareRoot())
    #expect(abs(fourths / n - 3) < 5 * (96 / n).squareRoot())
    #expect(abs(lag) / n < 5 / n.squareRoot() && abs(across) / n < 5 / n.squareRoot())
  }
}
