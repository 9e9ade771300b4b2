/// Whether any lane is set; in place of the standard library's, which compares lane by lane.
@inlinable
package func any(_ mask: SIMDMask<SIMD8<Int64>>) -> Bool {
  let lanes = unsafeBitCast(mask, to: SIMD8<Int64>.self)
  let half = lanes.lowHalf | lanes.highHalf
  let quarter = half.lowHalf | half.highHalf
  return quarter[0] | quarter[1] != 0
}
