import Benchmark
import NumericalMethods

/// Functions whose bits do not depend on the machine, eight numbers at a time.
func elementaryFunctions() {
  let numbers = SIMD8(0.001, 0.02, 0.3, 0.45, 0.6, 0.75, 0.9, 0.999)
  kernel("exp, 8 lanes") { blackHole(Portable.exp(numbers * -Double($0 & 15))) }
  kernel("expm1, 8 lanes") { blackHole(Portable.expm1(numbers * -Double($0 & 15))) }
  kernel("log, 8 lanes") { blackHole(Portable.log(numbers * Double($0 & 15 + 1))) }
  kernel("normal deviate, 8 lanes") {
    blackHole(Portable.normalDeviate(numbers + Double($0 & 15) * 0x1p-14))
  }
}
