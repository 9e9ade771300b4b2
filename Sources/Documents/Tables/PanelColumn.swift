internal import Diagnostics
internal import Patients
internal import Quantities

/// A column of a panel of patients.
enum PanelColumn: Hashable {
  case name
  /// A measure, with the unit of its plain numbers when the column's name says one.
  case measure(Patient.Measure, unit: Unit?)
  case sex, careArea, diagnosis, conditions

  /// The column without which a table is no panel.
  static let patient = "patient"

  /// The names of columns whose cells carry their units.
  static let names = [
    patient, "weight", "age", "height", "sex", "dosing weight", "care area", "diagnosis",
    "conditions",
  ]

  /// Recognises the name of a column, such as `weight`, `weight_kg` or `dosing weight`.
  init?(_ name: String) {
    let folded = TableColumn.fold(name)
    switch folded {
    case Self.patient: self = .name
    case "sex": self = .sex
    case "care area": self = .careArea
    case "diagnosis": self = .diagnosis
    case "conditions": self = .conditions
    default:
      for measure in Patient.Measure.allCases {
        if folded == measure.name {
          self = .measure(measure, unit: nil)
          return
        }
        guard folded.hasPrefix(measure.name + " ") else { continue }
        let symbol = String(folded.dropFirst(measure.name.count + 1))
        let place = SourceLocation(file: "", line: 1, column: 1)
        guard let unit = try? Unit(parsing: symbol, at: place),
          measure.kind.dimensions.contains(unit.dimension)
        else { return nil }
        self = .measure(measure, unit: unit)
        return
      }
      return nil
    }
  }

  /// What two columns may not both state.
  static func subject(_ name: String) -> String {
    if case .measure(let measure, _) = PanelColumn(name) { return measure.name }
    return TableColumn.fold(name)
  }
}
