// LAPACKE and CBLAS as one module. `lapack_int` is a macro in Debian's header and macros of types
// are invisible to Swift, hence the typedef.
#pragma once
#include <cblas.h>
#include <lapacke.h>
typedef lapack_int clapack_int;
