import Quantities
import Testing

@Suite("Rational numbers")
struct RationalTests {
  @Test("arithmetic agrees with another program's, in small and in large numbers", arguments: sums)
  func arithmetic(row: [String]) throws {
    let terms = row[0].split(separator: " ")
    let numbers = terms.compactMap { Int64($0) }
    let (a, b) = (
      Rational([numbers[0]], over: [numbers[1]]), Rational([numbers[2]], over: [numbers[3]])
    )
    let result =
      switch terms[2] {
      case "+": a + b
      case "-": a - b
      case "*": a * b
      default: a / b
      }
    #expect(result.double == Double(row[2]))
    // Undone, the result is the first number again, in the same form.
    let back =
      switch terms[2] {
      case "+": result - b
      case "-": result + b
      case "*": result / b
      default: result * b
      }
    #expect(back == a && back.hashValue == a.hashValue)
    #expect(result.double == a.double || (result < a) == (result.double < a.double))
  }

  @Test(
    "it is rounded once, to nearest, ties to even, down to the smallest numbers",
    arguments: roundings)
  func rounding(row: [String]) throws {
    func numbers(_ text: String) -> [Int64] { text.split(separator: ",").compactMap { Int64($0) } }
    let power = try #require(Int(row[2]))
    let number = Rational(numbers(row[0]), over: numbers(row[1]), tenTo: power)
    #expect(number.double == Double(row[3]))
  }

  @Test("a binary number and back is the same number, whatever its size")
  func binary() throws {
    for number in [
      0, -0.0, 82, 0.1, -70.3, 1e300, -1e-300, 0x1p-1074, 4.5e15, 9.3e18, .pi, 0x1p-63,
    ] {
      #expect(try #require(Rational(exactly: number)).double == number)
    }
    #expect(Rational(exactly: .infinity) == nil)
    #expect(Rational(exactly: .nan) == nil)
    #expect(Rational(exactly: 0.1) != Rational([1], over: [10]))
    #expect(Rational(exactly: 0.375) == Rational([3], over: [8]))
  }

  @Test("a decimal number beyond every binary one is infinite or zero, as its exact value says")
  func extremeDecimals() {
    for exponent in [-400, -345, -344, -343, -342, -341, 289, 290, 308, 309, 400] {
      for digits in [1, -1, Int64.max, .min] {
        let number = DecimalNumber(significand: digits, exponent: exponent)
        #expect(number.double == Rational([digits], tenTo: exponent).double)
      }
    }
  }

  @Test("equal numbers are equal however they came about")
  func lowestTerms() throws {
    #expect(Rational([-6], over: [-4]) == Rational([3], over: [2]))
    #expect(Rational([.min, .min]) / Rational([.min]) == Rational(.min))
    #expect(Rational([5], tenTo: -1) == Rational([1], over: [2]))
    let pound = try Rational(quantity("1 lb"))
    #expect(pound == Rational([45_359_237], tenTo: -8))
    #expect(Rational(minutes: Tick(flicks: 3 * Tick.perMinute / 2)) == Rational([3], over: [2]))
    #expect(Rational([.max, .max]) - Rational([.max, .max]) == .zero)
  }

  @Test(
    "the nearest whole number; halves go away from zero",
    arguments: [(5, 2, 3), (-5, 2, -3), (7, 3, 2), (8, 3, 3), (-7, 3, -2), (1, 3, 0), (0, 9, 0)])
  func nearest(top: Int64, bottom: Int64, expected: Int64) {
    #expect(Rational([top], over: [bottom]).nearest == expected)
    // The same beyond machine words.
    let large = Rational([top, .max, .max], over: [bottom, .max]) / Rational(.max)
    #expect(large.nearest == expected)
  }

  @Test("a number of more than 62 bits has no nearest whole number")
  func beyond() {
    #expect(Rational([1 << 61, 2]).nearest == nil)
    #expect(Rational([.max, .max]).nearest == nil)
    #expect(Rational([1 << 61]).nearest == 1 << 61)
  }

  /// Two quotients, what is done to them, numerator and denominator of the result, and its double.
  static let sums = rows(
    """
    -415869 -5 - -886262487984 -805311 | -455156506629 447395 | -1017348.2194235519
    -6 -164 + -792772914021 -3521289658049934810 | 880327831794062846 24062145996674554535 | 0.03658559099075063
    -193 -1 * 2705777258091907829 -4 | -522215010811738210997 4 | -1.3055375270293455e+20
    -647763847797 -6 / 2257836146213540037 4545545051961931231 | 981479917731158292718554949369 4515672292427080074 | 217349677782.67038
    904299 208737 - 3748090213678098311 -72 | 28976485441945380453805 556632 | 5.205680852330693e+16
    1 -3261368302312833736 / 699828192250612794 8 | -1 285299685408880059295892654579552298 | -3.505086234381367e-36
    94 -757339246128 * 244 1662464065035944396 | -2867 157381160216151561511145787336 | -1.8216919967182756e-26
    3803817010073246941 939936 * -6 -7 | 3803817010073246941 1096592 | 3468762320054.539
    3608935196997036453 -953941 + 569550 -359250546135 | -86434129365800610550671357047 22846921682037869 | -3783184910803.746
    -141480713472 151 - -506084 -745191829444 | -26357567925810533372063 28130991561511 | -936958367.3642391
    126917226591 -81785921699 - 480978213706 -172 | 19668623251627020816421 7033589266114 | 2796384961.8551545
    -19 56617731535 - -244 -1031407 | -13814746091273 58395924629319745 | -0.00023657038019288108
    526282060801 -201 / 1265662083571891473 650225316259 | -342201919425768491863459 254398078797950186073 | -1345.1434894583244
    1018351937580 -2 * -261725652696 -617778203739 | -44421470922893625119280 205926067913 | -215715627327.28372
    -2723115780627130275 -3314592576232277510 - -4 129 | 1695536307003855421 1988755545739366506 | 0.8525614476029029
    408481 -5 / 4134864737973948584 1011318724055 | -82620896744142091 4134864737973948584 | -0.019981523454773442
    -688350 61894 * -152 -197469300237 | -17438200 2037027478144813 | -8.560611080161537e-09
    -229 1949750153342829638 - 205039165361832182 81 | -399775144105518100051642911971828665 157929762420769200678 | -2531347720516446.5
    -1011877218780585590 -52 + 154 1947285182816383850 | 44782125340020151097388957936789307 2301337034237544550 | 1.945917728424203e+16
    0 1739176122188180488 + -247994957742 506696683594 | -123997478871 253348341797 | -0.4894347363455619
    -152 89 + 225 238 | -16151 21182 | -0.7624870172788216
    -727382204673 233 * 4 188 | -727382204673 10951 | -66421532.706876084
    4 -82 - -726077978131 -228 | -29769197103827 9348 | -3184552535.711061
    3972577975087686409 -394632 + 229 -2195460294357257889 | -2907212403514390500183555227487900443 288799628960931131750616 | -10066537876015.342
    """)

  /// Factors, divisors, a power of ten, and the double.
  static let roundings = rows(
    """
    1 | 3 | 0 | 0.3333333333333333
    1 | 3 | -320 | 3.335e-321
    49 | 10 | -324 | 5e-324
    5 | 2 | -324 | 5e-324
    24703282292062327 | 1 | -340 | 0.0
    24703282292062328 | 1 | -340 | 5e-324
    9007199254740993 | 1 | 0 | 9007199254740992.0
    9007199254740995 | 1 | 0 | 9007199254740996.0
    17976931348623157 | 1 | 292 | 1.7976931348623157e+308
    17976931348623159 | 1 | 292 | inf
    -1 | 7 | 300 | -1.4285714285714286e+299
    4503599627370497,3 | 4611686018427387904,4611686018427387904 | -290 | 6.35274710441e-312
    2225073858507201 | 1 | -323 | 2.225073858507201e-308
    22250738585072011 | 1 | -324 | 2.225073858507201e-308
    4611686018427387905 | 4611686018427387904 | 0 | 1.0
    9223372036854775807,9223372036854775807 | 9223372036854775805 | 0 | 9.223372036854776e+18
    1,3 | 4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,4611686018427387904,2097152 | 0 | 1e-323
    """)

  private static func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      line.split(separator: "|").map { part in
        String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
  }
}
