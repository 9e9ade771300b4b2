import Diagnostics
import Quantities
import Testing

@Suite("A quantity is exactly what was written")
struct QuantityTests {
  @Test(
    "spellings of one quantity are one",
    arguments: [
      ("82kg", "82 kg"), ("  82  kg ", "82 kg"), ("5mg /kg", "5 mg/kg"), ("1e3 mg", "1000 mg"),
      ("0.2 mg/kg/hr", "0.2 mg/kg/h"), ("0.2 mg / kg / h", "0.2 mg/kg/h"), ("-0 mg", "0 mg"),
      ("0.2 mg per kg per h", "0.2 mg/kg/h"), ("5 \u{B5}g", "5 mcg"), ("5 \u{3BC}g", "5 mcg"),
      ("5 ug", "5 mcg"), ("181 lbs", "181 lb"), ("7 ml/h", "7 mL/h"), ("1.81 m\u{B2}", "1.81 m^2"),
      ("0.03 min\u{207B}\u{B9}", "0.03 min^-1"), ("20 mg/h per 70 kg", "20 mg/h/70 kg"),
      ("20 mg/h/70kg", "20 mg/h/70 kg"), ("30%", "30 %"), ("1.50 mg", "1.5 mg"),
      ("0.5 mg/kg actual", "0.5 mg/kg"),
    ])
  func spellings(written: String, plain: String) throws {
    let read = try quantity(written)
    #expect(read == (try quantity(plain)))
    #expect(read.description == plain)
  }

  @Test("a per-kilogram quantity says which weight", arguments: WeightScalar.allCases)
  func scalars(scalar: WeightScalar) throws {
    #expect(try quantity("0.5 mg/kg \(scalar.rawValue)").scalar == scalar)
    #expect(try quantity("0.5 mg/kg").scalar == .actual)
    #expect(try quantity("35 mg").scalar == nil)
  }

  @Test("canonical values are the nearest to the exact ones", arguments: ExactConversions.canonical)
  func canonical(row: [String]) throws {
    #expect(try quantity(row[0]).canonical == Double(row[1]))
  }

  @Test("converted values are the nearest to the exact ones", arguments: ExactConversions.between)
  func converted(row: [String]) throws {
    #expect(try quantity(row[0]).value(in: unit(row[1])) == Double(row[2]))
  }

  @Test("there are no conversions between dimensions")
  func dimensions() throws {
    #expect(try quantity("5 mg").value(in: unit("kg")) == nil)
    #expect(try quantity("5 mg/kg").value(in: unit("mg")) == nil)
    #expect(try quantity("0.78 umol/L").value(in: unit("ng/mL")) == nil)
  }

  @Test(
    "substance and mass convert by a molar mass",
    arguments: [
      ("0.78 umol/L", "ng/mL", 185.4294), ("185.4294 ng/mL", "umol/L", 0.78),
      ("780 nmol/L", "mcg/mL", 0.1854294), ("1 mol", "g", 237.73), ("237.73 mg", "mmol", 1),
      ("1 umol/L/min", "mg/L/h", 14.2638), ("5 mg/L", "ng/mL", 5000),
    ])
  func molarMass(text: String, target: String, expected: Double) throws {
    let ketamine = try quantity("237.73 g/mol")
    #expect(try quantity(text).value(in: unit(target), molarMass: ketamine) == expected)
    #expect(try quantity(text).value(in: unit("kg"), molarMass: ketamine) == nil)
    #expect(try quantity(text).value(in: unit(target), molarMass: quantity("237 g")) == nil)
    #expect(try quantity(text).value(in: unit(target), molarMass: quantity("0 g/mol")) == nil)
  }

  @Test("printing and reading again gives an equal quantity", arguments: [1, 2, 3, 4] as [UInt64])
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let names = [
      "pg", "ng", "mcg", "mg", "g", "nmol", "umol", "mmol", "mol", "kg", "lb", "uL", "mL", "dL",
      "L", "s", "min", "h", "d", "wk", "mo", "y", "mm", "cm", "m", "in", "ft", "%", "cm^2", "m^2",
      "min^-1",
    ]
    for _ in 0..<500 {
      var symbol = names.randomElement(using: &random) ?? "mg"
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        symbol += ["/", "*"].randomElement(using: &random) ?? "/"
        symbol += names.randomElement(using: &random) ?? "h"
      }
      if Bool.random(using: &random) { symbol += "/\(Int.random(in: 2...99, using: &random)) kg" }
      guard let unit = try? Unit(parsing: symbol, at: start) else { continue }
      let number = DecimalNumber(
        significand: Int64.random(in: .min ... .max, using: &random)
          >> Int64.random(
            in: 0...63, using: &random),
        exponent: Int.random(in: -60...60, using: &random))
      let quantity = Quantity(
        number, unit, scalar: WeightScalar.allCases.randomElement(using: &random))
      #expect(try Quantity(parsing: "\(quantity)", at: start) == quantity, "seed \(seed)")
      let value = try #require(quantity.value(in: unit))
      #expect(value == number.double, "seed \(seed)")
    }
  }

  @Test(
    "products and quotients of units print as units that read the same",
    arguments: [
      ("mg", "kg/h", true, "mg/kg*h"), ("mg", "1/h", true, "mg*h"), ("mg", "1/h", false, "mg/h"),
      ("1/min", "mg/kg", false, "1/min*mg/kg"), ("1/min", "1/h", true, "1/min*h"),
    ])
  func products(left: String, right: String, dividing: Bool, symbol: String) throws {
    let joined = try #require(try unit(left).combined(with: unit(right), dividing: dividing))
    #expect(joined.symbol == symbol)
    #expect(try unit(symbol) == joined)
    #expect(joined.combined(with: .one, dividing: dividing) == joined)
  }

  @Test("no text traps", arguments: [7, 8, 9] as [UInt64])
  func hostile(seed: UInt64) {
    var random = SplitMix64(state: seed)
    let pieces = [
      "9223372036854775808", "-9223372036854775808", "1e308", "e", "E", "-", "+", ".", "..", ",",
      "'", "_", "0", "1", "7", " ", "\t", "/", "*", "^", "^2", "^-3", "mg", "kg", "y", "mol", "pg",
      "%", "per", " per ", "70 kg", "ideal", "\u{2212}", "\u{B2}", "\u{202E}", "\u{FF11}", "\0",
      "\n",
    ]
    for _ in 0..<3000 {
      let count = Int.random(in: 0...9, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      _ = finding { () throws(Diagnostic) in
        let read = try Quantity(parsing: text, at: start)
        #expect(read.canonical.isFinite, "\(text)")
        _ = Tick(read)
      }
      _ = finding { () throws(Diagnostic) in
        _ = try QuantityRange(parsing: text, as: .age, at: start)
      }
      _ = finding { () throws(Diagnostic) in _ = try Unit(parsing: text, at: start) }
    }
    let long = String(repeating: "9", count: 400_000)
    for text in [long + " mg", "0." + long + " mg", "1e" + long + " mg", "5 " + long, long] {
      #expect((finding(text)?.message.count ?? 0) < 300)
    }
    #expect(finding("5 " + String(repeating: "mg/", count: 100_000)) != nil)
  }
}
