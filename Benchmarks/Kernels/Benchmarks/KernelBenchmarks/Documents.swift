import Benchmark
import Glibc
import Titrate

/// From files to verdicts, each step by itself.
func documents() throws {
  let model = try text("drugs/ketamine/kamp-2020.yaml")
  let set = try text("limits/ketamine/acute-pain.yaml")
  let here = SourceLocation(file: "benchmark", line: 1, column: 1)
  let patient = Patient(
    weight: try Quantity(parsing: "70 kg", at: here), age: try Quantity(parsing: "45 y", at: here))
  let phrase =
    "ketamine bolus 0.2 mg/kg over 5 min, then 0.1 mg/kg/h stepping up 0.05 mg/kg/h every 30 min "
    + "to 0.3 mg/kg/h for 48 h"
  let plan = try ProtocolPhrase.read(phrase, drug: nil)
  let schedule = try plan.schedule(for: patient)
  let kamp = try ModelDocument.read(text: model, file: "kamp-2020.yaml")
  let bound = try kamp.bind(to: patient)
  let limits = try LimitDocument.read(text: set, file: "acute-pain.yaml")
  let curve = try Curve(model: bound, schedule: schedule)
  let subject = JudgedCase(patient: patient, schedule: schedule, curve: curve, model: bound)

  Benchmark("a model file read") { _ in
    blackHole(try ModelDocument.read(text: model, file: "kamp-2020.yaml"))
  }
  Benchmark("a model bound to a patient") { _ in blackHole(try kamp.bind(to: patient)) }
  Benchmark("a phrase read") { _ in blackHole(try ProtocolPhrase.read(phrase, drug: nil)) }
  Benchmark("a schedule built, 6 deliveries") { _ in blackHole(try plan.schedule(for: patient)) }
  Benchmark("a curve solved, 6 deliveries") { _ in
    blackHole(try Curve(model: bound, schedule: schedule))
  }
  Benchmark("one case judged by ketamine/acute-pain") { _ in
    blackHole(try limits.judgement(of: subject))
  }

  let study = try StudyDocument.read(
    text: text("studies/forty-minutes-by-size.yaml"), file: "study.yaml")
  guard case .drawn(let people, _) = study.patients else { return }
  Benchmark("a patient sampler made, with its Cholesky factor") { _ in
    blackHole(try PatientSampler(people))
  }
}

/// A file of `models/`.
private func text(_ path: String) throws -> String {
  let root = #filePath.split(separator: "/").dropLast(5).joined(separator: "/")
  guard let file = fopen("/\(root)/models/\(path)", "r") else {
    throw MissingFile(path: path)
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while case let byte = fgetc(file), byte >= 0 { bytes.append(UInt8(byte)) }
  return String(decoding: bytes, as: UTF8.self)
}

private struct MissingFile: Error { let path: String }
