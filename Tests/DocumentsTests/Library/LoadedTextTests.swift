import Diagnostics
import Documents
import Quantities
import Testing

@Suite("A text with its fingerprint")
struct LoadedTextTests {
  // FIPS 180-4 examples, as published by NIST.
  @Test(
    "The fingerprint is SHA-256",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func fingerprint(text: String, digest: String) {
    #expect(LoadedText(path: "a", text: text).sha256 == digest)
  }

  @Test(
    "The first line says what a document is, after comments and empty lines",
    arguments: [
      ("titrate: model/1\n", DocumentKind.model),
      ("# mine\r\n\r\ntitrate: protocol/1   # a comment\r\n", .dosing),
      ("---\ntitrate: landmarks/1", .landmarks),
    ])
  func kind(text: String, kind: DocumentKind) throws {
    #expect(try DocumentKind(of: LoadedText(path: "a", text: text)) == kind)
  }
}

@Suite("Lists of times")
struct TimesDocumentTests {
  @Test(
    "The unit is that of the column's name; quotes and blanks around a number do no harm",
    arguments: [
      ("time_min\n0\n30\n", [0.0, 30]), ("time_h\r\n0.5\r\n2\r\n", [30, 120]),
      ("dv,\"time_d\"\n1, \"1\"\n2,2.5\n", [1440, 3600]),
    ])
  func units(text: String, minutes: [Double]) throws {
    #expect(try TimesDocument.read(text: text, file: "t.csv").map(\.minutes) == minutes)
  }

  @Test("Every bad row is reported")
  func everyRow() {
    #expect {
      try TimesDocument.read(text: "time_h\n1\nx\n1,5\n0.5\n", file: "t.csv")
    } throws: { error in
      (error as? DiagnosticError)?.diagnostics.compactMap(\.location?.line) == [3, 4, 5]
    }
  }
}
