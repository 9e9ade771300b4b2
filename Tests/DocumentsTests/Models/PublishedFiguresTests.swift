import Foundation
import Kinetics
import Testing

@Suite("The shipped models give the figures that were published for them")
struct PublishedFiguresTests {
  /// Equal to the digits that were printed.
  private func agrees(_ value: Double, _ printed: String) -> Bool {
    let decimals = printed.split(separator: ".").dropFirst().first?.count ?? 0
    return String(format: "%.\(decimals)f", value) == printed
  }

  @Test("Kamp: clearance, volume at steady state and three half-lives")
  func kamp() throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound("ketamine/kamp-2020"))
    #expect(kinetics.volume() == 25)
    #expect(abs(kinetics.clearance * 60 - 84) < 1e-12)
    #expect(agrees(kinetics.clearance * 1000 / 70, "20.0"))
    #expect(abs(kinetics.steadyStateVolume - 238) < 1e-12)
    #expect(zip(kinetics.halfLives, ["2.8", "28.4", "183.8"]).allSatisfy(agrees))
  }

  @Test("Domino: clearance, volume at steady state and three half-lives")
  func domino() throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound("ketamine/domino-1984"))
    #expect(agrees(kinetics.volume(), "4.41"))
    #expect(agrees(kinetics.clearance * 60, "115.9"))
    #expect(agrees(kinetics.clearance * 1000 / 70, "27.6"))
    #expect(agrees(kinetics.steadyStateVolume, "193.2"))
    #expect(zip(kinetics.halfLives, ["0.4", "4.6", "114.6"]).allSatisfy(agrees))
  }

  @Test("Clements: central volume, clearance, volume at steady state and two half-lives")
  func clements() throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound("ketamine/clements-1981"))
    #expect(agrees(kinetics.volume(), "122.7"))
    #expect(agrees(kinetics.clearance * 60, "80.2"))
    #expect(agrees(kinetics.clearance * 1000 / 70, "19.1"))
    #expect(agrees(kinetics.steadyStateVolume / 70, "4.13"))
    #expect(zip(kinetics.halfLives, ["17.6", "182.9"]).allSatisfy(agrees))
  }

  @Test("Hijazi: clearance and half-life of the abstract, volume of the terminal phase")
  func hijazi() throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound("ketamine/hijazi-2003"))
    let halfLife = kinetics.halfLives[1]
    #expect(agrees(kinetics.clearance * 1000 / 70, "36.0"))
    // 4.9452 h; the earlier calculation printed 4.94, as one gets with 0.693 for ln 2.
    #expect(agrees(halfLife / 60 * 0.693 / log(2), "4.94"))
    #expect(agrees(halfLife / 60, "4.9"))
    #expect(agrees(kinetics.clearance * halfLife / log(2) / 70, "15.4"))
  }

  @Test("Herd: values per 70 kg and a half-life of 80 min; a child has its share of them")
  func herd() throws {
    let adult = IndependentKinetics(try ShippedModels.bound("ketamine/herd-2007"))
    #expect(adult.volume() == 38.7)
    #expect(adult.volume("peripheral") == 102)
    #expect(abs(adult.clearance * 60 - 90) < 1e-12)
    #expect(abs(adult.rate("central", "peripheral") * 38.7 * 60 - 215) < 1e-11)
    #expect(agrees(adult.halfLives[1], "80"))
    let child = IndependentKinetics(
      try ShippedModels.bound("ketamine/herd-2007", weight: "17.5 kg", age: "4 y"))
    #expect(abs(child.volume() - 38.7 / 4) < 1e-14)
    // (1/4)^0.75 is the eighth root of 2 to the power -12, 0.35355...
    #expect(abs(child.clearance * 60 - 90 * 0.353_553_390_593_273_8) < 1e-12)
  }

  @Test("Otto: volume at steady state, three half-lives, and the metabolite's values")
  func otto() throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound("esketamine/otto-2021"))
    #expect(agrees(kinetics.steadyStateVolume, "418.8"))
    #expect(zip(kinetics.halfLives, ["12.9", "89.4", "442"]).allSatisfy(agrees))
    #expect(abs(kinetics.clearance * 60 - 95.2) < 1e-12)
    #expect(kinetics.volume("nk_central") == 98.638)
    #expect(abs(kinetics.rate("nk_central", nil) * 98.638 * 60 - 57.72) < 1e-12)
    #expect(abs(kinetics.rate("nk_central", "nk_peripheral") * 98.638 * 60 - 42.778) < 1e-12)
    #expect(abs(kinetics.rate("nk_peripheral", "nk_central") * 160.04 * 60 - 42.778) < 1e-12)
    #expect(kinetics.system.links.filter { $0.to == 3 && $0.from == 0 }.map(\.yield) == [1])
  }

  @Test("Otto: peripheral volumes and flows do not change with weight")
  func ottoPeripheral() throws {
    let light = IndependentKinetics(
      try ShippedModels.bound("esketamine/otto-2021", weight: "35 kg"))
    #expect(light.volume() == 66.5)
    #expect(light.volume("slow") == 187)
    #expect(light.volume("rapid") == 98.8)
    #expect(light.volume("nk_peripheral") == 160.04)
    #expect(abs(light.rate("slow", "central") * 187 * 60 - 23.2) < 1e-12)
    #expect(abs(light.rate("central", "rapid") * 66.5 * 60 - 157) < 1e-11)
  }

  @Test(
    "Albrecht: clearance, volume at steady state and ke0 of both ages",
    arguments: [
      ("25 y", 7.9, 0.399, "94.8", 0.11), ("64.9 y", 7.9, 0.399, "94.8", 0.11),
      ("65 y", 8.5, 0.388, "106.5", 0.08), ("75 y", 8.5, 0.388, "106.5", 0.08),
    ])
  func albrecht(
    age: String, volume: Double, clearance: Double, steady: String, ke0: Double
  ) throws {
    let bound = try ShippedModels.bound(
      "midazolam/albrecht-1999", age: age, effectSite: "eeg")
    let kinetics = IndependentKinetics(bound)
    #expect(kinetics.volume() == volume)
    #expect(abs(kinetics.clearance - clearance) < 1e-15)
    #expect(agrees(kinetics.steadyStateVolume, steady))
    #expect(bound.system.firstOrder.links.last?.rate == ke0)
  }

  @Test(
    "The end of 0.5 mg/kg over 40 min is where an independent program found it",
    arguments: [
      ("ketamine/clements-1981", "177"), ("esketamine/otto-2021", "158"),
      ("ketamine/domino-1984", "240"), ("ketamine/kamp-2020", "253"),
      ("ketamine/herd-2007", "253"), ("ketamine/hijazi-2003", "225"),
    ])
  func depressionInfusion(id: String, printed: String) throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound(id))
    let end = kinetics.concentrations(at: [40], rate: 35.0 / 40, until: 40)[0]
    #expect(agrees(end, printed), "\(end)")
  }

  @Test(
    "72 hours of 1.2 mg/kg/h end where an independent program found them",
    arguments: [
      ("ketamine/clements-1981", "1047"), ("esketamine/otto-2021", "882"),
      ("ketamine/domino-1984", "725"), ("ketamine/kamp-2020", "1000"),
      ("ketamine/herd-2007", "933"), ("ketamine/hijazi-2003", "556"),
    ])
  func intensiveCare(id: String, printed: String) throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound(id))
    let end = kinetics.concentrations(at: [4320], rate: 1.4, until: 4320, step: 0.5)[0]
    #expect(agrees(end, printed), "\(end)")
  }

  @Test(
    "10 mg over 30 min in a volunteer of 68 kg runs where an independent program found it",
    arguments: [
      ("esketamine/otto-2021", ["50.9", "27.3", "15.4", "10.3", "5.1", "3.7", "2.2", "1.5"]),
      ("ketamine/clements-1981", ["57.6", "30.6", "16.7", "12.6", "7.9", "6.3", "4.0", "2.5"]),
      ("ketamine/kamp-2020", ["89", "25.8", "14.0", "9.6", "5.8", "4.6", "2.9", "1.8"]),
    ])
  func volunteers(id: String, printed: [String]) throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound(id, weight: "68 kg"))
    let times = [0.5, 1, 2, 3, 5, 6, 8, 10].map { $0 * 60 }
    let found = kinetics.concentrations(at: times, rate: 10.0 / 30, until: 30)
    #expect(zip(found, printed).allSatisfy(agrees), "\(found)")
  }

  @Test(
    "The plateau of 22 mg/h over 100 hours is where an independent program found it",
    arguments: [
      ("ketamine/clements-1981", "274"), ("esketamine/otto-2021", "231"),
      ("ketamine/domino-1984", "190"), ("ketamine/kamp-2020", "262"),
    ])
  func pain(id: String, printed: String) throws {
    let kinetics = IndependentKinetics(try ShippedModels.bound(id))
    let end = kinetics.concentrations(at: [6000], rate: 22.0 / 60, until: 6000, step: 0.5)[0]
    #expect(agrees(end, printed), "\(end)")
  }
}
