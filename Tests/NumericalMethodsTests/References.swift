import Foundation
import Testing

/// A case of a reference file: one line per key, the key first, numbers after it.
struct ReferenceCase: CustomTestStringConvertible, Sendable {
  var name: String
  var values: [String: [Double]] = [:]

  var testDescription: String { name }

  subscript(key: String) -> [Double] { values[key] ?? [] }

  /// A value of its own line; NaN, which fails every comparison, if the line is missing.
  func number(_ key: String) -> Double { self[key].first ?? .nan }
}

/// The files in `Golden`, written by `generate.py` and never by this project's own code.
enum References {
  static let spectra = cases(in: "spectra")
  static let triangular = cases(in: "triangular")
  static let exponentials = cases(in: "exponentials")

  static func text(of file: String) -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let url = folder.appendingPathComponent("Golden/\(file).csv")
    return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  }

  private static func cases(in file: String) -> [ReferenceCase] {
    var cases: [ReferenceCase] = []
    for line in text(of: file).split(separator: "\n") {
      let fields = line.split(separator: ",").map(String.init)
      if fields[0] == "case" {
        cases.append(ReferenceCase(name: fields[1]))
      } else {
        cases[cases.count - 1].values[fields[0]] = fields.dropFirst().map { Double($0) ?? .nan }
      }
    }
    return cases
  }
}

/// |actual - expected| / |expected|; equal values, also two zeros, have error 0.
func relativeError(_ actual: Double, _ expected: Double) -> Double {
  actual == expected ? 0 : abs(actual - expected) / abs(expected)
}

/// A small generator of its own (SplitMix64), so that every run tests the same cases.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A rate, uniform in its logarithm.
  mutating func rate(_ exponents: ClosedRange<Double>) -> Double {
    pow(10, Double.random(in: exponents, using: &self))
  }
}
