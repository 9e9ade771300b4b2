import NumericalMethods
import Testing

@Suite("The spectrum of a star is right to the last digits")
struct MammillarySpectrumTests {
  static func spectrum(_ reference: ReferenceCase) -> MammillarySpectrum {
    MammillarySpectrum(
      exit: reference.number("exit"), toLeaf: reference["to"], fromLeaf: reference["from"],
      leafExit: reference["leafExit"])
  }

  @Test("rates and weights equal 120-digit eigenvalues to 1e-15", arguments: References.spectra)
  func equalsReference(_ reference: ReferenceCase) {
    let spectrum = Self.spectrum(reference)
    #expect(spectrum.rates.count == reference["rates"].count)
    for (rate, expected) in zip(spectrum.rates, reference["rates"]) {
      #expect(relativeError(rate, expected) < 1e-15)
    }
    for (weight, expected) in zip(spectrum.weights, reference["weights"]) {
      #expect(relativeError(weight, expected) < 1e-15)
    }
  }

  @Test("the reference file is there and whole")
  func referencesExist() {
    #expect(References.spectra.count == 178)
    #expect(!References.spectra.contains { $0["rates"].isEmpty })
  }

  @Test("weights are positive and sum to one, rates ascend", arguments: 0..<500)
  func weightsAreShares(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let n = seed % 9
    let spectrum = MammillarySpectrum(
      exit: dice.rate(-8...8), toLeaf: (0..<n).map { _ in dice.rate(-8...8) },
      fromLeaf: (0..<n).map { _ in dice.rate(-8...8) },
      leafExit: (0..<n).map { _ in seed % 2 == 0 ? 0 : dice.rate(-8...8) })
    #expect(spectrum.weights.allSatisfy { $0 > 0 })
    #expect(abs(spectrum.weights.reduce(0, +) - 1) < 4e-15)
    #expect(spectrum.rates == spectrum.rates.sorted())
    #expect(spectrum.rates.allSatisfy { $0 > 0 && $0.isFinite })
  }

  @Test("Vieta: rates multiply to exit · Π from and sum to the trace", arguments: 0..<200)
  func vieta(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let n = 1 + seed % 6
    let exit = dice.rate(-4...4)
    let to = (0..<n).map { _ in dice.rate(-4...4) }
    let from = (0..<n).map { _ in dice.rate(-4...4) }
    let spectrum = MammillarySpectrum(
      exit: exit, toLeaf: to, fromLeaf: from, leafExit: [Double](repeating: 0, count: n))
    let product = spectrum.rates.reduce(1, *)
    let trace = exit + to.reduce(0, +) + from.reduce(0, +)
    #expect(relativeError(product, exit * from.reduce(1, *)) < 1e-14)
    #expect(relativeError(spectrum.rates.reduce(0, +), trace) < 1e-14)
  }

  @Test("the mean residence time in the center is 1 / exit when no leaf leaks")
  func residenceTime() {
    let spectrum = MammillarySpectrum(
      exit: 0.443, toLeaf: [0.302, 0.196], fromLeaf: [0.092, 0.0035], leafExit: [0, 0])
    let area = zip(spectrum.weights, spectrum.rates).map { $0 / $1 }.reduce(0, +)
    #expect(relativeError(area, 1 / 0.443) < 1e-14)
  }

  @Test("without any exit the slowest rate is exactly zero")
  func closedStar() {
    let spectrum = MammillarySpectrum(
      exit: 0, toLeaf: [3, 1], fromLeaf: [1, 2], leafExit: [0, 0])
    #expect(spectrum.rates[0] == 0)
    // In equilibrium the amounts are as 1 : 3/1 : 1/2.
    #expect(relativeError(spectrum.weights[0], 1 / 4.5) < 1e-15)
  }

  @Test("a star without leaves decays by its exit alone")
  func noLeaves() {
    let spectrum = MammillarySpectrum(exit: 0.25, toLeaf: [], fromLeaf: [], leafExit: [])
    #expect(spectrum.rates == [0.25])
    #expect(spectrum.weights == [1])
    #expect(MammillarySpectrum(exit: 0, toLeaf: [], fromLeaf: [], leafExit: []).rates == [0])
  }

  @Test("leaves of equal loss rate act as one leaf, bit for bit")
  func equalLeavesMerge() {
    let split = MammillarySpectrum(
      exit: 0.5, toLeaf: [0.25, 0.5, 0.25], fromLeaf: [0.125, 2, 0.125], leafExit: [0, 0, 0])
    let joined = MammillarySpectrum(
      exit: 0.5, toLeaf: [0.5, 0.5], fromLeaf: [0.125, 2], leafExit: [0, 0])
    #expect(split == joined)
  }

  @Test("a leaf that returns nothing is an exit, one that gets nothing is not there")
  func deadLeaves() {
    let sink = MammillarySpectrum(exit: 0.5, toLeaf: [0.25], fromLeaf: [0], leafExit: [3])
    #expect(sink.rates == [0.75])
    let unused = MammillarySpectrum(exit: 0.5, toLeaf: [0], fromLeaf: [7], leafExit: [3])
    #expect(unused.rates == [0.5])
  }

  @Test("the order of the leaves does not matter")
  func leafOrder() {
    let one = MammillarySpectrum(
      exit: 0.1, toLeaf: [0.3, 0.7, 0.2], fromLeaf: [0.9, 0.01, 0.4], leafExit: [0, 0.1, 0])
    let two = MammillarySpectrum(
      exit: 0.1, toLeaf: [0.7, 0.2, 0.3], fromLeaf: [0.01, 0.4, 0.9], leafExit: [0.1, 0, 0])
    #expect(one == two)
  }

  @Test(
    "a change of the time unit by a power of two changes no bit", arguments: [-300, -3, 5, 300])
  func unitOfTime(_ exponent: Int) {
    let unit = Double(sign: .plus, exponent: exponent, significand: 1)
    let plain = MammillarySpectrum(
      exit: 0.1, toLeaf: [0.3, 0.7], fromLeaf: [0.9, 0.01], leafExit: [0, 0.1])
    let scaled = MammillarySpectrum(
      exit: 0.1 * unit, toLeaf: [0.3 * unit, 0.7 * unit], fromLeaf: [0.9 * unit, 0.01 * unit],
      leafExit: [0, 0.1 * unit])
    #expect(scaled.rates == plain.rates.map { $0 * unit })
    #expect(scaled.weights == plain.weights)
  }

  @Test("hundreds of leaves still give one rate per gap")
  func manyLeaves() {
    var dice = Dice(state: 7)
    let from = (0..<300).map { _ in dice.rate(-3...3) }
    let spectrum = MammillarySpectrum(
      exit: 1, toLeaf: from.map { $0 / 100 }, fromLeaf: from, leafExit: from.map { _ in 0 })
    let poles = from.sorted()
    #expect(spectrum.rates.count == 301)
    #expect(zip(spectrum.rates, poles).allSatisfy { $0 < $1 })
    #expect(zip(spectrum.rates.dropFirst(), poles).allSatisfy { $0 > $1 })
  }

  @Test("rates from the whole range of doubles end in a finite spectrum", arguments: 0..<300)
  func wholeRange(_ seed: Int) {
    var dice = Dice(state: UInt64(seed))
    let n = 1 + seed % 5
    let spectrum = MammillarySpectrum(
      exit: dice.rate(-320...300), toLeaf: (0..<n).map { _ in dice.rate(-320...300) },
      fromLeaf: (0..<n).map { _ in dice.rate(-320...300) },
      leafExit: (0..<n).map { _ in dice.rate(-320...300) })
    #expect(spectrum.rates.allSatisfy { $0 >= 0 && $0.isFinite })
    #expect(spectrum.weights.allSatisfy { $0 >= 0 })
    #expect(abs(spectrum.weights.reduce(0, +) - 1) < 4e-15)
  }

  @Test("infinite, NaN and negative rates are refused")
  func refusesNonsense() async {
    await #expect(processExitsWith: .failure) {
      _ = MammillarySpectrum(exit: .nan, toLeaf: [], fromLeaf: [], leafExit: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = MammillarySpectrum(exit: 1, toLeaf: [.infinity], fromLeaf: [1], leafExit: [0])
    }
    await #expect(processExitsWith: .failure) {
      _ = MammillarySpectrum(exit: 1, toLeaf: [1], fromLeaf: [-1], leafExit: [0])
    }
    await #expect(processExitsWith: .failure) {
      _ = MammillarySpectrum(exit: 1, toLeaf: [1], fromLeaf: [], leafExit: [0])
    }
  }
}
