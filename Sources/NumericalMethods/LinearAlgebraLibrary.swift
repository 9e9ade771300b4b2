internal import CLAPACK

/// One-time set-up of the BLAS and LAPACK this module links to.
enum LinearAlgebraLibrary {
  /// Runs `openblas_set_num_threads(1)` on first use.
  ///
  /// The matrices here are small: worker threads cost start-up time, and the number of threads can
  /// change the last bits of a result.
  private static let useOneThread: Void = openblas_set_num_threads(1)

  /// To be called before the first BLAS or LAPACK call.
  static func prepare() { useOneThread }
}
