import Diagnostics
import Patients
import Testing

/// A patient from texts that are known to be right.
func body(
  weight: String? = nil, age: String? = nil, height: String? = nil, sex: String? = nil,
  dosingWeight: String? = nil
) -> Patient {
  do {
    return try Patient(
      parsingWeight: weight, age: age, height: height, sex: sex, dosingWeight: dosingWeight)
  } catch {
    Issue.record("\(error)")
    return Patient()
  }
}

/// The finding that something makes, if it makes one.
func finding(_ body: () throws(Diagnostic) -> Void) -> Diagnostic? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}
