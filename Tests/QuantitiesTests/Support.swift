import Diagnostics
import Quantities

/// A generator of random numbers that gives the same ones for the same seed (SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The place where every text of these tests starts.
let start = SourceLocation(file: "test", line: 1, column: 1)

/// The quantity a text stands for.
func quantity(_ text: String) throws -> Quantity {
  try Quantity(parsing: text, at: start)
}

/// The unit a text stands for.
func unit(_ text: String) throws -> Quantities.Unit {
  try Unit(parsing: text, at: start)
}

/// The finding that reading a text makes, if it makes one.
func finding(_ body: () throws(Diagnostic) -> Void) -> Diagnostic? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}

/// The finding that reading a quantity makes, if it makes one.
func finding(_ text: String) -> Diagnostic? {
  finding { () throws(Diagnostic) in _ = try Quantity(parsing: text, at: start) }
}
