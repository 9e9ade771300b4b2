extension Portable {
  public static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> { x }
  public static func expm1(_ x: SIMD8<Double>) -> SIMD8<Double> { x }
  public static func log(_ x: SIMD8<Double>) -> SIMD8<Double> { x }
  public static func normalDeviate(_ p: SIMD8<Double>) -> SIMD8<Double> { p }
}
