import Diagnostics
import Patients
import Quantities
import Testing

@Suite("What a formula cannot say is refused, with what to state instead")
struct MissingTests {
  @Test(
    "everything missing is named at once",
    arguments: [
      (.weight, "the patient's actual weight is needed", "--weight 82kg"),
      (.age, "the patient's age is needed", "--age 45y"),
      (.height, "the patient's height is needed", "--height 178cm"),
      (.female, "the patient's sex is needed", "--sex f"),
      (
        .dosingWeight, "the patient's dosing weight", "--dosing-weight 70kg"
      ),
      (
        .idealWeight, "Devine 1974) needs the patient's height and sex", "178cm --sex f"
      ),
      (.adjustedWeight, "weight, height and sex", "--weight 82kg --height 178cm --sex f"),
      (.fatFreeMass, "Janmahasatian 2005) needs", "--height 178cm --sex f"),
      (.fatFreeMassAlSallami, "weight, age, height and sex", "--age 45y --height"),
      (.leanMassJames, "James 1976) needs", "--sex f"),
      (.leanMassBoer, "Boer 1984) needs", "--sex f"),
      (.leanMassHume, "Hume 1966) needs", "--sex f"),
      (.surfaceArea, "DuBois 1916) needs the patient's weight and height,", "178cm`"),
      (.surfaceAreaMosteller, "Mosteller 1987) needs the patient's weight", "178cm`"),
    ] as [(Covariate, String, String)])
  func missing(covariate: Covariate, message: String, option: String) {
    let place = SourceLocation(file: "ward.yaml", line: 3, column: 7)
    let found = finding { () throws(Diagnostic) in
      _ = try Patient().value(covariate, at: place)
    }
    #expect(found?.code == .missingCovariate && found?.location == place)
    #expect(found?.message.contains(message) == true, "\(found?.message ?? "")")
    #expect(found?.remedy.contains(option) == true, "\(found?.remedy ?? "")")
    // No command takes a patient file.
    #expect(found?.remedy.contains("file") == false)
  }

  @Test("only what is missing is asked for")
  func partly() {
    let found = finding { () throws(Diagnostic) in
      _ = try body(weight: "82 kg", sex: "f").value(.fatFreeMass)
    }
    #expect(
      found?.message == "the fat-free mass (Janmahasatian 2005) needs the patient's height, "
        + "not given so far")
    #expect(found?.remedy == "give it with `--height 178cm`, with the patient's own values")
  }

  @Test(
    "formulas end where they were made to end",
    arguments: [
      (
        .idealWeight, "50 kg", "152.3 cm", "not defined for a height of 152.3 cm", "--dosing-weight"
      ),
      (.adjustedWeight, "50 kg", "59 in", "not defined for a height of 59 in", "another weight"),
      (.adjustedWeight, "68.4 kg", "175 cm", "above their ideal weight", "the actual weight"),
      (.leanMassJames, "125 kg", "170 cm", "falls with rising weight", "`fat_free_mass`"),
      (.leanMassBoer, "3 kg", "48 cm", "comes out negative", "check weight and height"),
      (.leanMassHume, "36 kg", "190 cm", "comes out above the weight itself", "check weight"),
      (.fatFreeMass, "30 kg", "165 cm", "comes out above the weight itself", "check weight"),
    ] as [(Covariate, String, String, String, String)])
  func undefined(
    covariate: Covariate, weight: String, height: String, message: String, remedy: String
  ) {
    let patient = body(weight: weight, height: height, sex: "m")
    let found = finding { () throws(Diagnostic) in _ = try patient.value(covariate) }
    #expect(found?.code == .undefinedSize)
    #expect(found?.message.contains(message) == true, "\(found?.message ?? "")")
    #expect(found?.remedy.contains(remedy) == true, "\(found?.remedy ?? "")")
  }

  @Test("ends themselves are inside", arguments: [("f", 45.5), ("m", 50)])
  func ends(sex: String, ideal: Double) throws {
    #expect(try body(height: "152.4 cm", sex: sex).value(.idealWeight) == ideal)
    #expect(try body(height: "60 in", sex: sex).value(.idealWeight) == ideal)
  }

  @Test("a patient made in code is held to the same bounds")
  func code() throws {
    let weights = ["700 kg", "5 mg"]
    for (text, code) in zip(weights, [DiagnosticCode.impossibleMeasure, .wrongDimension]) {
      let place = SourceLocation(file: "x", line: 1, column: 1)
      let patient = Patient(weight: try Quantity(parsing: text, at: place))
      let found = finding { () throws(Diagnostic) in _ = try patient.value(.weight) }
      #expect(found?.code == code)
      #expect(patient.plausibility().isEmpty)
    }
  }
}
