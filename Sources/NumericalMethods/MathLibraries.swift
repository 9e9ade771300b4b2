internal import CLAPACK
internal import Glibc

/// The libraries whose functions differ in their last bits from machine to machine.
package enum MathLibraries {
  /// The C library with a fingerprint of what its functions give here, and the kernel that OpenBLAS
  /// has chosen for this processor.
  ///
  /// The C library picks its functions by the processor too and does not say which; the fingerprint
  /// is of their results where roundings are close.
  package static var text: String {
    var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in 1...400 {
      let x = Double(index) * 0.1234567
      for value in [exp(x - 25), log(x), expm1(-x), pow(x, 0.75), cos(x), sin(x)] {
        fingerprint = (fingerprint ^ value.bitPattern) &* 0x100_0000_01b3
      }
    }
    let core = String(cString: openblas_get_corename())
    let version = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { room in
      guard let start = room.baseAddress, confstr(Int32(_CS_GNU_LIBC_VERSION), start, 64) > 0 else {
        return "libc"
      }
      return String(cString: start)
    }
    return "\(version) \(String(fingerprint, radix: 16)), openblas \(core)"
  }
}
