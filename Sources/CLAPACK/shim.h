// LAPACKE and CBLAS as one module. `lapack_int` is a macro in Debian's header and macros of types
// are invisible to Swift, hence the typedef.
#pragma once
#include <cblas.h>
#include <lapacke.h>
typedef lapack_int clapack_int;

// Exported by OpenBLAS's threaded build only, and declared in none of its headers.
extern int blas_thread_shutdown_(void) __attribute__((weak));

// One thread from now on. The worker threads that OpenBLAS starts when it is loaded would go on
// asking for work, in a loop, for some 20 ms: as long as a whole run of a small program.
static inline void clapack_use_one_thread(void) {
  openblas_set_num_threads(1);
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}
