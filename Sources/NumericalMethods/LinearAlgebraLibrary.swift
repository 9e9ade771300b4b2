internal import CLAPACK

/// One-time set-up of the BLAS and LAPACK this module links to.
package enum LinearAlgebraLibrary {
  /// Sets one thread, and ends the others, on first use.
  ///
  /// The matrices here are small: worker threads cost start-up time, and the number of threads can
  /// change the last bits of a result.
  private static let useOneThread: Void = clapack_use_one_thread()

  /// Its version and the kernel it has chosen for this processor, which decides the last bits of what
  /// it computes.
  package static var text: String {
    // "OpenBLAS 0.3.26 ...", then how it was built.
    let words = String(cString: openblas_get_config()).split(separator: " ").prefix(2)
    return words.joined(separator: " ") + ", kernel " + String(cString: openblas_get_corename())
  }

  /// To be called before the first BLAS or LAPACK call, and by programs when they start.
  package static func prepare() { useOneThread }
}
