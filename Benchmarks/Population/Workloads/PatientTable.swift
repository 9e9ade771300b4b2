import Glibc
import Population

/// The patients of a CSV file: ID, WT, CL, V1, Q2, V2, Q3, V3 (and CLM, VM1, QM, VM2 of a
/// metabolite), or ID, V1, VMAX, KM, V2, Q2 where elimination saturates.
struct PatientTable: Sendable {
  let rows: Int
  private let width: Int
  private let values: [Double]

  init?(_ path: String) {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var size = 0
    defer { free(line) }
    guard getline(&line, &size, file) > 0, let header = line else { return nil }
    width = String(cString: header).split(separator: ",").count
    var values: [Double] = []
    while getline(&line, &size, file) > 0, let start = line {
      var place = start
      for _ in 0..<width {
        var end: UnsafeMutablePointer<CChar>?
        values.append(strtod(place, &end))
        place = (end ?? place) + 1
      }
    }
    self.values = values
    rows = values.count / width
  }

  /// A cell, by its row below the heading.
  subscript(row: Int, column: Int) -> Double { values[row * width + column] }

  /// Writes the patients of a tile.
  func fill(_ tile: SubjectTile, _ columns: KetamineColumns) {
    for lane in 0..<tile.count {
      let row = (tile.first + lane) * width
      let (weight, cl, v1) = (values[row + 1], values[row + 2], values[row + 3])
      let (q2, v2, q3, v3) = (values[row + 4], values[row + 5], values[row + 6], values[row + 7])
      tile[columns.dose, lane] = 0.5 * weight / 40
      tile[columns.volume, lane] = v1
      tile[columns.rates[0], lane] = cl / v1
      tile[columns.rates[1], lane] = q2 / v1
      tile[columns.rates[2], lane] = q2 / v2
      tile[columns.rates[3], lane] = q3 / v1
      tile[columns.rates[4], lane] = q3 / v3
      guard columns.rates.count > 5 else { continue }
      let (clm, vm) = (values[row + 8], values[row + 9])
      let (qm, vm2) = (values[row + 10], values[row + 11])
      tile[columns.rates[0], lane] = cl / v1 * 0.2
      tile[columns.rates[5], lane] = cl / v1 * 0.8
      tile[columns.metaboliteVolume, lane] = vm
      tile[columns.rates[6], lane] = clm / vm
      tile[columns.rates[7], lane] = qm / vm
      tile[columns.rates[8], lane] = qm / vm2
    }
  }
}
