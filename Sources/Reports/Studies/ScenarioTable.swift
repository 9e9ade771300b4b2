/// The scenarios of a study as CSV, one row for each.
public enum ScenarioTable {
  /// The table.
  /// - Parameters:
  ///   - settings: The names of all settings that any protocol has.
  ///   - rows: Number, model, protocol, what is simulated of variability, values of the settings.
  public static func text(
    settings: [String],
    rows: [(number: Int, model: String, dosing: String, variability: String, values: [String])]
  ) -> [UInt8] {
    let heading = ["scenario", "model", "protocol"] + settings + ["variability"]
    let lines =
      [heading.map(CSVCellText.plain)]
      + rows.map { row in
        ["\(row.number)"]
          + ([row.model, row.dosing] + row.values + [row.variability]).map(CSVCellText.plain)
      }
    return Array(lines.map { $0.joined(separator: ",") + "\n" }.joined().utf8)
  }
}
